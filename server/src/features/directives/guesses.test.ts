import { describe, expect, it } from 'vitest';
import { issuerOfTitle, kindOfTitle, numberOfHead } from './guesses.ts';

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
