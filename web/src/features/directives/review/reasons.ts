import { reasonWords } from '@xieli/directive/reasons';
import { texts } from '../../../app/locale/text.ts';

/** What the reader of documents gives as its reasons, in the words that belong to it. */
export const reasonText = texts(reasonWords);
