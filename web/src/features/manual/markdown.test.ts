import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf, plain, readManual, readWords } from './markdown.ts';

const text = (lines: readonly string[]) => lines.join('\n');
const head = ['# 手册', '', '写给每一个人。', ''];

describe('a manual is read', () => {
  test('title, what stands before the sections, and each section with its anchor', () => {
    const manual = readManual(text([...head, '<a id="tasks"></a>', '## 任务', '', '点「任务」。', '']));
    expect(manual.title).toBe('手册');
    expect(manual.lead).toEqual([{ kind: 'paragraph', words: [{ kind: 'text', text: '写给每一个人。' }] }]);
    expect(manual.sections.map(({ id, title }) => ({ id, title }))).toEqual([{ id: 'tasks', title: '任务' }]);
  });

  test('lists, notes, smaller headings and pictures, each as what it is', () => {
    const body = ['1. 一', '2. 二', '', '- 三', '', '> 小心', '', '### 小标题', '', '![「任务」](pictures/a-b.webp)'];
    const [section] = readManual(text([...head, '<a id="a"></a>', '## 甲', ...body])).sections;
    expect(section?.blocks.map(({ kind }) => kind)).toEqual(['steps', 'points', 'note', 'subheading', 'picture']);
    expect(linesOf(section?.blocks ?? []).map(plain)).toEqual(['一', '二', '三', '小心', '小标题', '任务']);
  });

  test.each([
    ['a section without an anchor', ['## 甲']],
    ['an anchor before something else', ['<a id="a"></a>', '文字']],
    ['an anchor at the end', ['<a id="a"></a>']],
    ['a second title', ['# 又一个']],
    ['a heading that is too deep', ['#### 深']],
    ['a table', ['| a | b |']],
    ['a list within a list', ['- 一', '  - 二']],
    ['a star for a list', ['* 一']],
    ['other HTML', ['<b>粗</b>']],
    ['a picture from elsewhere', ['![图](https://example.org/a.png)']],
    ['a fenced block', ['```']],
  ])('refuses %s, and says which line', (_, lines) => {
    expect(() => readManual(text([...head, ...lines]))).toThrow(/Line \d+|ends with an anchor/);
  });

  test('refuses a text without a title', () => {
    expect(() => readManual('')).toThrow('no title');
  });
});

describe('the words of a line', () => {
  test('know what stands on the screen, in either language, and links', () => {
    expect(readWords('按「提交核验」，见[这里](begin.md#today)。')).toEqual([
      { kind: 'text', text: '按' },
      { kind: 'screen', text: '提交核验' },
      { kind: 'text', text: '，见' },
      { kind: 'link', text: '这里', to: 'begin.md#today' },
      { kind: 'text', text: '。' },
    ]);
    expect(readWords('**Send** it')).toEqual([
      { kind: 'screen', text: 'Send' },
      { kind: 'text', text: ' it' },
    ]);
  });

  test('lose nothing but their marks', () => {
    const word = fc.stringMatching(/^[a-z\u4e00-\u4e1f ,.()]{1,8}$/);
    const part = fc.oneof(
      word.map((said) => ({ written: said, said })),
      word.map((said) => ({ written: `「${said}」`, said })),
      word.map((said) => ({ written: `**${said}**`, said })),
      word.map((said) => ({ written: `[${said}](begin.md#today)`, said })),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        expect(plain(readWords(parts.map(({ written }) => written).join('')))).toBe(
          parts.map(({ said }) => said).join(''),
        );
      }),
    );
  });

  test('keep a mark that has no second half', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*「[]{0,12}$/), (odd) => {
        const words = readWords(odd);
        if (words.every(({ kind }) => kind === 'text')) expect(plain(words)).toBe(odd);
      }),
    );
  });
});
