import { parseDirective } from '@xieli/directive';
import { describe, expect, it } from 'vitest';
import { longestLists } from './content.ts';
import { actionWords, asksSomething, proposalOf, reasonsOf } from './proposal.ts';

/** A sentence that cites so many documents. */
function citing(count: number) {
  const titles = Array.from({ length: count }, (_, index) => `《履职管理办法之${index + 1}》`).join('');
  const parsed = parseDirective(`关于学习的通知\n一、学习\n要认真落实${titles}。`, { referenceDate: '2026-06-01' });
  const found = parsed.obligations.find(asksSomething);
  if (!found) throw new Error('Nothing was found');
  return found;
}

describe('a list that is longer than a requirement can hold', () => {
  it('is cut, and the reasons say how many there are', () => {
    const count = longestLists.references + 1;
    const obligation = citing(count);
    const content = proposalOf(obligation, new Map(), { text: '各单位', organisationIds: [] });
    expect(content.references).toHaveLength(longestLists.references);
    expect(reasonsOf('', obligation)).toContainEqual({ key: 'cut.references', text: `${count}` });
  });

  it('and one that just fits is not', () => {
    const keys = reasonsOf('', citing(longestLists.references)).map((reason) => reason.key);
    expect(keys.filter((key) => key.startsWith('cut.'))).toEqual([]);
  });
});

describe('what a task is called', () => {
  it('names what is sent on, not only where it goes', () => {
    const { text, obligations } = parseDirective(
      '关于整改的通知\n一、整改\n各支部要制定整改方案，9月20日前报市政协机关党组，并及时公布结果。',
      { referenceDate: '2026-06-01' },
    );
    expect(obligations.map((one) => actionWords(text, one))).toEqual([
      '制定整改方案',
      '制定整改方案，9月20日前报市政协机关党组',
      '及时公布结果',
    ]);
  });
});
