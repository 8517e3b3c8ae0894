import type { FastifySchemaValidationError } from 'fastify';
import { zhCN } from 'zod/locales';
import { type Message, messages, type Sentence } from '../locale/messages.ts';

const say = messages('finding', {
  words: { zh: '{zh}', en: '{en}' },
});
const missing: Sentence = { zh: '需要填写', en: 'it is needed' };

const chinese = zhCN().localeError;
/** How the library's own English begins; a contract's own words do not. */
const standardWords = /^(Invalid|Too small|Too big|Unrecognized)\b/;

/** What a schema found wrong, and where. */
export interface SchemaFinding {
  /** Path within the body or query, such as `act.source`. */
  field: string;
  words: Sentence;
  said: Message;
}

/**
 * What the schema library says in English, for readers of both languages. Words that a contract gave itself stay as they are.
 */
export function schemaFinding(finding: FastifySchemaValidationError): SchemaFinding {
  const path = finding.instancePath.slice(1);
  const field = path.replaceAll('/', '.');
  const message = finding.message ?? '';
  if (message.endsWith('received undefined')) return found(field, missing);
  if (!standardWords.test(message)) return found(field, { zh: message, en: message });
  if (finding.keyword === 'invalid_type')
    return found(field, { zh: `类型不对，应为 ${String(finding.params.expected)}`, en: message });
  const issue = { ...finding.params, code: finding.keyword, path: path.split('/') } as Parameters<typeof chinese>[0];
  return found(field, { zh: wordsOf(chinese(issue)), en: message });
}

function found(field: string, words: Sentence): SchemaFinding {
  return { field, words, said: say.words({ ...words }) };
}

function wordsOf(said: string | { message: string } | null | undefined): string {
  return typeof said === 'string' ? said : (said?.message ?? '');
}
