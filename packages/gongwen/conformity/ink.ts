/** A rendered page as pixels. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  readonly dotsPerInch: number;
}

/** A rectangle in millimetres from the upper left corner of the page. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Colour = 'red' | 'dark';

/** Reads a binary PPM of pdftoppm. Throws on anything else. */
export function readSheet(bytes: Buffer, dotsPerInch: number): Sheet {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  if (!head) throw new Error('not a binary PPM');
  return {
    width: Number(head[1]),
    height: Number(head[2]),
    pixels: bytes.subarray(head[0].length),
    dotsPerInch,
  };
}

/** The smallest rectangle around the ink of a colour in an area; null where there is none. */
export function inkBounds(sheet: Sheet, colour: Colour, area: Area): Area | null {
  const dots = dotsOf(sheet, area);
  let [left, top, right, bottom] = [sheet.width, sheet.height, -1, -1];
  for (let y = dots.top; y < dots.bottom; y += 1) {
    for (let x = dots.left; x < dots.right; x += 1) {
      if (!isInk(sheet, colour, x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right < 0) return null;
  const mm = 25.4 / sheet.dotsPerInch;
  return { left: left * mm, top: top * mm, right: right * mm, bottom: bottom * mm };
}

/** Horizontal rules of a colour in an area: rows that are inked over at least `least` millimetres without a break. */
export function rules(sheet: Sheet, colour: Colour, area: Area, least = 100): Area[] {
  const dots = dotsOf(sheet, area);
  const mm = 25.4 / sheet.dotsPerInch;
  const found: Area[] = [];
  for (let y = dots.top; y < dots.bottom; y += 1) {
    const [from, to] = longestRun(sheet, colour, y, dots.left, dots.right);
    if ((to - from) * mm < least) continue;
    const row = { left: from * mm, top: y * mm, right: to * mm, bottom: (y + 1) * mm };
    const last = found.at(-1);
    if (last && Math.abs(last.bottom - row.top) < mm / 2) found[found.length - 1] = { ...last, bottom: row.bottom };
    else found.push(row);
  }
  return found;
}

function longestRun(sheet: Sheet, colour: Colour, y: number, left: number, right: number): [number, number] {
  let best: [number, number] = [left, left];
  let start = left;
  for (let x = left; x <= right; x += 1) {
    if (x < right && isInk(sheet, colour, x, y)) continue;
    if (x - start > best[1] - best[0]) best = [start, x];
    start = x + 1;
  }
  return best;
}

function isInk({ pixels, width }: Sheet, colour: Colour, x: number, y: number): boolean {
  const at = (y * width + x) * 3;
  const [r = 255, g = 255, b = 255] = [pixels[at], pixels[at + 1], pixels[at + 2]];
  return colour === 'red' ? r > 150 && g < 128 && b < 128 : r < 128 && g < 128 && b < 128;
}

function dotsOf(sheet: Sheet, area: Area): Area {
  const dots = (mm: number, most: number) => Math.max(0, Math.min(most, Math.round((mm / 25.4) * sheet.dotsPerInch)));
  return {
    left: dots(area.left, sheet.width),
    right: dots(area.right, sheet.width),
    top: dots(area.top, sheet.height),
    bottom: dots(area.bottom, sheet.height),
  };
}
