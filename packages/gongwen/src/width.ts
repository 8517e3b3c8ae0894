/** Whether a character takes a whole cell of the grid; what stands in ASCII takes half of one. */
function isWhole(character: string): boolean {
  return character > '~';
}

/** Width of a text in characters of the grid: a Chinese character or mark is 1, a digit, Latin letter or space 0.5. */
export function widthInCharacters(text: string): number {
  let width = 0;
  for (const character of text) width += isWhole(character) ? 1 : 0.5;
  return width;
}

const neverFirst = new Set('，。、；：？！）》〉」』】〕”’…—·％,.;:?!)]}%');
const neverLast = new Set('（《〈「『【〔“‘([{');

/**
 * The lines a text takes, with lines of `width` characters of which the first is `indent` shorter, or longer where that is
 * negative. Marks that may not begin or end a line take their neighbour along; numbers and Latin words are not split, unless
 * one is longer than a line. An empty text takes one line.
 */
export function breakLines(text: string, width: number, indent = 0): string[] {
  const lines = [''];
  let used = indent;
  const put = (piece: string, needed: number) => {
    if (used + needed > width && lines.at(-1) !== '') {
      lines.push('');
      used = 0;
    }
    lines[lines.length - 1] += piece;
    used += needed;
  };
  for (const unit of units(text)) {
    const needed = widthInCharacters(unit);
    if (needed <= width) put(unit, needed);
    else for (const character of unit) put(character, widthInCharacters(character));
  }
  return lines;
}

/** How many lines a text takes; see `breakLines`. */
export function lineCount(text: string, width: number, indent = 0): number {
  return breakLines(text, width, indent).length;
}

/** The stretches between which a line may end. */
function units(text: string): string[] {
  const found: string[] = [];
  let glued = false;
  for (const character of text) {
    const last = found.at(-1) ?? '';
    const joins = glued || neverFirst.has(character) || (/[0-9A-Za-z]$/.test(last) && /[0-9A-Za-z]/.test(character));
    if (joins && last !== '') found[found.length - 1] = last + character;
    else found.push(character);
    glued = neverLast.has(character);
  }
  return found;
}
