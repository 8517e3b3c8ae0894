import type { ReadRefusal, RefusalReason } from '@xieli/directive';
import type { Message } from '../../platform/locale/messages.ts';
import { say } from './messages.ts';

/** What is said of each way in which a file cannot be read. */
const refusals: Record<RefusalReason, (slots: { fileName: string; detail: string }) => Message> = {
  tooLarge: say.tooLarge,
  zipBomb: say.zipBomb,
  macros: say.macros,
  notADocument: say.notADocument,
  unreadableEncoding: say.unreadableEncoding,
  unsupportedFormat: say.unsupportedFormat,
  encrypted: say.encrypted,
  damaged: say.damaged,
  scanned: say.scanned,
  tooManyPages: say.tooManyPages,
  crowdedPage: ({ fileName, detail }) => say.crowdedPage({ fileName, page: detail }),
  empty: say.empty,
};

/** Why a file cannot be read, in the words of a person, with how to mend it. */
export function readingRefusal({ reason, detail }: Pick<ReadRefusal, 'reason' | 'detail'>, fileName: string): Message {
  if (reason === 'unsupportedFormat' && detail === 'ofd') return say.ofd({ fileName });
  return refusals[reason]({ fileName, detail });
}
