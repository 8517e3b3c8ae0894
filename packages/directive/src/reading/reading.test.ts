import { Document, Header, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { formatNumber } from './number-formats.ts';
import { readDocument } from './read-document.ts';
import { TEXT_LIMIT_BYTES } from './result.ts';

const SAMPLE = '关于联络工作的通知\n一、各支部要建立台账，并于年底前报送。';

/** 联络工作, 各支部 in GB18030, typed out because the platform has no encoder for it. */
const GB18030 = Uint8Array.from([
  0xb8, 0xf7, 0xd6, 0xa7, 0xb2, 0xbf, 0xd2, 0xaa, 0xbd, 0xa8, 0xc1, 0xa2, 0xb9, 0xa4, 0xd7, 0xf7, 0xcc, 0xa8, 0xd5,
  0xcb, 0xa1, 0xa3,
]);

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(units.length * 2));
  for (let index = 0; index < units.length; index += 1)
    view.setUint16(index * 2, units.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

async function docxOf(children: (Paragraph | Table)[], extras: object = {}): Promise<Uint8Array> {
  const numbering = {
    config: [
      {
        reference: 'official',
        levels: [
          { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、' },
          { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）' },
          { level: 2, format: LevelFormat.DECIMAL, text: '%3.' },
        ],
      },
    ],
  };
  const document = new Document({ numbering, sections: [{ ...extras, children }] });
  return new Uint8Array(await Packer.toBuffer(document));
}

const numbered = (text: string, level: number) => new Paragraph({ text, numbering: { reference: 'official', level } });

function withPart(bytes: Uint8Array, name: string, content: Uint8Array): Uint8Array {
  return zipSync({ ...unzipSync(bytes), [name]: content });
}

describe('plain text', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(SAMPLE)],
    ['utf-8-bom', new TextEncoder().encode(`\ufeff${SAMPLE}`)],
    ['utf-16le', utf16(SAMPLE, true, true)],
    ['utf-16be', utf16(SAMPLE, false, true)],
  ])('reads %s', async (encoding, bytes) => {
    expect(await readDocument(bytes, '通知.txt')).toMatchObject({ ok: true, text: SAMPLE, encoding });
  });

  it.each([true, false])('reads UTF-16 without a mark (little endian %s)', async (littleEndian) => {
    expect(await readDocument(utf16(SAMPLE.repeat(5), littleEndian, false), 'a.txt')).toMatchObject({
      ok: true,
      text: SAMPLE.repeat(5),
    });
  });

  it('reads GB18030', async () => {
    expect(await readDocument(GB18030, 'a.txt')).toMatchObject({
      ok: true,
      encoding: 'gb18030',
      text: '各支部要建立工作台账。',
    });
  });

  it('takes U+0000 out and says how many', async () => {
    const result = await readDocument(new TextEncoder().encode('各支部\u0000要建立\u0000台账。'), 'a.txt');
    expect(result).toMatchObject({ ok: true, text: '各支部要建立台账。', notes: [{ key: 'nulRemoved', count: 2 }] });
  });

  it.each([
    ['empty', new Uint8Array(0), 'empty'],
    ['only blanks', strToU8(' \n\t '), 'empty'],
    ['too large', new Uint8Array(TEXT_LIMIT_BYTES + 1).fill(0x61), 'tooLarge'],
    ['a program', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'notADocument'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'notADocument'],
    ['an archive', zipSync({ 'a.txt': strToU8('甲') }), 'notADocument'],
    ['control bytes', Uint8Array.from({ length: 400 }, (_, index) => index % 8), 'notADocument'],
    ['broken text', Uint8Array.from([0xd6, 0xff, 0xfe, 0xff, 0x80, 0xff, 0x80]), 'unreadableEncoding'],
  ])('refuses %s', async (_, bytes, reason) => {
    expect(await readDocument(bytes, 'a.txt')).toMatchObject({ ok: false, reason });
  });
});

