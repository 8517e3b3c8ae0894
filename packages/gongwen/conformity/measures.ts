import { type Area, inkBounds, rules, type Sheet } from './ink.ts';

export interface Measure {
  readonly item: string;
  /** What the standard asks for, with the tolerance taken here. */
  readonly rule: string;
  readonly found: string;
  readonly ok: boolean;
  /** Why the program that renders, and not the file, is outside the tolerance. */
  readonly because?: string;
}

/** How the rendered samples are read; pages count from 1. */
export interface Rendered {
  readonly sheet: (name: string, page: number) => Sheet;
  readonly text: (name: string, page: number) => string[];
  readonly pages: (name: string) => number;
}

/** The type area of the standard in millimetres. */
const area: Area = { left: 28, top: 37, right: 184, bottom: 262 };
const whole: Area = { left: 0, top: 0, right: 210, bottom: 297 };
const foot: Area = { ...whole, top: 262.5 };
/** Width of a character of the grid. */
const character = 156 / 28;

/**
 * LibreOffice 7.4 sets a fifth of a character between Chinese characters and digits, which the file switches off
 * (`autoSpaceDE`, `autoSpaceDN`): a date of six such places becomes a character wider, and it is fixed at its right end.
 */
const roomBetweenScripts =
  'LibreOffice sets room between Chinese characters and digits although the file switches it off';

/** Measures every sample that has something to measure. */
export function measures(rendered: Rendered): Measure[] {
  return [
    ...grid(rendered),
    ...pageNumbers(rendered),
    ...head(rendered),
    ...signature(rendered),
    ...imprint(rendered),
    ...letter(rendered),
  ];
}

function grid({ sheet, text }: Rendered): Measure[] {
  const lines = text('grid', 2).filter((line) => line.startsWith('协'));
  const second = sheet('grid', 2);
  const ink = expected(inkBounds(second, 'dark', { ...whole, bottom: 262.5 }));
  return [
    exact('Lines on a full page', 22, lines.length),
    exact('Characters in a full line', 28, Math.min(...lines.map((line) => [...line].length))),
    exact('Characters in the longest line', 28, Math.max(...lines.map((line) => [...line].length))),
    near('Left edge of the text', 28, ink.left, 1),
    near('Right edge of the text, from the right edge of the page', 26, 210 - ink.right, 1),
    // The ink of a line does not fill its pitch: 3.4 mm above it, 1.6 mm below it.
    near('Upper edge of the text (37 mm and the room above the ink)', 37 + 3.4, ink.top, 1.5),
    near('Lower edge of the text, from the lower edge of the page', 35 + 1.5, 297 - ink.bottom, 1.5),
  ];
}

function pageNumbers({ sheet, pages }: Rendered): Measure[] {
  const odd = expected(inkBounds(sheet('circular', 3), 'dark', foot));
  const even = expected(inkBounds(sheet('circular', 2), 'dark', foot));
  const dash = expected(inkBounds(sheet('circular', 3), 'dark', { ...foot, right: odd.left + 2 }));
  const blankLast = pages('report');
  return [
    near('Dash of the page number below the type area', 7, dash.top - area.bottom, 0.5),
    near('Odd page: number ends left of the right edge by one character', character, area.right - odd.right, 1),
    near('Even page: number begins right of the left edge by one character', character, even.left - area.left, 1),
    exact('Pages of the report, whose imprint follows an empty page', 4, blankLast),
    exact('Page numbers on its imprint page', 0, inkBounds(sheet('report', blankLast), 'dark', foot) ? 1 : 0),
    exact('First page of a letter: page numbers', 0, inkBounds(sheet('letter', 1), 'dark', foot) ? 1 : 0),
  ];
}

function head({ sheet }: Rendered): Measure[] {
  return ['circular', 'report', 'minutes'].flatMap((name) => {
    const first = sheet(name, 1);
    const [rule] = rules(first, 'red', whole);
    const ruled = expected(rule);
    const mark = expected(inkBounds(first, 'red', { ...whole, bottom: ruled.top - 8 }));
    const number = expected(inkBounds(first, 'dark', { ...whole, top: ruled.top - 9, bottom: ruled.top - 0.5 }));
    return [
      near(`${name}: mark below the upper edge of the type area`, 35, mark.top - area.top, 1),
      near(`${name}: mark off the middle of the type area`, 0, (mark.left + mark.right) / 2 - 106, 1),
      near(`${name}: red rule below the number`, 4, ruled.top - number.bottom, 0.5),
      near(`${name}: width of the red rule`, 156, ruled.right - ruled.left, 0.5),
    ];
  });
}

