import { hasZodFastifySchemaValidationErrors, validatorCompiler } from 'fastify-type-provider-zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EvidenceInput } from '../../features/evidence/contract.ts';
import { speak } from '../locale/messages.ts';
import { address } from '../notify/channel.ts';
import { day, dayPlace, id, moment } from './contract.ts';
import { schemaFinding } from './findings.ts';

/** What is said of a value, as a request meets it. */
function findingsOf(schema: z.ZodType, value: unknown) {
  const answer = validatorCompiler({ schema, method: 'POST', url: '/', httpPart: 'body' })(value);
  const validation = (answer as { error?: unknown }).error;
  if (validation === undefined) return [];
  const refused = { validation };
  if (!hasZodFastifySchemaValidationErrors(refused)) throw new Error('The findings have another form than expected');
  return refused.validation.map(schemaFinding);
}

const said = (schema: z.ZodType, value: unknown) =>
  findingsOf(z.object({ field: schema }), { field: value }).map(({ words }) => [words.zh, words.en]);

describe('what a schema found is said in plain words', () => {
  const cases: [string, z.ZodType, unknown, string, string][] = [
    ['too long', z.string().max(12), 'x'.repeat(13), '最多 12 个字符', 'it may have at most 12 characters'],
    ['too long for one', z.string().max(1), 'xx', '最多 1 个字符', 'it may have at most 1 character'],
    ['empty', z.string().trim().min(1), '  ', '不能为空', 'it must not be empty'],
    ['too short', z.string().min(6), 'abc', '至少 6 个字符', 'it has to have at least 6 characters'],
    ['of another length', z.string().length(6), 'abc', '应为 6 个字符', 'it has to have exactly 6 characters'],
    ['left out', z.string(), undefined, '需要填写', 'it is needed'],
    ['a number for text', z.string(), 5, '应为文字', 'it has to be text'],
    ['text for a number', z.number(), '5', '应为数字', 'it has to be a number'],
    ['a part of a number', z.int(), 1.5, '应为整数', 'it has to be a whole number'],
    ['text for yes or no', z.boolean(), 'yes', '应为“是”或“否”（true 或 false）', 'it has to be true or false'],
    ['text for a list', z.array(z.string()), 'a', '应为一组内容', 'it has to be a list'],
    ['nothing for text', z.string(), null, '应为文字', 'it has to be text'],
    ['no choice', z.enum(['yes', 'no']), 'x', '应为其中之一：yes、no', 'it has to be one of yes, no'],
    ['not the only choice', z.literal('evidence'), 'x', '应为 evidence', 'it has to be evidence'],
    ['too many', z.array(z.int()).max(2), [1, 2, 3], '最多 2 项', 'it may have at most 2 items'],
    ['none of a list', z.array(z.int()).min(1), [], '至少要有一项', 'at least one is needed'],
    ['too few', z.array(z.int()).min(2), [1], '至少 2 项', 'it has to have at least 2 items'],
    ['too much', z.int().max(5), 9, '不能大于 5', 'it must not be more than 5'],
    ['too little', z.int().min(1), 0, '不能小于 1', 'it must not be less than 1'],
    ['not more', z.number().gt(0), 0, '应大于 0', 'it has to be more than 0'],
    ['not less', z.number().lt(9), 9, '应小于 9', 'it has to be less than 9'],
    ['no id', id, 'x', '不是有效的编号（UUID）', 'it is not an id (a UUID)'],
    ['no mail', z.email(), 'x', '不是有效的邮箱地址', 'it is not an e-mail address'],
    ['no address', address, 'x', '不是有效的网址', 'it is not a web address'],
    ['another pattern', z.string().regex(/^1\d{10}$/), '12', '格式不对', 'it is not in the expected form'],
    ['no multiple', z.number().multipleOf(5), 7, '应为 5 的倍数', 'it has to be a multiple of 5'],
    ['a check without words', z.string().refine(() => false), 'x', '内容不符合要求', 'it is not what is expected here'],
    ['nothing of several', z.union([z.string(), z.int()]), {}, '内容不符合要求', 'it is not what is expected here'],
    [
      'no date',
      day,
      '2026-02-30',
      '不是有效的日期，请写成 2026-06-30 的样子',
      'it is not a date; write it like 2026-06-30',
    ],
    [
      'no time',
      moment,
      'now',
      '不是有效的时间，请写成 2026-06-30T09:00:00Z 的样子',
      'it is not a time; write it like 2026-06-30T09:00:00Z',
    ],
    ['more than known', z.strictObject({}), { a: 1, b: 2 }, '有不认识的内容：a、b', 'this is not known here: a, b'],
  ];
  it.each(cases)('%s', (_name, schema, value, zh, en) => {
    expect(said(schema, value)).toEqual([[zh, en]]);
  });

  it('in one language at a time, where a contract has words of its own', () => {
    expect(said(day, '0026-06-17')).toEqual([
      ['日期应在 1900 年至 2999 年之间', 'the day has to lie between 1900 and 2999'],
    ]);
    expect(said(moment, '0026-06-17T01:00:00Z')).toEqual([
      ['时间应在 1900 年至 2999 年之间', 'the time has to lie between 1900 and 2999'],
    ]);
    expect(said(dayPlace('_'), 'x')[0]?.[0]).toBe('翻页位置无效，请从第一页重新查看');
    const [finding] = findingsOf(z.object({ day }), { day: '0026-06-17' });
    expect(finding && [speak(finding.said, 'zh-CN'), speak(finding.said, 'en')]).toEqual([
      '日期应在 1900 年至 2999 年之间',
      'the day has to lie between 1900 and 2999',
    ]);
  });

  it('at the field that has to be mended, and of the whole where nothing arrived', () => {
    const evidence = {
      ...{ kind: 'text', title: '', body: '走访', fileSha256: null, fileName: null },
      ...{ aboutFrom: '2026-06-18', aboutTo: '2026-06-17' },
    };
    expect(findingsOf(EvidenceInput, evidence)).toMatchObject([
      { field: 'aboutTo', words: { zh: '止日不能早于起日', en: 'the last day must not lie before the first' } },
    ]);
    expect(findingsOf(z.object({ a: z.object({ b: z.string() }) }), { a: { b: 1 } })[0]?.field).toBe('a.b');
    expect(findingsOf(z.object({ a: z.string() }), null)).toMatchObject([
      { field: '', words: { zh: '没有收到内容，或内容的格式不对' } },
    ]);
  });
});