describe('Word files', () => {
  it('writes out the numbers that Word keeps outside the text', async () => {
    const bytes = await docxOf([
      new Paragraph('关于联络工作的通知'),
      numbered('总体安排', 0),
      numbered('甲项', 1),
      numbered('乙项', 1),
      numbered('第一点', 2),
      numbered('工作要求', 0),
      numbered('丙项', 1),
    ]);
    const result = await readDocument(bytes, '通知.docx');
    expect(result).toMatchObject({ ok: true, format: 'docx', notes: [{ key: 'numberingRestored', count: 6 }] });
    expect(result.ok && result.text.split('\n')).toEqual([
      '关于联络工作的通知',
      '一、总体安排',
      '（一）甲项',
      '（二）乙项',
      '1.第一点',
      '二、工作要求',
      '（一）丙项',
    ]);
  });

  it('joins cells by tabs and leaves covered cells empty', async () => {
    const cell = (text: string, spans: object = {}) =>
      new TableCell({ ...spans, children: text.split('|').map((line) => new Paragraph(line)) });
    const table = new Table({
      rows: [
        new TableRow({ children: [cell('序号', { rowSpan: 2 }), cell('任务', { columnSpan: 2 }), cell('时限')] }),
        new TableRow({ children: [cell('建账'), cell('联络处|宣传处'), cell('6月')] }),
        new TableRow({ children: [cell('2'), cell('报送'), cell('办公室'), cell('7月')] }),
      ],
    });
    const result = await readDocument(await docxOf([new Paragraph('任务表'), table]), 'a.docx');
    expect(result.ok && result.text.split('\n')).toEqual([
      '任务表',
      '序号\t任务\t\t时限',
      '\t建账\t联络处 宣传处\t6月',
      '2\t报送\t办公室\t7月',
    ]);
  });

  it('hands headers over apart from the text', async () => {
    const header = new Header({ children: [new Paragraph('机密★1年')] });
    const result = await readDocument(
      await docxOf([new Paragraph('关于某事的通知')], { headers: { default: header } }),
      'a.docx',
    );
    expect(result).toMatchObject({ ok: true, headParts: ['机密★1年'] });
    expect(result.ok && result.text).toBe('关于某事的通知');
  });

  it('turns soft breaks into lines and tabs into blanks', async () => {
    const paragraph = new Paragraph({ children: [new TextRun('第一行'), new TextRun({ text: '第二行', break: 1 })] });
    expect(await readDocument(await docxOf([paragraph]), 'a.docx')).toMatchObject({ ok: true, text: '第一行\n第二行' });
  });

  it('reads the final state of tracked changes', async () => {
    const bytes = await docxOf([new Paragraph('占位')]);
    const parts = unzipSync(bytes);
    const xml = new TextDecoder()
      .decode(parts['word/document.xml'])
      .replace(
        /<w:r>.*?占位.*?<\/w:r>/,
        '<w:r><w:t>要</w:t></w:r><w:del><w:r><w:delText>暂缓</w:delText></w:r></w:del><w:ins><w:r><w:t>按时</w:t></w:r></w:ins><w:r><w:t>报送</w:t></w:r>',
      );
    expect(await readDocument(withPart(bytes, 'word/document.xml', strToU8(xml)), 'a.docx')).toMatchObject({
      ok: true,
      text: '要按时报送',
    });
  });

  it.each([
    ['chineseCounting', 21, '二十一'],
    ['chineseCountingThousand', 10, '十'],
    ['chineseCounting', 105, '一百零五'],
    ['decimalEnclosedCircle', 3, '③'],
    ['upperLetter', 27, 'AA'],
    ['lowerRoman', 14, 'xiv'],
    ['decimalZero', 7, '07'],
    ['ideographDigital', 20, '二〇'],
  ])('prints %s %i as %s', (format, value, printed) => {
    expect(formatNumber(value, format)).toBe(printed);
  });
});

describe('Word files that are none or dangerous', () => {
  it('refuses macros by part, by content type and by name', async () => {
    const bytes = await docxOf([new Paragraph('甲')]);
    expect(await readDocument(withPart(bytes, 'word/vbaProject.bin', strToU8('x')), 'a.docx')).toMatchObject({
      ok: false,
      reason: 'macros',
    });
    const types = new TextDecoder()
      .decode(unzipSync(bytes)['[Content_Types].xml'])
      .replace(/wordprocessingml\.document\.main\+xml/, 'wordprocessingml.document.macroEnabled.main+xml');
    expect(await readDocument(withPart(bytes, '[Content_Types].xml', strToU8(types)), 'a.docx')).toMatchObject({
      ok: false,
      reason: 'macros',
    });
    expect(await readDocument(bytes, 'a.docm')).toMatchObject({ ok: false, reason: 'macros' });
  });

  it('refuses a bomb by its declared size before unpacking', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(30 * 1024 * 1024) });
    expect(await readDocument(bomb, 'a.docx')).toMatchObject({ ok: false, reason: 'zipBomb', detail: 'ratio' });
  });

  it('refuses a bomb that lies about its size', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(3 * 1024 * 1024) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at + 4 < bomb.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1_000, true);
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1_000, true);
    }
    expect(await readDocument(bomb, 'a.docx')).toMatchObject({ ok: false, reason: 'zipBomb', detail: 'lyingSize' });
  });

  it('refuses too many entries', async () => {
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`f${index}`, new Uint8Array(0)]));
    expect(await readDocument(zipSync(many), 'a.docx')).toMatchObject({
      ok: false,
      reason: 'zipBomb',
      detail: 'entries',
    });
  });

  it('refuses entities', async () => {
    const xml =
      '<!DOCTYPE a [<!ENTITY b "bbbb">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>';
    expect(await readDocument(zipSync({ 'word/document.xml': strToU8(xml) }), 'a.docx')).toMatchObject({
      ok: false,
      reason: 'notADocument',
    });
  });

  it.each([
    ['a program', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3]), 'a.docx', 'notADocument'],
    ['plain text', strToU8('各支部要建账'), 'a.docx', 'notADocument'],
    ['a spreadsheet', zipSync({ 'xl/workbook.xml': strToU8('<a/>') }), 'a.docx', 'unsupportedFormat'],
    ['a cut old Word file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'a.doc', 'damaged'],
    ['a cut PDF', strToU8('%PDF-1.7'), 'a.pdf', 'damaged'],
    ['nothing', new Uint8Array(0), 'a.docx', 'empty'],
    ['a cut archive', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'a.docx', 'damaged'],
  ])('refuses %s', async (_, bytes, name, reason) => {
    expect(await readDocument(bytes, name)).toMatchObject({ ok: false, reason });
  });

  it('refuses an encrypted Office file by what it holds', async () => {
    const bytes = new Uint8Array(2_000);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0]);
    bytes.set(utf16('EncryptedPackage', true, false), 600);
    expect(await readDocument(bytes, 'a.docx')).toMatchObject({ ok: false, reason: 'encrypted' });
  });

  it('never throws on bad bytes', async () => {
    const good = await docxOf([new Paragraph('各支部要建账'), numbered('甲', 0)]);
    const damaged = fc
      .tuple(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 24 }))
      .map(([at, patch]) => {
        const copy = good.slice();
        copy.set(patch.slice(0, copy.length - at), at);
        return copy;
      });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      damaged,
      damaged.map((copy) => copy.slice(0, copy.length >> 1)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('a.docx', 'a.txt', 'a', 'a.pdf'), async (input, name) => {
        const result = await readDocument(input, name);
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});
