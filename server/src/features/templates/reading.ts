import { refused } from '../../platform/http/problems.ts';
import { askReader } from '../../platform/readers/reader.ts';
import type { CheckAnswer } from './check.ts';
import type { FillAnswer, TemplateContent } from './fill.ts';
import { refusalMessage, say } from './messages.ts';
import type { TemplateQuestion } from './template-worker.ts';

/** A letterhead takes well under a second; what needs this long is an attack or a fault. */
const limits = { memoryMb: 512, timeMs: 30_000 };
const worker = new URL('./template-worker.ts', import.meta.url);

const ask = <Answer>(question: TemplateQuestion) => askReader<Answer>(worker, question, limits);

/** Checks a file in a process of its own. @throws Problem refused where it cannot be a template at all */
export async function checkSafely(bytes: Uint8Array): Promise<Extract<CheckAnswer, { ok: true }>> {
  const answer = await ask<CheckAnswer>({ kind: 'check', bytes });
  if (answer === 'exhausted') throw refused(say.tooHeavy());
  if (!answer.ok) throw refused(refusalMessage(answer));
  return answer;
}

/** Fills a template in a process of its own. @throws Problem refused where it takes too much */
export async function fillSafely(bytes: Uint8Array, content: TemplateContent): Promise<Buffer> {
  const answer = await ask<FillAnswer>({ kind: 'fill', bytes, content });
  if (answer === 'exhausted') throw refused(say.tooHeavy());
  if (!answer.ok) throw refused(refusalMessage(answer));
  return Buffer.from(answer.bytes);
}
