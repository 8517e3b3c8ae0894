import type { Message } from '../platform/locale/messages.ts';

/** What is looked at, in the order in which it is said. */
export const subjects = [
  'settings',
  'disk',
  'permissions',
  'secrets',
  'database',
  'clock',
  'chain',
  'certificate',
  'fonts',
] as const;
export type Subject = (typeof subjects)[number];

/** `ill`: something does not work or will be lost. `caution`: it works, and somebody should know. */
export type Verdict = 'well' | 'caution' | 'ill';

/** One thing that was looked at. */
export interface Finding {
  subject: Subject;
  verdict: Verdict;
  says: Message;
  /** What to do about it; none where all is well. */
  remedy: Message | null;
}

export const well = (subject: Subject, says: Message): Finding => ({ subject, verdict: 'well', says, remedy: null });

export const caution = (subject: Subject, says: Message, remedy: Message): Finding => ({
  subject,
  verdict: 'caution',
  says,
  remedy,
});

export const ill = (subject: Subject, says: Message, remedy: Message): Finding => ({
  subject,
  verdict: 'ill',
  says,
  remedy,
});