function signature({ sheet }: Rendered): Measure[] {
  // Page 3 of the circular ends with signature, date and note; the note stands at the left.
  const right = { left: 90, top: 100, right: 190, bottom: 200 };
  const sealed = linesOf(sheet('circular', 3), right).slice(-2);
  const unsealed = linesOf(sheet('unsealed', 2), { ...right, top: 60 }).slice(-2);
  const [issuer, date] = [expected(sealed[0]), expected(sealed[1])];
  const [plainIssuer, plainDate] = [expected(unsealed[0]), expected(unsealed[1])];
  return [
    near('Sealed: date from the right edge, 4 characters', 4 * character, area.right - date.right, 1.5),
    excused(near('Sealed: issuer off the middle of the date', 0, middle(issuer) - middle(date), 1), roomBetweenScripts),
    near('Unsealed: issuer from the right edge, 2 characters', 2 * character, area.right - plainIssuer.right, 1),
    excused(
      near(
        'Unsealed: date begins right of the issuer by 2 characters',
        2 * character,
        plainDate.left - plainIssuer.left,
        1,
      ),
      roomBetweenScripts,
    ),
  ];
}

function imprint({ sheet, pages }: Rendered): Measure[] {
  return ['circular', 'report', 'minutes'].flatMap((name) => {
    const last = pages(name);
    const found = rules(sheet(name, last), 'dark', { ...whole, bottom: 265 });
    const lowest = expected(found.at(-1));
    return [
      exact(`${name}: the imprint is on an even page`, 0, last % 2),
      exact(`${name}: rules of the imprint`, 3, found.length),
      near(`${name}: lowest rule at the lower edge of the type area`, 262, lowest.bottom, 1),
      near(`${name}: width of its rules`, 156, lowest.right - lowest.left, 0.5),
    ];
  });
}

function letter({ sheet }: Rendered): Measure[] {
  const found = rules(sheet('letter', 1), 'red', whole);
  const [thick, thin, lowThin, lowThick] = [0, 1, 2, 3].map((i) => expected(found[i]));
  const first = sheet('letter', 1);
  const upper = expected(thick);
  const mark = expected(inkBounds(first, 'red', { ...whole, bottom: upper.top - 0.5 }));
  return [
    exact('letter: lines of the double rules', 4, found.length),
    near('letter: mark below the upper edge of the page', 30, mark.top, 1),
    near('letter: double rule below the mark', 4, upper.top - mark.bottom, 1),
    near('letter: width of the rules', 170, upper.right - upper.left, 1),
    near('letter: rules off the middle of the page', 0, middle(upper) - 105, 0.5),
    exact('letter: thick over thin above', 1, height(upper) > height(expected(thin)) ? 1 : 0),
    exact('letter: thin over thick at the foot', 1, height(expected(lowThin)) < height(expected(lowThick)) ? 1 : 0),
    near('letter: lower rule above the lower edge of the page', 20, 297 - expected(lowThick).bottom, 1),
  ];
}

/** Lines of text in an area, each by its ink. */
function linesOf(sheet: Sheet, within: Area): Area[] {
  const step = 0.2;
  const found: Area[] = [];
  let start: number | null = null;
  for (let y = within.top; y < within.bottom; y += step) {
    const inked = inkBounds(sheet, 'dark', { ...within, top: y, bottom: y + step }) !== null;
    if (inked && start === null) start = y;
    if (!inked && start !== null) {
      const line = inkBounds(sheet, 'dark', { ...within, top: start, bottom: y });
      // A stroke that stands apart, such as the one of 二, belongs to the line above it.
      const last = found.at(-1);
      if (line && last && line.bottom - last.top < 6) found.pop();
      if (line) found.push(last && line.bottom - last.top < 6 ? expected(union(last, line)) : line);
      start = null;
    }
  }
  return found;
}

function union(a: Area, b: Area): Area {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function middle({ left, right }: Area): number {
  return (left + right) / 2;
}

function height({ top, bottom }: Area): number {
  return bottom - top;
}

function near(item: string, wanted: number, measured: number, tolerance: number): Measure {
  return {
    item,
    rule: `${Math.round(wanted * 10) / 10} ± ${tolerance} mm`,
    found: `${measured.toFixed(1)} mm`,
    ok: Math.abs(measured - wanted) <= tolerance,
  };
}

function excused(measure: Measure, because: string): Measure {
  return measure.ok ? measure : { ...measure, because };
}

function exact(item: string, wanted: number, measured: number): Measure {
  return { item, rule: String(wanted), found: String(measured), ok: measured === wanted };
}

/** Something that has to be on the page; its absence ends the measuring with a place to look at. */
function expected<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Error('something that should be on the page is not there');
  return found;
}
