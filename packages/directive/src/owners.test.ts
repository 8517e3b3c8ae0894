import { describe, expect, it } from 'vitest';
import { parseDirective } from './parse.ts';

function ownersOf(body: string): string[][] {
  const text = `关于联络工作的通知\n各单位：\n一、工作任务\n${body}`;
  return parseDirective(text, { referenceDate: '2026-06-01' }).obligations.map((obligation) =>
    obligation.owners.map((owner) => `${owner.role === 'support' ? '配合 ' : ''}${owner.text}`),
  );
}

describe('owners', () => {
  it.each([
    ['各支部要开好组织生活会。', [['各支部']]],
    ['党组书记、支部书记和党务干部要带头讲党课。', [['党组书记', '支部书记', '党务干部']]],
    ['办公室要起草方案，并征求意见。', [['办公室'], ['办公室']]],
    ['机关党委要抓好督促；各支部要抓好落实。', [['机关党委'], ['各支部']]],
    ['我们要深入研究新情况。', [[]]],
    ['要深入研究新情况。', [[]]],
    ['由研究室牵头，修订议事规则。', [['研究室']]],
    ['由研究室牵头、办公室配合，修订议事规则。', [['研究室', '配合 办公室']]],
    ['联络处要会同宣传处制作宣传片。', [['联络处', '配合 宣传处']]],
    ['联络处要配合宣传处开展采访。', [['宣传处', '配合 联络处']]],
    ['市人力资源和社会保障局要公布名单。', [['市人力资源和社会保障局']]],
    ['健全值班制度。（责任单位：办公室、保卫处）', [['办公室', '保卫处']]],
    ['健全值班制度（办公室牵头，保卫处配合）。', [['办公室', '配合 保卫处']]],
    ['健全值班制度。（办公室、各支部）', [['办公室', '各支部']]],
    ['健全值班制度（见附录）。', [[]]],
    ['各地、各部门要及时上报情况。', [['各地', '各部门']]],
    ['纪委监委、组织部等部门要加强监督。', [['纪委监委', '组织部']]],
  ])('%s', (body, expected) => {
    expect(ownersOf(body)).toEqual(expected);
  });

  it('parts a conditional owner into body and condition', () => {
    const text =
      '关于组织建设的通知\n一、任务\n没有建立机关党组的县级政协要在10月底前完成报批。有条件的乡镇要设立联络站。';
    const [first, second] = parseDirective(text, { referenceDate: '2026-06-01' }).obligations;
    expect(first?.owners[0]).toMatchObject({
      text: '县级政协',
      condition: { text: '没有建立机关党组的', lacks: { organisationKind: 'officePartyGroup' } },
    });
    expect(second?.owners[0]).toMatchObject({ text: '乡镇', condition: { text: '有条件的', lacks: null } });
  });

  it('hands a lead-in down to the items below', () => {
    const text =
      '关于试点的方案\n一、试点任务\n试点县要精心组织，重点做好以下工作：\n（一）搭建平台。建设统一的工作平台。';
    const parsed = parseDirective(text, { referenceDate: '2026-06-01' });
    expect(parsed.obligations.at(-1)?.owners).toEqual([
      expect.objectContaining({ text: '试点县', source: 'carriedOver' }),
    ]);
  });

  it.each(['经济委员会党支部', '经信局', '自然资源局', '就业服务中心'])(
    'takes %s for a body, though its name begins like a preposition',
    (name) => {
      const text = `关于组织建设的通知\n一、任务\n${name}要在9月底前完成汇编工作。`;
      const owners = parseDirective(text, { referenceDate: '2026-06-01' }).obligations.map((one) => one.owners);
      expect(owners.map((mentions) => mentions.map((owner) => owner.text))).toEqual([[name]]);
    },
  );

  it('marks each owner with the exact place of its words', () => {
    const text = '关于组织建设的通知\n一、任务\n各支部、联络处要会同宣传处报送名单。（责任单位：办公室）';
    for (const obligation of parseDirective(text, { referenceDate: '2026-06-01' }).obligations) {
      for (const owner of obligation.owners)
        if (owner.span) expect(text.slice(owner.span.start, owner.span.end)).toBe(owner.text);
    }
  });

  it('applies a line of owners to the paragraph above it', () => {
    const text = '关于组织建设的意见\n一、任务\n（一）规范值班。健全值班制度。\n责任单位：办公室、保卫处';
    expect(
      parseDirective(text, { referenceDate: '2026-06-01' }).obligations[0]?.owners.map((owner) => owner.text),
    ).toEqual(['办公室', '保卫处']);
  });
});

describe('times handed down', () => {
  it('binds the action it stands with, and not the next one in the sentence', () => {
    const text = '关于走访的通知\n一、任务\n各支部要在9月底前建立台账，报送名单，每季度走访1次。';
    const found = parseDirective(text, { referenceDate: '2026-06-01' }).obligations;
    expect(found.map((obligation) => obligation.deadline?.to ?? null)).toEqual(['2026-09-30', null, null]);
  });

  it('takes the time of a heading, but not for prohibitions', () => {
    const text = '关于督导的方案\n一、集中督导（9月20日前）\n（一）下沉一线。组织督导组走访各县。不得增加基层负担。';
    const [visit, ban] = parseDirective(text, { referenceDate: '2026-06-01' }).obligations;
    expect(visit?.deadline).toMatchObject({ to: '2026-09-20', inherited: true });
    expect(ban?.deadline).toBeNull();
  });

  it('does not hand it to a closing paragraph behind one-line items', () => {
    const text =
      '关于活动的通知\n一、活动内容\n（一）读书（6月）。组织读书会。\n（二）参观（7月）。组织参观。\n请各支部认真总结。';
    expect(parseDirective(text, { referenceDate: '2026-06-01' }).obligations.at(-1)?.deadline ?? null).toBeNull();
  });
});
