import { messages } from '../locale/messages.ts';
import { day } from './contract.ts';
import { invalid } from './problems.ts';

const say = messages('place', {
  malformed: {
    zh: '翻页位置无效，请从第一页重新查看',
    en: 'This place in the list is not valid; start again from the first page',
  },
});

/** Where a page of a list ordered by time, newest first, ends. */
export interface Place {
  at: string;
  id: string;
}

export function writePlace(place: Place): string {
  return `${place.at} ${place.id}`;
}

/** @throws Problem when the text is no place */
export function readPlace(text: string | undefined): Place | null {
  if (text === undefined) return null;
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  // What runs into the next month is read by the machine and refused by the database.
  const isInstant = match?.[1] && day.safeParse(match[1].slice(0, 10)).success && !Number.isNaN(Date.parse(match[1]));
  if (!match?.[1] || !match[2] || !isInstant) throw invalid(say.malformed(), { field: 'cursor' });
  return { at: match[1], id: match[2] };
}
