import type { Answer } from './line.ts';
import type { Route, Shot } from './requests.ts';

/** Words that no answer may hold, and who must not see them. */
export interface Secret {
  words: string;
  whose: string;
  hiddenFrom(username: string | null): boolean;
}

/** What is wrong with an answer; null when nothing is. */
export function faultOf({ key, spec }: Route, shot: Shot, answer: Answer, secrets: readonly Secret[]): string | null {
  const { status, type, body } = answer;
  if (status >= 500) return `${status} ${body.toString().slice(0, 400)}`;
  const text = body.toString();
  const leaked = secrets.find(({ words, hiddenFrom }) => hiddenFrom(shot.username) && text.includes(words));
  if (leaked) return `shows what belongs to ${leaked.whose}`;
  if (status >= 400) return problemFault(answer, shot);
  if (status !== 200) return `answers ${status}`;
  if (shot.forbidden)
    return `takes what its contract does not allow: ${shot.body?.toString().slice(0, 300) ?? shot.path}`;
  if (spec.download || type.startsWith('text/event-stream')) return null;
  if (!type.startsWith('application/json')) return `answers ${type} where JSON belongs`;
  const read = spec.response.safeParse(JSON.parse(text));
  return read.success ? null : `breaks its own contract of ${key}: ${read.error.message.slice(0, 400)}`;
}

/** A refusal is a problem after RFC 9457 in the reader's language, with every gap in its words filled. */
function problemFault({ status, type, body }: Answer, { headers, body: sent, path }: Shot): string | null {
  if (!type.startsWith('application/problem+json'))
    return `refuses with ${status} ${type}: ${body.toString().slice(0, 200)}`;
  const problem = JSON.parse(body.toString()) as {
    status?: number;
    title?: string;
    detail?: unknown;
    errors?: unknown;
  };
  if (problem.status !== status) return `says ${problem.status} and answers ${status}`;
  if (typeof problem.detail !== 'string' || problem.detail.trim() === '') return `refuses ${status} without a word`;
  const gap = /\{(zh|en|field|seconds|\w+Id)\}|undefined|\[object /.exec(problem.detail)?.[0];
  // Whoever is called “undefined” is called so in the answer.
  if (gap && !`${headers['x-file-name']} ${path} ${sent}`.includes(gap))
    return `has a gap in its words: ${problem.detail}`;
  if (headers['accept-language'] === 'zh-CN' && !/\p{Script=Han}/u.test(problem.detail))
    return `refuses in no Chinese word: ${problem.detail}`;
  return null;
}
