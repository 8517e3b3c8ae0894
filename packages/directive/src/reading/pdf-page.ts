import type { PageViewport, PDFPageProxy } from 'unpdf/pdfjs';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
type Item = TextContent['items'][number];
type TextItem = Extract<Item, { str: string }>;

/** Words at a place on the page, in points from its upper left corner; `y` is the line they stand on. */
export interface Words {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** A ruling line; one of its sides has no length. */
export interface Rule {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PageContent {
  width: number;
  height: number;
  words: Words[];
  /** Words across the page: a watermark or a note on the margin. */
  slanted: string[];
  rules: Rule[];
}

/** A page that holds more is no text of a document: a drawing, or made to take the machine's memory. */
const WORDS_LIMIT = 50_000;
/** More ruling lines than this are a drawing and no table. */
const RULES_LIMIT = 4_000;
/** A filled box thinner than this is a line: that is how Word draws borders. */
const THIN = 2.5;

/**
 * What stands on a page and where; `crowded` where it holds more words than a page of a document does.
 * @param operators the codes of the library's drawing operations
 */
export async function readPage(
  page: PDFPageProxy,
  operators: Record<string, number>,
): Promise<PageContent | 'crowded'> {
  const viewport = page.getViewport({ scale: 1 });
  const read: PageContent = { width: viewport.width, height: viewport.height, words: [], slanted: [], rules: [] };
  // Read piece by piece: asked for as a whole, the words of a page that holds millions would all be made first.
  const pieces = page.streamTextContent({ disableNormalization: true }).getReader();
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    for (const item of (piece.value as TextContent).items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const words = placed(item, viewport);
      if (words === null) read.slanted.push(item.str.trim());
      else read.words.push(words);
    }
    if (read.words.length + read.slanted.length > WORDS_LIMIT) {
      await pieces.cancel(new Error('crowded'));
      return 'crowded';
    }
  }
  if (read.words.length > 0) read.rules = await readRules(page, viewport, operators);
  return read;
}

/** Null for words that do not run from left to right. */
function placed(item: TextItem, viewport: PageViewport): Words | null {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = multiplied(viewport.transform, item.transform);
  const size = Math.hypot(c, d);
  if (a <= 0 || Math.abs(b) > Math.abs(a) * 0.05 || size === 0) return null;
  return { text: item.str, x: e, y: f, width: item.width, size };
}

function multiplied(outer: number[], inner: number[]): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [p = 1, q = 0, r = 0, s = 1, t = 0, u = 0] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** Straight upright and level lines that are drawn on the page. */
async function readRules(page: PDFPageProxy, viewport: PageViewport, ops: Record<string, number>): Promise<Rule[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const strokes = new Set([ops.stroke, ops.closeStroke, ops.fillStroke, ops.closeFillStroke, ops.eoFillStroke]);
  const fills = new Set([ops.fill, ops.eoFill]);
  const rules: Rule[] = [];
  let matrix = viewport.transform;
  const kept: number[][] = [];
  for (let index = 0; index < fnArray.length && rules.length < RULES_LIMIT; index += 1) {
    const operator = fnArray[index];
    const args = argsArray[index];
    if (operator === ops.save) kept.push(matrix);
    else if (operator === ops.restore) matrix = kept.pop() ?? matrix;
    else if (operator === ops.transform) matrix = multiplied(matrix, args as number[]);
    else if (operator === ops.paintFormXObjectBegin) {
      kept.push(matrix);
      if (args?.[0]) matrix = multiplied(matrix, args[0] as number[]);
    } else if (operator === ops.paintFormXObjectEnd) matrix = kept.pop() ?? matrix;
    else if (operator === ops.constructPath) {
      const [paint, paths] = args as [number, ArrayLike<number>[]];
      if (strokes.has(paint)) rules.push(...strokesOf(paths?.[0] ?? [], matrix));
      else if (fills.has(paint)) rules.push(...boxesOf(paths?.[0] ?? [], matrix));
    }
  }
  return rules.slice(0, RULES_LIMIT);
}

interface Point {
  x: number;
  y: number;
}

/** The lines of a path as the library writes it: a code for move, line, curve or close, then its points. */
function* linesOfPath(
  path: ArrayLike<number>,
  matrix: number[],
): Generator<{ from: Point; to: Point; starts: boolean }> {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const point = (at: number): Point => {
    const [x, y] = [path[at] ?? 0, path[at + 1] ?? 0];
    return { x: a * x + c * y + e, y: b * x + d * y + f };
  };
  let first: Point = { x: 0, y: 0 };
  let last = first;
  let starts = true;
  for (let at = 0; at < path.length; ) {
    const code = path[at];
    if (code === 0) {
      first = point(at + 1);
      last = first;
      starts = true;
      at += 3;
    } else if (code === 1 || code === 4) {
      const to = code === 1 ? point(at + 1) : first;
      yield { from: last, to, starts };
      starts = false;
      last = to;
      at += code === 1 ? 3 : 1;
    } else {
      // Curves draw no table; what follows them begins at their end.
      const points = code === 2 ? 3 : 2;
      last = point(at + points * 2 - 1);
      at += 1 + points * 2;
    }
  }
}

function strokesOf(path: ArrayLike<number>, matrix: number[]): Rule[] {
  const rules: Rule[] = [];
  for (const { from, to } of linesOfPath(path, matrix)) {
    const level = Math.abs(from.y - to.y) < 0.5;
    const upright = Math.abs(from.x - to.x) < 0.5;
    if (level !== upright) rules.push(ruleOf([from, to]));
  }
  return rules;
}

/** Filled boxes that are thin enough to be lines. */
function boxesOf(path: ArrayLike<number>, matrix: number[]): Rule[] {
  const boxes: Point[][] = [];
  for (const { from, to, starts } of linesOfPath(path, matrix)) {
    if (starts) boxes.push([from]);
    boxes.at(-1)?.push(to);
  }
  return boxes.flatMap((points) => {
    const { left, right, top, bottom } = ruleOf(points);
    const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
    if (bottom - top < THIN && right - left > THIN) return [{ left, right, top: middleY, bottom: middleY }];
    if (right - left < THIN && bottom - top > THIN) return [{ left: middleX, right: middleX, top, bottom }];
    return [];
  });
}

function ruleOf(points: Point[]): Rule {
  const [first = { x: 0, y: 0 }] = points;
  const rule: Rule = { left: first.x, right: first.x, top: first.y, bottom: first.y };
  for (const { x, y } of points) {
    rule.left = Math.min(rule.left, x);
    rule.right = Math.max(rule.right, x);
    rule.top = Math.min(rule.top, y);
    rule.bottom = Math.max(rule.bottom, y);
  }
  return rule;
}
