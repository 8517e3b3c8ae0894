import { describe, expect, it } from 'vitest';
import {
  issuerOfHead,
  issuerOfSignature,
  issuerOfTitle,
  kindOfTitle,
  numberOfHead,
  titleBelowHead,
} from './guesses.ts';

describe('what a title gives away', () => {
  it.each([
    ['在全市政协党建工作会议上的讲话', 'speech'],
    ['关于加强政协党的建设的意见（试行）', 'opinion'],
    ['关于印发《政协党建工作方案》的通知', 'notice'],
    ['2026年党建工作要点', 'keyPoints'],
    ['委员联系群众工作办法', 'measures'],
    ['第三次党组会议纪要', 'minutes'],
    ['关于商请支持的函', 'letter'],
    ['“委员进社区”活动实施方案', 'plan'],
  ])('%s is %s', (title, kind) => {
    expect(kindOfTitle(title)).toBe(kind);
  });

  it('does not invent a kind', () => {
    expect(kindOfTitle('凝心聚力向前行')).toBeNull();
  });

  it('names the issuer only where one stands before 关于', () => {
    expect(issuerOfTitle('云汀市政协党组关于开展专题学习的通知')).toBe('云汀市政协党组');
    expect(issuerOfTitle('认真学习关于加强联系的要求')).toBeNull();
    expect(issuerOfTitle('关于开展专题学习的通知')).toBeNull();
  });

  it('takes a number that stands alone on a line of the head, and none from the running text', () => {
    expect(numberOfHead('云汀市政协文件\n澄协党〔2026〕5号\n关于…的通知')).toBe('澄协党〔2026〕5号');
    expect(numberOfHead('根据澄协党〔2026〕5号文件要求，现通知如下。')).toBeNull();
  });
});

describe('what a head and a signature give away', () => {
  const red = ['云汀市政协办公室文件', '云协办〔2026〕41号', '关于做好', '联络工作的通知', '各单位：', '请认真落实。'];
  const signed = [...red, '云汀市政协办公室', '2026年6月16日'].join('\n');
  const dateOf = (text: string) => ({ start: text.indexOf('2026年6月16日') });

  it('takes the issuer of a red head, and the title below its number', () => {
    expect(issuerOfHead(signed)).toBe('云汀市政协办公室');
    expect(titleBelowHead(signed)).toBe('关于做好联络工作的通知');
  });

  it('takes no title where there is no red head, or no kind is named before the text begins', () => {
    expect(titleBelowHead('关于做好联络工作的通知\n各单位：')).toBeNull();
    expect(titleBelowHead('云汀市政协办公室文件\n云协办〔2026〕41号\n各单位：\n有关通知如下')).toBeNull();
    expect(issuerOfHead('落实上级文件\n一、落实')).toBeNull();
  });

  it('takes the name above the closing date, and neither a sentence nor what stands above a date under the title', () => {
    expect(issuerOfSignature(signed, dateOf(signed))).toBe('云汀市政协办公室');
    const unsigned = [...red, '2026年6月16日'].join('\n');
    expect(issuerOfSignature(unsigned, dateOf(unsigned))).toBeNull();
    const above = ['云汀市政协办公室', '2026年6月16日', ...'一二三四五六七'.split('').map((n) => `${n}、落实`)].join(
      '\n',
    );
    expect(issuerOfSignature(above, dateOf(above))).toBeNull();
    expect(issuerOfSignature(signed, null)).toBeNull();
  });
});
