import { line, type Placed, type PlacedSpan } from './flow.ts';
import { type Block, type Level, spansOf } from './model.ts';
import { headingCounter, levelLabel } from './numbers.ts';
import type { Role } from './roles.ts';

const headingRoles = { 1: 'heading1', 2: 'heading2', 3: 'heading3', 4: 'heading4' } as const satisfies Record<
  Level,
  Role
>;

/** The body of a document or an attachment: headings numbered by their level, paragraphs two characters in (7.3.3). */
export function placeBody(blocks: readonly Block[], skipsSecondLevel = false): Placed[] {
  const count = headingCounter();
  return blocks.flatMap((block): Placed[] => {
    if (block.kind === 'table') {
      const { title, columns, rows } = block;
      const placed: Placed[] = [{ kind: 'table', columns, rows }];
      return title ? [line('tableTitle', title, { align: 'center', keptWithNext: true }), ...placed] : placed;
    }
    const indent = { left: 0, right: 0, first: 2 };
    if (block.kind === 'paragraph') return [line('paragraph', spansOf(block.text), { align: 'justify', indent })];
    const level = skipsSecondLevel && block.level === 2 ? 3 : block.level;
    const rest = (block.rest ? spansOf(block.rest) : []).map((span): PlacedSpan => ({ ...span, face: 'body' }));
    return [
      line(headingRoles[level], [{ text: levelLabel(level, count(level)) }, ...spansOf(block.text), ...rest], {
        align: 'justify',
        indent,
        ...(rest.length === 0 && { keptWithNext: true }),
      }),
    ];
  });
}
