import { addMonths, parseDate } from './dates.ts';

/** The days on which the city came to be what it is on the anchor, all derived from the anchor. */
export interface Timeline {
  anchor: string;
  /** The day of the speech: three months before the anchor. */
  speech: string;
  bodiesFounded: string;
  termStart: string;
  /** Members who joined in the course of the term. */
  lateEntry: string;
  officePartyGroupsFounded: string;
  cityBranchesFounded: string;
  countyBranchesFounded: string;
  /** A member left; the seat is empty since. */
  resignation: string;
}

/** Term of the bodies: the fifth. */
export const currentTerm = 5;

/** Throws a RangeError when the anchor is no date. */
export function timelineOf(anchor: string): Timeline {
  const speech = addMonths(anchor, -3);
  const anchorYear = parseDate(anchor).year;
  const yearBeforeSpeech = parseDate(speech).year - 1;
  return {
    anchor,
    speech,
    bodiesFounded: `${anchorYear - 22}-01-15`,
    termStart: `${anchorYear - 2}-01-12`,
    lateEntry: addMonths(`${anchorYear - 2}-01-12`, 11),
    officePartyGroupsFounded: `${yearBeforeSpeech}-02-18`,
    cityBranchesFounded: `${yearBeforeSpeech}-04-20`,
    countyBranchesFounded: `${yearBeforeSpeech}-09-16`,
    resignation: addMonths(anchor, -7),
  };
}
