/** A shell block of the administration guide, with what it says of itself in its first line. */
export interface Block {
  kind: 'run' | 'goes on' | 'not verified';
  /** Without the lines that only say something to the reader. */
  commands: string;
  /** Of the fence in the text. */
  line: number;
}

/** The first lines by which a block says whether the tests run it; one of them, in the language of the guide. */
const marks: { begins: RegExp; kind: Block['kind'] }[] = [
  { begins: /^# (run by the tests; goes on until it is stopped|由测试执行；持续运行，直到停止)/, kind: 'goes on' },
  { begins: /^# (run by the tests|由测试执行)($|[,，])/, kind: 'run' },
  { begins: /^# (not verified here: |此处未验证：)/, kind: 'not verified' },
];

/**
 * The shell blocks of a guide, in their order.
 * @throws Error at a block that does not say whether it is tested, and at code that is no fenced shell block
 */
export function shellBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; text: string[] } | null = null;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (line.startsWith('```') && open) {
      blocks.push(readBlock(open.text, open.line));
      open = null;
    } else if (line.startsWith('```')) {
      if (line !== '```sh') throw new Error(`line ${index + 1}: a block of the guide begins with \`\`\`sh`);
      open = { line: index + 1, text: [] };
    } else if (open) open.text.push(line);
    else if (/^( {4}|\t)\S/.test(line))
      throw new Error(`line ${index + 1}: commands stand in a block that begins with \`\`\`sh`);
  }
  if (open) throw new Error(`line ${open.line}: the block does not end`);
  return blocks;
}

function readBlock([first = '', ...rest]: string[], line: number): Block {
  const mark = marks.find(({ begins }) => begins.test(first));
  if (!mark) throw new Error(`line ${line}: the block says neither that the tests run it nor "not verified here: …"`);
  return { kind: mark.kind, commands: rest.filter((text) => !text.startsWith('# ')).join('\n'), line };
}
