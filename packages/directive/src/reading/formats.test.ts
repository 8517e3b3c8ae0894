import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { footnote, plainText, runningHead } from '../../fixtures/circular.ts';
import { toGuideShape } from '../guide-shape.ts';
import { parseDirective } from '../parse.ts';
import { openCompound } from './compound.ts';
import { readDocument } from './read-document.ts';
import type { ReadSuccess } from './result.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures');
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(fixtures, name)));

async function read(name: string, as = name): Promise<ReadSuccess> {
  const result = await readDocument(bytesOf(name), as);
  if (!result.ok) throw new Error(`${name}: ${result.reason} ${result.detail}`);
  return result;
}

const wordsOf = ({ notes }: ReadSuccess, key: string) => notes.find((note) => note.key === key)?.words;

describe('one circular as LibreOffice wrote it', () => {
  it.each([
    ['circular.docx', 'docx'],
    ['circular.doc', 'doc'],
    ['circular.pdf', 'pdf'],
    ['circular.txt', 'txt'],
  ])('%s holds the words that are printed, and the same tree', async (name, format) => {
    const result = await read(name);
    expect(result.format).toBe(format);
    expect(result.text.trimEnd()).toBe(plainText().trimEnd());
    const treeOf = (text: string) => toGuideShape(parseDirective(text, { referenceDate: '2026-06-01' }));
    expect(treeOf(result.text.trimEnd())).toEqual(treeOf(plainText().trimEnd()));
  });

  it('asks what a clerk would find in it', async () => {
    const { text } = await read('circular.doc');
    const { structure, obligations } = toGuideShape(parseDirective(text, { referenceDate: '2026-06-01' }));
    expect(structure.map(({ number }) => number)).toEqual([
      '一',
      '（一）',
      '（二）',
      '1',
      '2',
      '二',
      '1',
      '2',
      '3',
      '三',
      '（一）',
      '（二）',
      '（三）',
    ]);
    expect(obligations.length).toBeGreaterThan(15);
    const handbook = obligations.find(({ quote }) => quote === '编印联络员工作手册');
    expect(handbook).toMatchObject({ owners: ['办公室'], deadline: { to: '2026-07-31' } });
  });

  it.each(['circular.docx', 'circular.doc', 'circular.pdf'])(
    '%s says what stands outside of the text',
    async (name) => {
      const result = await read(name);
      expect(wordsOf(result, 'footnotesLeftOut')).toEqual([footnote]);
      expect(wordsOf(result, 'runningLinesLeftOut')).toContain(runningHead);
      expect(result.headParts.join('\n')).toContain(runningHead);
      expect(result.text).not.toContain(runningHead);
    },
  );

  it.each(['circular.docx', 'circular.doc'])(
    '%s says that numbers were written out and changes taken as final',
    async (name) => {
      const { notes } = await read(name);
      expect(notes.find(({ key }) => key === 'numberingRestored')?.count).toBe(10);
      expect(notes.find(({ key }) => key === 'changesTakenAsFinal')?.count).toBeGreaterThan(1);
    },
  );

  it('is read from .wps, old and new, and whatever the name says', async () => {
    for (const [file, as] of [
      ['circular.doc', '通知.wps'],
      ['circular.docx', '通知.wps'],
      ['circular.docx', '通知.doc'],
      ['circular.doc', '通知.docx'],
      ['circular.pdf', '通知'],
    ] as const)
      expect((await read(file, as)).text.trimEnd()).toBe(plainText().trimEnd());
  });
});

/** The same file with a change in the head of the document. */
function withHead(change: (head: DataView) => void): Uint8Array {
  const bytes = bytesOf('circular.doc');
  const stream = openCompound(bytes)?.stream('WordDocument') as Uint8Array;
  const start = bytes.findIndex((_, at) => stream.subarray(0, 64).every((byte, index) => bytes[at + index] === byte));
  change(new DataView(bytes.buffer, bytes.byteOffset + start));
  return bytes;
}

describe('refused, with what it is', () => {
  it.each([
    [
      'a .doc with a password',
      () => withHead((head) => head.setUint16(0x0a, head.getUint16(0x0a, true) | 0x100, true)),
      'encrypted',
      'doc',
    ],
    ['a .doc of Word 95', () => withHead((head) => head.setUint16(2, 0x68, true)), 'unsupportedFormat', 'word95'],
    [
      'a .doc whose text lies outside of it',
      () => withHead((head) => head.setUint32(0x1a2, 0xfffffff0, true)),
      'damaged',
      'wordStream',
    ],
    ['a PDF with a password', () => bytesOf('locked.pdf'), 'encrypted', 'pdf'],
    ['a PDF that is a scan', () => bytesOf('scan.pdf'), 'scanned', 'noText'],
  ])('%s', async (_, bytes, reason, detail) => {
    expect(await readDocument(bytes(), '通知.doc')).toEqual({ ok: false, reason, detail });
  });

  it('a compound file that is another office file', async () => {
    const bytes = bytesOf('circular.doc');
    const name = Buffer.from('WordDocument', 'utf16le');
    const at = Buffer.from(bytes).indexOf(name);
    bytes.set(Buffer.from('Workbook\0\0\0\0', 'utf16le'), at);
    bytes[at + 64] = 18;
    expect(await readDocument(bytes, '表.wps')).toMatchObject({
      ok: false,
      reason: 'unsupportedFormat',
      detail: 'xls',
    });
  });
});
