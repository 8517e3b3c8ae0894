import { describe, expect, it } from 'vitest';
import { checkPaper, PaperError } from './check.ts';
import { type Flow, type Line, lineText } from './flow.ts';
import { goesUpward, paperKinds } from './kinds.ts';
import { layOut } from './layout.ts';
import type { Paper } from './model.ts';
import { estimatePages, imprintPlace } from './pages.ts';
import type { Role } from './roles.ts';

const notice: Paper = {
  kind: 'notice',
  issuer: '政协澄岚市委员会',
  number: { code: '澄协发', year: 2026, serial: 5 },
  title: '关于做好委员联络工作的通知',
  recipients: ['各县级政协', '机关各处室'],
  body: [{ kind: 'paragraph', text: '请于9月底前建立联络台账。' }],
  date: '2026-06-05',
  imprint: { copiesTo: ['市委办公室'], printedBy: '市政协办公室', printedOn: '2026-06-08' },
};
const paragraphs = (count: number): Paper['body'] =>
  Array.from({ length: count }, () => ({ kind: 'paragraph', text: '协'.repeat(28 * 4) }));

function linesOf(flow: Flow, role: Role): Line[] {
  return flow.lines.filter((placed): placed is Line => placed.kind === 'line' && placed.role === role);
}

function textOf(flow: Flow, role: Role): string[] {
  return linesOf(flow, role).map(lineText);
}

describe('the fifteen kinds', () => {
  it('are fifteen, and two of them go upward by themselves', () => {
    expect(paperKinds.map(({ name }) => name).join(' ')).toBe(
      '决议 决定 命令（令） 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要',
    );
    expect(paperKinds.filter(({ id }) => goesUpward(id)).map(({ name }) => name)).toEqual(['报告', '请示']);
  });

  it.each(paperKinds)('$name can be laid out', ({ id, recipients }) => {
    const flow = layOut({
      ...notice,
      kind: id,
      recipients: recipients === 'never' ? [] : ['各县级政协'],
      ...(goesUpward(id) && { signers: ['沈亦舟'] }),
    });
    expect(textOf(flow, 'paragraph')).toEqual(['请于9月底前建立联络台账。']);
  });
});

describe('the head', () => {
  it('stacks the marks of handling that are there', () => {
    const flow = layOut({ ...notice, copyNumber: 12, urgency: '特急' });
    expect([...textOf(flow, 'copyNumber'), ...textOf(flow, 'urgency')]).toEqual(['000012', '特急']);
    expect(textOf(layOut({ ...notice, copyNumber: 1, secrecy: { level: '秘密', term: '1年' } }), 'secrecy')).toEqual([
      '秘密★1年',
    ]);
  });

  it('gives an upward document number and signers, two to a line, the number beside the last', () => {
    const flow = layOut({ ...notice, kind: 'report', signers: ['沈亦舟', '江映雪', '顾南'] });
    expect(textOf(flow, 'number')).toEqual([' 签发人：沈亦舟　江映雪', '澄协发〔2026〕5号 　　　　顾南　　　　　']);
    expect(linesOf(flow, 'number').map(({ ruledBelow }) => ruledBelow ?? false)).toEqual([false, true]);
  });

  it('rules a document below its number and a letter below its mark', () => {
    expect(linesOf(layOut(notice), 'number')[0]?.ruledBelow).toBe(true);
    const letter = layOut({ ...notice, kind: 'letter' });
    expect(linesOf(letter, 'number')[0]).toMatchObject({ align: 'right' });
    expect(letter.letterhead && lineText(letter.letterhead.mark)).toBe('政协澄岚市委员会');
    expect(letter.imprint).toMatchObject({ ruled: false });
  });
});

