import type { FastifySchemaValidationError } from 'fastify';
import { type Message, messages, type Sentence } from '../locale/messages.ts';
import { ownWords } from './contract.ts';

const say = messages('finding', {
  words: { zh: '{zh}', en: '{en}' },
});

/** What a schema found wrong, and where. */
export interface SchemaFinding {
  /** Path within the body or query, such as `act.source`; empty where it is the whole of it. */
  field: string;
  words: Sentence;
  said: Message;
}

/** What the schema library found, in plain words for readers of both languages. Words that a contract gave itself stay as they are. */
export function schemaFinding(finding: FastifySchemaValidationError): SchemaFinding {
  const field = finding.instancePath.slice(1).replaceAll('/', '.');
  const words = wordsFor(finding, field);
  return { field, words, said: say.words({ ...words }) };
}

const missing: Sentence = { zh: '需要填写', en: 'it is needed' };
const nothingArrived: Sentence = {
  zh: '没有收到内容，或内容的格式不对',
  en: 'nothing arrived, or not in the expected form',
};
const notRight: Sentence = { zh: '内容不符合要求', en: 'it is not what is expected here' };

function wordsFor({ keyword, params, message = '' }: FastifySchemaValidationError, field: string): Sentence {
  if (keyword === 'invalid_type' && field === '') return nothingArrived;
  if (message.endsWith('received undefined')) return missing;
  const wording = wordings[keyword];
  return wording ? wording(params, message) : notRight;
}

type Params = FastifySchemaValidationError['params'];

const wordings: Record<string, (params: Params, message: string) => Sentence> = {
  custom: (params, message) =>
    ownWords(params.params) ?? (message === 'Invalid input' ? notRight : { zh: message, en: message }),
  invalid_type: ({ expected }) => {
    const kind = kinds[String(expected)];
    return kind ? { zh: `应为${kind.zh}`, en: `it has to be ${kind.en}` } : notRight;
  },
  too_big: (params) => sizeWords('most', params),
  too_small: (params) => sizeWords('least', params),
  invalid_format: ({ format }) => formats[String(format)] ?? { zh: '格式不对', en: 'it is not in the expected form' },
  invalid_value: ({ values }) => oneOf(values),
  invalid_union: ({ options }) => oneOf(options),
  unrecognized_keys: ({ keys }) => ({
    zh: `有不认识的内容：${listed(keys).join('、')}`,
    en: `this is not known here: ${listed(keys).join(', ')}`,
  }),
  not_multiple_of: ({ divisor }) => ({ zh: `应为 ${divisor} 的倍数`, en: `it has to be a multiple of ${divisor}` }),
};

const kinds: Record<string, Sentence> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '“是”或“否”（true 或 false）', en: 'true or false' },
  array: { zh: '一组内容', en: 'a list' },
  object: { zh: '一组有名称的内容', en: 'a set of named values' },
  record: { zh: '一组有名称的内容', en: 'a set of named values' },
};

const formats: Record<string, Sentence> = {
  date: {
    zh: '不是有效的日期，请写成 2026-06-30 的样子',
    en: 'it is not a date; write it like 2026-06-30',
  },
  datetime: {
    zh: '不是有效的时间，请写成 2026-06-30T09:00:00Z 的样子',
    en: 'it is not a time; write it like 2026-06-30T09:00:00Z',
  },
  uuid: { zh: '不是有效的编号（UUID）', en: 'it is not an id (a UUID)' },
  email: { zh: '不是有效的邮箱地址', en: 'it is not an e-mail address' },
  url: { zh: '不是有效的网址', en: 'it is not a web address' },
};

/** How long, how many or how much, by what it is that was measured. */
function sizeWords(end: 'most' | 'least', { origin, maximum, minimum, exact, inclusive }: Params): Sentence {
  const limit = Number(end === 'most' ? maximum : minimum);
  const unit = units[String(origin)];
  if (!unit) return amountWords(end, limit, inclusive !== false);
  if (exact) return { zh: `应为 ${limit} ${unit.zh}`, en: `it has to have exactly ${counted(limit, unit.en)}` };
  if (end === 'most') return { zh: `最多 ${limit} ${unit.zh}`, en: `it may have at most ${counted(limit, unit.en)}` };
  if (limit === 1) return unit.none;
  return { zh: `至少 ${limit} ${unit.zh}`, en: `it has to have at least ${counted(limit, unit.en)}` };
}

const units: Record<string, Sentence & { none: Sentence }> = {
  string: { zh: '个字符', en: 'character', none: { zh: '不能为空', en: 'it must not be empty' } },
  array: { zh: '项', en: 'item', none: { zh: '至少要有一项', en: 'at least one is needed' } },
};

function amountWords(end: 'most' | 'least', limit: number, inclusive: boolean): Sentence {
  if (end === 'most')
    return inclusive
      ? { zh: `不能大于 ${limit}`, en: `it must not be more than ${limit}` }
      : { zh: `应小于 ${limit}`, en: `it has to be less than ${limit}` };
  return inclusive
    ? { zh: `不能小于 ${limit}`, en: `it must not be less than ${limit}` }
    : { zh: `应大于 ${limit}`, en: `it has to be more than ${limit}` };
}

const counted = (count: number, unit: string) => `${count} ${count === 1 ? unit : `${unit}s`}`;

function oneOf(values: unknown): Sentence {
  const choices = listed(values);
  if (choices.length === 0) return notRight;
  if (choices.length === 1) return { zh: `应为 ${choices[0]}`, en: `it has to be ${choices[0]}` };
  return { zh: `应为其中之一：${choices.join('、')}`, en: `it has to be one of ${choices.join(', ')}` };
}

const listed = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : []);
