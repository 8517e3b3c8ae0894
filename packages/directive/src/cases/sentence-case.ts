import type { SpeechAct } from '../model.ts';

/** One hand-written sentence with the actions a careful clerk would take from it. */
export interface SentenceCase {
  /** What the sentence shows. */
  about: SpeechAct | 'falseFriend' | 'guide';
  sentence: string;
  /** The exact words of each action, in order; empty when nothing is asked. */
  actions: string[];
  /** `speech`: told in a speech, where a bare verb with a body is narration; default is a notice. */
  genre?: 'speech' | 'notice';
  owners?: string[];
  hardness?: ('hard' | 'semi' | 'soft')[];
  due?: (string | null)[];
  acts?: SpeechAct[];
}
