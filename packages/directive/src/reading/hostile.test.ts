import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseDirective } from '../parse.ts';
import { openCompound } from './compound.ts';
import { withoutLookAlikes } from './look-alikes.ts';
import { readDocument } from './read-document.ts';
import { TEXT_LIMIT_BYTES } from './result.ts';

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
    [
      'a stream that swells',
      book(
        one,
        streamOf(Buffer.from(zlibSync(new Uint8Array(150_000_000))).toString('latin1'), '/Filter /FlateDecode'),
      ),
      'zipBomb',
    ],
    ['no pages', pdfOf(['<< /Type /Catalog >>']), 'damaged'],
  ])('is refused: %s', async (_, bytes, reason) => {
    expect(await readDocument(bytes, 'a.pdf')).toMatchObject({ ok: false, reason });
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
