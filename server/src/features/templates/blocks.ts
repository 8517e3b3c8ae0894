import { type Block, headingCounter, levelLabel, plain, typeArea } from '@xieli/gongwen';
import type { Paragraph } from './paragraphs.ts';
import { safeText } from './xml-text.ts';

type Table = Extract<Block, { kind: 'table' }>;

/**
 * Blocks in place of a paragraph of the template: each paragraph in its style and the look of its text, headings bold and
 * numbered, tables ruled. What belongs to the place and not to the text (the end of a section, bookmarks) stays once.
 */
export function blocksXml(blocks: readonly Block[], { properties, bookmarks }: Paragraph, look: string): string {
  const { first, next, last } = propertiesOf(properties);
  const count = headingCounter();
  const pieces = blocks.flatMap((block): ((own: string) => string)[] => {
    if (block.kind === 'paragraph') return [(own) => paragraphXml(own, look, plain(block.text))];
    if (block.kind === 'table') {
      const title = block.title;
      const table = () => tableXml(block, look);
      return title === undefined ? [table] : [() => paragraphXml(centred, bold(look), title), table];
    }
    const label = levelLabel(block.level, count(block.level)) + plain(block.text);
    const rest = block.rest === undefined ? '' : runXml(look, plain(block.rest));
    return [(own) => `<w:p>${own}${runXml(bold(look), label)}${rest}</w:p>`];
  });
  // A cell and a document want a paragraph behind a table, and an empty text still has its line.
  if (blocks.at(-1)?.kind === 'table' || blocks.length === 0) pieces.push((own) => `<w:p>${own}</w:p>`);
  const end = pieces.length - 1;
  const written = pieces.map((piece, i) => piece(end === 0 ? properties : i === 0 ? first : i === end ? last : next));
  return bookmarks + written.join('');
}

/** The properties of a paragraph for the first, the last and the others of those that take its place. */
function propertiesOf(properties: string): { first: string; next: string; last: string } {
  const from = properties.search(/<w:sectPr\b/);
  const closing = '</w:sectPr>';
  const to = properties.includes(closing) ? properties.lastIndexOf(closing) + closing.length : -1;
  const section = from < 0 ? '' : properties.slice(from, to < 0 ? properties.indexOf('>', from) + 1 : to);
  const first = properties.replace(section, '');
  const onPage = (one: string) => one.replace(/<w:pageBreakBefore\b[^>]*\/>/, '');
  return { first, next: onPage(first), last: onPage(properties) };
}

const centred =
  '<w:pPr><w:keepNext/><w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>';

function paragraphXml(properties: string, look: string, text: string): string {
  return `<w:p>${properties}${runXml(look, text)}</w:p>`;
}

function runXml(look: string, text: string): string {
  return text === '' ? '' : `<w:r>${look}<w:t xml:space="preserve">${safeText(text)}</w:t></w:r>`;
}

/** The look of a run, bold. The order of properties is given by the format: style and typeface come first. */
function bold(look: string): string {
  if (look === '') return '<w:rPr><w:b/></w:rPr>';
  return look
    .replace(/<w:b(?:\s[^>]*)?\/>/, '')
    .replace(/^<w:rPr>(?:<w:rStyle\b[^>]*\/>)?(?:<w:rFonts\b[^>]*\/>)?/, (head) => `${head}<w:b/>`);
}

/** As wide as the room it stands in, its head repeated on each page and no row split. */
function tableXml({ columns, rows }: Table, look: string): string {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((typeArea.width * share) / shares));
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('');
  const row = (texts: readonly string[], isHead: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>` +
    texts
      .map((text, i) => {
        const align = isHead ? 'center' : (columns[i]?.align ?? 'left');
        return (
          `<w:tc><w:tcPr><w:tcW w:w="${widths[i] ?? 0}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>` +
          `<w:p><w:pPr><w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="${align}"/></w:pPr>` +
          `${runXml(isHead ? bold(look) : look, text)}</w:p></w:tc>`
        );
      })
      .join('') +
    '</w:tr>';
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr>` +
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    row(
      columns.map(({ title }) => title),
      true,
    ) +
    rows.map((texts) => row(texts.map(plain), false)).join('') +
    '</w:tbl>'
  );
}
