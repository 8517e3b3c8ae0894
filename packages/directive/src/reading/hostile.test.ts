import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseDirective } from '../parse.ts';
import { openCompound } from './compound.ts';
import { withoutLookAlikes } from './look-alikes.ts';
import { formatNumber } from './number-formats.ts';
import { swells } from './pdf-streams.ts';
import { readDocument } from './read-document.ts';
import { refuse, TEXT_LIMIT_BYTES } from './result.ts';

const doc = (): Uint8Array =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, '../../fixtures/circular.doc')));

/** A PDF of these objects, numbered from 1. */
function pdfOf(objects: string[]): Uint8Array {
  const places: number[] = [];
  let text = '%PDF-1.7\n';
  objects.forEach((object, index) => {
    places.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
  return new Uint8Array(Buffer.from(text + table + end, 'latin1'));
}

const streamOf = (content: string, extra = '') =>
  `<< /Length ${content.length} ${extra} >>\nstream\n${content}\nendstream`;
const words = 'BT /F1 12 Tf 72 700 Td (Hello office of the city) Tj ET';
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const page = (resources = '') =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> ${resources} >> /Contents 5 0 R >>`;
const book = (pages: string, content: string, resources = '', further: string[] = []) =>
  pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', pages, page(resources), font, content, ...further]);
const one = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';

const swollen = new Map<number, string>();
/** So many zeros, packed; once for all who want as many. */
function swelling(size: number): string {
  const packed = swollen.get(size) ?? deflateSync(new Uint8Array(size)).toString('latin1');
  swollen.set(size, packed);
  return packed;
}

describe('a PDF that wants to take the machine with it', () => {
  it('is read where it is whole', async () => {
    expect(await readDocument(book(one, streamOf(words)), 'a.pdf')).toMatchObject({
      ok: true,
      text: 'Hello office of the city',
    });
  });

  it.each([
    [
      'thousands of pages',
      book(`<< /Type /Pages /Kids [${'3 0 R '.repeat(5_000)}] /Count 5000 >>`, streamOf(words)),
      'tooManyPages',
    ],
    [
      'a tree of pages that holds itself',
      book('<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 3 >>', streamOf(words)),
      'damaged',
    ],
    ['a list nested without end', book(one, streamOf('['.repeat(200_000))), 'scanned'],
    ['objects nested without end', book('<< /A '.repeat(100_000), streamOf(words)), 'damaged'],
    ['a stream that swells', book(one, streamOf(swelling(150_000_000), '/Filter /FlateDecode')), 'zipBomb'],
    ['no pages', pdfOf(['<< /Type /Catalog >>']), 'damaged'],
  ])('is refused: %s', async (_, bytes, reason) => {
    expect(await readDocument(bytes, 'a.pdf')).toMatchObject({ ok: false, reason });
  });

  const packed = '/Filter /FlateDecode';
  // A stored block that holds the word of the end, and what swells behind it.
  const hidden = `\u0078\u0001\u0000\u0009\u0000\u00f6\u00ffendstream${swelling(150_000_000).slice(2)}`;

  it.each([
    ['calls something else a picture', streamOf(swelling(150_000_000), `${packed} /X /Image`)],
    ['stands far behind its dictionary', streamOf(swelling(150_000_000), packed + ' '.repeat(2_000))],
    ['is named by a sign', streamOf(swelling(150_000_000), '/Filter /#46lateDecode')],
    ['begins behind other words', streamOf(swelling(150_000_000), packed).replace('stream\n', 'stream % words\r')],
    ['holds the word of its end', streamOf(hidden, packed)],
    [
      'is one of many',
      `${streamOf(swelling(70_000_000), packed)}\nendobj\n9 0 obj\n${streamOf(swelling(70_000_000), packed)}`,
    ],
  ])('is refused where a stream swells that %s', async (_, content) => {
    expect(await readDocument(book(one, content), 'a.pdf')).toEqual(refuse('zipBomb', 'pdf'));
  });

  it('is read where a picture is large', async () => {
    const picture = streamOf(swelling(150_000_000), `/Type /XObject /Subtype /Image /Width 9 /Height 9 ${packed}`);
    const bytes = book(one, streamOf(words), '/XObject << /X 6 0 R >>', [picture]);
    expect(await readDocument(bytes, 'a.pdf')).toMatchObject({ ok: true, text: 'Hello office of the city' });
  });

  it.each([
    ['upright', ''],
    ['slanted', '0 1 -1 0 72 400 Tm '],
  ])('is refused with the page where one holds more %s words than a page does', async (_, turned) => {
    const crowd = (count: number) =>
      streamOf(`BT /F1 12 Tf 72 400 Td ${turned}${'0 20 Td (ab) Tj 0 -20 Td (ab) Tj '.repeat(count)}ET`);
    expect(await readDocument(book(one, crowd(25_001)), 'a.pdf')).toEqual(refuse('crowdedPage', '1'));
    expect(await readDocument(book(one, crowd(1_000)), 'a.pdf')).not.toMatchObject({ reason: 'crowdedPage' });
  });

  it('is looked through once where streams begin without end', () => {
    expect(swells(Buffer.from('/FlateDecode stream\n'.repeat(400_000)))).toBe(false);
    const nested = Buffer.from('stream\n\u0078\u0001\u0002'.repeat(100_000), 'latin1');
    expect(typeof swells(nested)).toBe('boolean');
  });

  it('is read without the drawing that draws itself', async () => {
    const form = streamOf(
      `/X Do ${words}`,
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> /Font << /F1 4 0 R >> >>',
    );
    const bytes = book(one, streamOf('/X Do'), '/XObject << /X 6 0 R >>', [form]);
    expect(await readDocument(bytes, 'a.pdf')).toMatchObject({ ok: true, text: 'Hello office of the city' });
  });
});

describe('a .doc that wants to', () => {
  it('is refused where its sectors run in a circle', async () => {
    const bytes = doc();
    const view = new DataView(bytes.buffer);
    const table = (view.getInt32(76, true) + 1) * 512;
    for (let index = 0; index < 128; index += 1) view.setInt32(table + index * 4, (index + 1) % 128, true);
    expect(await readDocument(bytes, 'a.doc')).toMatchObject({ ok: false, reason: 'damaged' });
  });

  it.each([
    ['pieces', 0x1a2],
    ['characters', 0xfa],
    ['paragraphs', 0x102],
    ['lists', 0x2e2],
    ['overrides', 0x2ea],
    ['styles', 0xa2],
  ])('is read or refused where its %s lie anywhere', async (_, at) => {
    for (const place of [0, 7, 0x7fffffff, 0xffffffff]) {
      const bytes = doc();
      const stream = openCompound(bytes)?.stream('WordDocument') as Uint8Array;
      const start = Buffer.from(bytes).indexOf(Buffer.from(stream.subarray(0, 64)));
      new DataView(bytes.buffer).setUint32(start + at, place, true);
      expect(typeof (await readDocument(bytes, 'a.doc')).ok).toBe('boolean');
    }
  });

  it('is read or refused where it was cut', async () => {
    const bytes = doc();
    for (let length = 1; length < bytes.length; length += 997)
      expect(typeof (await readDocument(bytes.subarray(0, length), 'a.doc')).ok).toBe('boolean');
  });
});

/** The smallest compound file: a table of sectors, a directory, and the two streams that hold a text of Word. */
function compoundOf(streams: Record<string, Uint8Array>): Uint8Array {
  const sectorsOf = (length: number) => Math.ceil(length / 512);
  const bodies = Object.entries(streams);
  const used = 1 + bodies.reduce((sum, [, body]) => sum + sectorsOf(body.length), 0);
  const tables = Math.ceil((used + Math.ceil((used + 2) / 127)) / 128);
  const bytes = new Uint8Array((1 + tables + used) * 512);
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [at, value] of [
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    view.setUint16(at, value, true);
  for (let at = 0; at < 109; at += 1) view.setInt32(76 + at * 4, at < tables ? at : -1, true);
  for (const [at, value] of [
    [44, tables],
    [48, tables],
    [56, 4096],
    [60, -2],
    [68, -2],
  ] as const)
    view.setInt32(at, value, true);
  const follow = (sector: number, next: number) => view.setInt32(512 + sector * 4, next, true);
  for (let sector = 0; sector < tables; sector += 1) follow(sector, -3);
  follow(tables, -2);
  let first = tables + 1;
  bodies.forEach(([name, body], index) => {
    const entry = (1 + tables) * 512 + (index + 1) * 128;
    for (let at = 0; at < name.length; at += 1) view.setUint16(entry + at * 2, name.charCodeAt(at), true);
    view.setUint16(entry + 64, name.length * 2 + 2, true);
    view.setUint8(entry + 66, 2);
    view.setInt32(entry + 116, first, true);
    view.setUint32(entry + 120, body.length, true);
    bytes.set(body, (1 + first) * 512);
    const count = sectorsOf(body.length);
    for (let at = 0; at < count; at += 1) follow(first + at, at === count - 1 ? -2 : first + at + 1);
    first += count;
  });
  const root = (1 + tables) * 512;
  view.setUint8(root + 66, 5);
  view.setInt32(root + 116, -2, true);
  return bytes;
}

/** A .doc whose pieces all lie at the same place. */
function docOf(text: string, times: number): Uint8Array {
  const head = new Uint8Array(2048 + text.length + 4096);
  const view = new DataView(head.buffer);
  view.setUint16(0, 0xa5ec, true);
  view.setUint16(2, 0xc1, true);
  view.setUint16(0x0a, 0x200, true);
  view.setUint32(0x4c, text.length * times, true);
  head.set(Buffer.from(text, 'latin1'), 2048);
  const table = new Uint8Array(Math.max(4096, 9 + times * 12));
  const pieces = new DataView(table.buffer);
  view.setUint32(0x1a6, 9 + times * 12, true);
  table[0] = 2;
  pieces.setUint32(1, 4 + times * 12, true);
  for (let index = 0; index <= times; index += 1) pieces.setUint32(5 + index * 4, index * text.length, true);
  for (let index = 0; index < times; index += 1)
    pieces.setUint32(5 + (times + 1) * 4 + index * 8 + 2, (2048 * 2) | 0x40000000, true);
  return compoundOf({ WordDocument: head, '1Table': table });
}

describe('a .doc that says more than it holds', () => {
  it('is read where its pieces lie at the same place and make a text', async () => {
    expect(await readDocument(docOf('Word. ', 2), 'a.doc')).toMatchObject({ ok: true, text: 'Word. Word. ' });
  });

  it('is refused where they make more than a text', async () => {
    const bytes = docOf('a'.repeat(20_000), 30_000);
    expect(bytes.length).toBeLessThan(400_000);
    expect(await readDocument(bytes, 'a.doc')).toMatchObject({ ok: false, reason: 'tooLarge' });
  });

  it.each(['', '\r'])('is read where a paragraph holds more lines than a call takes arguments', async (end) => {
    const bytes = docOf(`${'\u000b'.repeat(200_000)}a${end}`, 1);
    const read = await readDocument(bytes, 'a.doc');
    expect(read.ok && read.text.split('\n')).toHaveLength(200_001);
  });

  it.each([-5, 0x7fffffff])('is read where a list begins at %i in letters', async (start) => {
    const bytes = doc();
    const file = openCompound(bytes);
    const [head, table] = [file?.stream('WordDocument'), file?.stream('1Table')] as [Uint8Array, Uint8Array];
    const at = new DataView(head.buffer, head.byteOffset).getUint32(0x2e2, true);
    const tables = new DataView(table.buffer, table.byteOffset);
    const inFile = Buffer.from(bytes).indexOf(Buffer.from(table.subarray(0, 64)));
    let level = at + 2 + tables.getUint16(at, true) * 28;
    for (let count = 0; count < 18; count += 1) {
      new DataView(bytes.buffer).setInt32(inFile + level, start, true);
      bytes[inFile + level + 4] = 3;
      const words = level + 28 + tables.getUint8(level + 24) + tables.getUint8(level + 25);
      level = words + 2 + tables.getUint16(words, true) * 2;
    }
    const read = await readDocument(bytes, 'a.doc');
    expect(read.ok && read.text).toContain('\nA、总体安排\n（A）');
  });
});

describe('a .docx that wants to', () => {
  const word = (body: string, level = '', further = '', parts: Record<string, Uint8Array> = {}): Uint8Array =>
    zipSync(
      {
        ...parts,
        '[Content_Types].xml': strToU8('<Types/>'),
        'word/document.xml': strToU8(
          `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
        ),
        'word/numbering.xml': strToU8(
          `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">${level}</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>${further}</w:num></w:numbering>`,
        ),
      },
      { level: 0 },
    );
  const numbered =
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>';
  const levelOf = (format: string, start: string, text = '%1.') =>
    `<w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>`;

  it.each(['upperLetter', 'decimalFullWidth', 'chineseCounting', 'ideographDigital', 'lowerRoman', 'decimal'])(
    'is read where a list begins nowhere, as %s',
    async (format) => {
      const first = formatNumber(1, format);
      for (const start of ['-5', 'x', '1e300', '1.5', '2000000000', 'Infinity']) {
        const begun = await readDocument(word(numbered, levelOf(format, start)), 'a.docx');
        expect(begun, start).toMatchObject({ ok: true, text: `${first}.a` });
        const restart = `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
        const again = await readDocument(word(numbered, levelOf(format, '1'), restart), 'a.docx');
        expect(again, start).toMatchObject({ ok: true, text: `${first}.a` });
      }
    },
  );

  it('is read with the number where a list goes on after the last letter', async () => {
    const read = await readDocument(word(numbered.repeat(2), levelOf('upperLetter', '780')), 'a.docx');
    expect(read).toMatchObject({ ok: true, text: `${'Z'.repeat(30)}.a\n781.a` });
  });

  it('is read where a paragraph holds more lines than a call takes arguments', async () => {
    const read = await readDocument(word(`<w:p><w:r><w:t>a</w:t>${'<w:br/>'.repeat(200_000)}</w:r></w:p>`), 'a.docx');
    expect(read.ok && read.text.split('\n')).toHaveLength(200_001);
  });

  it('is read with the number of the lines left out that are not told', async () => {
    const lineOf = (line: string) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`;
    const lines = Array.from({ length: 230 }, (_, index) => `${index}. ${'note '.repeat(300)}`);
    const parts = {
      'word/comments.xml': strToU8(`<w:comments>${[...lines, ...lines].map(lineOf).join('')}</w:comments>`),
    };
    const read = await readDocument(word(lineOf('a'), '', '', parts), 'a.docx');
    expect(read.ok && read.notes).toMatchObject([{ key: 'commentsLeftOut', count: 460, untold: 30 }]);
    const words = read.ok ? (read.notes[0]?.words ?? []) : [];
    expect(words).toHaveLength(200);
    expect(words[0]).toHaveLength(1_000);
    expect(words[0]).toMatch(/^0\. note .*…$/u);
  });

  it('is read with no more of a number than Word takes', async () => {
    const read = await readDocument(
      word(numbered.repeat(1_200), levelOf('decimal', '1', 'b'.repeat(500_000))),
      'a.docx',
    );
    expect(read.ok && read.text.split('\n').at(-1)).toBe(`${'b'.repeat(255)}a`);
  });

  it('is refused where its numbers together are longer than a text', async () => {
    const bytes = word(numbered.repeat(12_000), levelOf('lowerRoman', '4000', '%1'.repeat(127)));
    expect(await readDocument(bytes, 'a.docx')).toEqual(refuse('tooLarge', 'numbers'));
  });
});

