import { strToU8, type Zippable, zipSync } from 'fflate';
import { renderNotice } from '../server/src/demo/documents/index.ts';

/** A file that wants to take the machine with it, and the name under which it comes. */
export interface Bomb {
  name: string;
  bytes: Buffer;
}

const megabyte = 1024 * 1024;
const zip = (parts: Zippable): Buffer => Buffer.from(zipSync(parts, { level: 9 }));
const types = (main: string, type: string) =>
  strToU8(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
  );
const relations = (target: string, kind: string) =>
  strToU8(
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`,
  );
/** Each name stands for ten of the one before it: the last for a trillion letters. */
const names = 'abcdefghijklm';
const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${Array.from(
  { length: 12 },
  (_, level) => `<!ENTITY ${names[level + 1]} "${`&${names[level]};`.repeat(10)}">`,
).join('')}]>`;
const words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const sheetNames = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

function docx(document: string | Uint8Array, further: Zippable = {}): Buffer {
  return zip({
    '[Content_Types].xml': types('word/document.xml', 'wordprocessingml.document'),
    '_rels/.rels': relations('word/document.xml', 'officeDocument'),
    'word/document.xml': typeof document === 'string' ? strToU8(document) : document,
    ...further,
  });
}

function xlsx(sheet: string | Uint8Array, further: Zippable = {}): Buffer {
  return zip({
    '[Content_Types].xml': types('xl/workbook.xml', 'spreadsheetml.sheet'),
    '_rels/.rels': relations('xl/workbook.xml', 'officeDocument'),
    'xl/workbook.xml': strToU8(
      `<workbook ${sheetNames} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations('worksheets/sheet1.xml', 'worksheet'),
    'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? strToU8(sheet) : sheet,
    ...further,
  });
}

const row = (cells: string) => `<worksheet ${sheetNames}><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
const paragraph = (inside: string) =>
  `<w:document ${words}><w:body><w:p><w:r><w:t>${inside}</w:t></w:r></w:p></w:body></w:document>`;

/** Overwrites what a zip says of the size of its first entry, in both of its places. */
function lying(whole: Buffer, size: number): Buffer {
  const bytes = Buffer.from(whole);
  for (let at = 0; at + 46 < bytes.length; at += 1) {
    const mark = bytes.readUInt32LE(at);
    if (mark === 0x04034b50) bytes.writeUInt32LE(size, at + 22);
    if (mark === 0x02014b50) bytes.writeUInt32LE(size, at + 24);
  }
  return bytes;
}

/**
 * Files of every kind that burst, lie or never end, as fixed bytes. Everything is small on the line.
 * @param megabytes how much one of them swells to
 */
export function bombs(megabytes: number): Bomb[] {
  const swelling = new Uint8Array(megabytes * megabyte).fill(0x20);
  const inner = zip({ 'a.txt': swelling });
  const notice = renderNotice('2026-06-17').text;
  const deep = `${'<w:p>'.repeat(200_000)}${'</w:p>'.repeat(200_000)}`;
  const strings = `<sst ${sheetNames} count="4294967295" uniqueCount="4294967295">${'<si><t>长</t></si>'.repeat(300_000)}</sst>`;
  const many = Object.fromEntries(
    Array.from({ length: 40_000 }, (_, index) => [`word/${index}.xml`, new Uint8Array(0)]),
  );
  return [
    { name: '高压缩.docx', bytes: docx(new Uint8Array([...strToU8('<a>')]), { 'word/media/a.xml': swelling }) },
    { name: '正文膨胀.docx', bytes: docx(swelling) },
    { name: '表格膨胀.xlsx', bytes: xlsx(swelling) },
    { name: '套娃.docx', bytes: docx(paragraph('x'), { 'a.zip': inner, 'b.zip': zip({ 'c.zip': inner }) }) },
    { name: '四万个.docx', bytes: docx(paragraph('x'), many) },
    { name: '实体.docx', bytes: docx(`${laughs}${paragraph('&m;')}`) },
    { name: '实体.xlsx', bytes: xlsx(`${laughs}${row('<c r="A1" t="inlineStr"><is><t>&m;</t></is></c>')}`) },
    { name: '外部实体.docx', bytes: docx(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${paragraph('&e;')}`) },
    { name: '深.docx', bytes: docx(`<w:document ${words}><w:body>${deep}</w:body></w:document>`) },
    { name: '深.xlsx', bytes: xlsx(row('<c>'.repeat(200_000) + '</c>'.repeat(200_000))) },
    {
      name: '共享文字.xlsx',
      bytes: xlsx(row('<c r="A1" t="s"><v>4294967295</v></c>'), { 'xl/sharedStrings.xml': strToU8(strings) }),
    },
    {
      name: '维度.xlsx',
      bytes: xlsx(
        `<worksheet ${sheetNames}><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`,
      ),
    },
    {
      name: '合并.xlsx',
      bytes: xlsx(
        `<worksheet ${sheetNames}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
      ),
    },
    { name: '说小.docx', bytes: lying(docx(swelling), 10) },
    { name: '说大.xlsx', bytes: lying(xlsx(row('<c r="A1"><v>1</v></c>')), 0xfffffffe) },
    { name: '半截.docx', bytes: docx(paragraph(notice)).subarray(0, 400) },
    { name: '半截.xlsx', bytes: xlsx(row('<c r="A1"><v>1</v></c>')).subarray(0, 300) },
    {
      name: '路径.docx',
      bytes: docx(paragraph(notice), { '../../../../tmp/evil': strToU8('x'), '/etc/evil': strToU8('x') }),
    },
    { name: '两面.docx', bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), docx(paragraph(notice))]) },
    { name: '改名.docx', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') },
    { name: '改名.xlsx', bytes: Buffer.from(`<html>${notice}</html>`) },
    { name: '改名.png', bytes: inner },
    { name: '大图.png', bytes: pictureOf(60_000, 60_000) },
    { name: '乱码.txt', bytes: Buffer.from(Array.from({ length: 60_000 }, (_, at) => (at * 7919) % 256)) },
    { name: '双字节.txt', bytes: Buffer.from(`\uFEFF${notice}`, 'utf16le').subarray(0, -1) },
    { name: '一行.txt', bytes: Buffer.from('落实'.repeat(800_000)) },
    { name: '括号.txt', bytes: Buffer.from('（一）'.repeat(100_000)) },
    { name: '空行.txt', bytes: Buffer.from('\n'.repeat(megabyte)) },
  ];
}

/** The head of a picture that would take gigabytes when it is drawn. */
function pictureOf(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(17);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([head, size, Buffer.from('0000000049444154', 'hex'), Buffer.alloc(200)]);
}