describe('the body', () => {
  it('numbers headings, and lets them skip （一） where only two levels are used', () => {
    const body: Paper['body'] = [
      { kind: 'heading', level: 1, text: '总体情况' },
      { kind: 'heading', level: 2, text: '进展。', rest: '较快。' },
      { kind: 'heading', level: 2, text: '不足。' },
    ];
    const both = (flow: Flow) => [
      ...textOf(flow, 'heading1'),
      ...textOf(flow, 'heading2'),
      ...textOf(flow, 'heading3'),
    ];
    expect(both(layOut({ ...notice, body }))).toEqual(['一、总体情况', '（一）进展。较快。', '（二）不足。']);
    expect(both(layOut({ ...notice, body, skipsSecondLevel: true }))).toEqual([
      '一、总体情况',
      '1.进展。较快。',
      '2.不足。',
    ]);
  });

  it('names attachments below the text and begins each on a new page', () => {
    const attachment = (title: string) => ({ title, body: notice.body });
    const two = layOut({ ...notice, attachments: [attachment('进展表'), attachment('逾期清单')] });
    expect(textOf(two, 'attachmentNote')).toEqual(['附件：1.进展表', '2.逾期清单']);
    expect(textOf(two, 'attachmentLabel')).toEqual(['附件1', '附件2']);
    expect(linesOf(two, 'attachmentLabel').every(({ onNewPage }) => onNewPage)).toBe(true);
    expect(textOf(layOut({ ...notice, attachments: [attachment('进展表')] }), 'attachmentNote')).toEqual([
      '附件：进展表',
    ]);
  });

  it('leaves two lines for a seal and one without', () => {
    const blanksBefore = (flow: Flow) => {
      const before =
        flow.lines[flow.lines.findIndex((placed) => placed.kind === 'line' && placed.role === 'issuer') - 1];
      return before?.kind === 'blank' ? before.lines : 0;
    };
    expect(blanksBefore(layOut(notice))).toBe(2);
    expect(blanksBefore(layOut({ ...notice, sealed: false }))).toBe(1);
  });

  it('closes minutes with who was there, and with no signature', () => {
    const flow = layOut({
      ...notice,
      kind: 'minutes',
      recipients: [],
      presence: [{ label: '出席', names: '沈亦舟　江映雪' }],
    });
    expect(textOf(flow, 'presence')).toEqual(['出席：沈亦舟　江映雪']);
    expect(textOf(flow, 'issuer')).toEqual([]);
  });

  it('keeps the names callers give to stretches of text', () => {
    const body: Paper['body'] = [
      { kind: 'paragraph', text: [{ text: '办结' }, { text: '31', ref: 'closed' }, { text: '项' }] },
    ];
    expect(linesOf(layOut({ ...notice, body }), 'paragraph')[0]?.spans[1]).toEqual({ text: '31', ref: 'closed' });
  });
});

describe('pages', () => {
  it('puts the imprint of a document printed on both sides on an even page', () => {
    expect(imprintPlace(layOut(notice))).toBe('nextPage');
    expect(imprintPlace(layOut({ ...notice, doubleSided: false }))).toBe('sameFace');
    const twoPages = layOut({ ...notice, body: paragraphs(4) });
    expect([estimatePages(twoPages).pages, imprintPlace(twoPages)]).toEqual([2, 'sameFace']);
    const full = Array.from({ length: 6 }, (_, i) => layOut({ ...notice, body: paragraphs(i + 4) }));
    expect(full.map(imprintPlace)).toContain('afterBlankPage');
  });

  it('moves recipients who would push the text off the first page into the imprint', () => {
    const many = Array.from({ length: 60 }, (_, i) => `第${i + 1}中心联络处`);
    const flow = layOut({ ...notice, recipients: many });
    expect(textOf(flow, 'recipients')).toEqual([]);
    expect(flow.imprint && lineText(flow.imprint.lines[0] as Line)).toMatch(/^主送：第1中心联络处，.*。$/);
    expect(estimatePages(flow).firstPageShowsText).toBe(true);
  });

  it('reckons rows of a table by their longest cell', () => {
    const table = (rows: string[][]): Paper['body'] => [
      {
        kind: 'table',
        columns: [
          { title: '单位', share: 1 },
          { title: '进展', share: 1 },
        ],
        rows,
      },
    ];
    const short = estimatePages(layOut({ ...notice, body: table([['青禾县', '好']]) }));
    const long = estimatePages(layOut({ ...notice, body: table([['青禾县', '好'.repeat(60)]]) }));
    expect(long.used).toBeGreaterThan(short.used);
  });
});

describe('what is refused', () => {
  it.each([
    [{ title: ' ' }, 'titleMissing', 'title'],
    [{ title: '关于工作的通知。' }, 'closingPunctuation', 'title'],
    [{ recipients: [] }, 'recipientsMissing', 'recipients'],
    [{ body: [] }, 'bodyEmpty', 'body'],
    [{ date: '2026-02-30' }, 'dayWrong', 'date'],
    [{ number: { code: '澄协发', year: 26, serial: 1 } }, 'numberWrong', 'number'],
    [{ kind: 'request' }, 'signerMissing', 'signers'],
    [{ signers: ['沈亦舟'] }, 'signersNotUpward', 'signers'],
    [{ kind: 'announcement' }, 'recipientsUnknownToKind', 'recipients'],
    [{ secrecy: { level: '秘密' } }, 'copyNumberMissing', 'copyNumber'],
    [{ copyNumber: 0 }, 'copyNumberWrong', 'copyNumber'],
    [{ presence: [{ label: '出席', names: '沈亦舟' }] }, 'presenceOutsideMinutes', 'presence'],
    [
      { body: [{ kind: 'table', columns: [{ title: '单位', share: 1 }], rows: [['甲', '乙']] }] },
      'rowOfOtherLength',
      'body.0',
    ],
    [{ attachments: [{ title: '', body: notice.body }] }, 'attachmentUntitled', 'attachments.0.title'],
  ] as const)('%j: %s', (change, code, where) => {
    const paper = { ...notice, ...change } as Paper;
    expect(checkPaper(paper)).toEqual([{ code, where }]);
    expect(() => layOut(paper)).toThrow(PaperError);
  });
});