describe('a text that wants to', () => {
  it('is read where it is one line of ten megabytes', async () => {
    const bytes = Buffer.alloc(TEXT_LIMIT_BYTES - (TEXT_LIMIT_BYTES % 6), '落实');
    expect(await readDocument(bytes, 'a.txt')).toMatchObject({ ok: true, notes: [] });
  });

  it('is parsed where one line holds more demands than a call takes arguments', () => {
    const text = '请报送总结，'.repeat(130_000);
    expect(parseDirective(text, { referenceDate: '2026-06-01' }).obligations.length).toBeGreaterThan(100_000);
  });

  it('is parsed where brackets are nested a hundred thousand deep', () => {
    const text = `各单位要${'（'.repeat(100_000)}报送总结${'）'.repeat(100_000)}。`;
    expect(parseDirective(text, { referenceDate: '2026-06-01' }).text).toBe(text);
  });
});

describe('look-alikes', () => {
  it('are replaced one for one, and nothing else is', () => {
    expect(withoutLookAlikes('⼯作要⻅实效，⽤好⺠声①ＡＢ：％')).toEqual({
      text: '工作要见实效，用好民声①ＡＢ：％',
      count: 4,
    });
    const { text } = withoutLookAlikes('⼀⾰⻢⻰⻔⻓⻋⻚⻛⻜⻝⻦⻥⻨⻩⻬⻘');
    expect(text).toBe('一革马龙门长车页风飞食鸟鱼麦黄齐青');
  });
});
