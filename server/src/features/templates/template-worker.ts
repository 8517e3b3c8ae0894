import { answerQuestions } from '../../platform/readers/answering.ts';
import { type CheckAnswer, checkTemplate } from './check.ts';
import { type FillAnswer, fillTemplate, type TemplateContent } from './fill.ts';

export type TemplateQuestion =
  | { kind: 'check'; bytes: Uint8Array }
  | { kind: 'fill'; bytes: Uint8Array; content: TemplateContent };

answerQuestions((question: TemplateQuestion): CheckAnswer | FillAnswer =>
  question.kind === 'check' ? checkTemplate(question.bytes) : fillTemplate(question.bytes, question.content),
);
