import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Document, Header, Packer, Paragraph } from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withBomb } from '../../testing/bombs.ts';
import { importBody, reviewOf, smallDocument } from '../../testing/directives.ts';
import { secrecyLookAlikes, secrecyMarks } from '../../testing/secrecy.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { directivesRoutes } from './routes.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [directivesRoutes] });
});
afterAll(() => world.close());

interface Preview {
  file: { sha256: string; fileName: string } | null;
  text: string;
  title: string | null;
  kind: string | null;
  issuerName: string | null;
  date: { day: string; text: string } | null;
  audience: { text: string; organisations: { id: string; name: string }[]; unknown: string[] } | null;
  leftOut: { start: number; end: number; reason: string }[];
  notes: { key: string; words: string[]; untold: number }[];
  detail: string;
}

const read = (bytes: Buffer | string, fileName: string, query = {}) =>
  world
    .as('clerk')
    .call<Preview>('POST /api/directives/read', { upload: { bytes: Buffer.from(bytes), fileName }, query });

/** A file that a word processor wrote, kept with the reader that it is for. */
const fixture = (name: string) =>
  readFileSync(new URL(`../../../../packages/directive/fixtures/${name}`, import.meta.url));

const take = (body: object, username = 'clerk') =>
  world.as(username).call<{ id: string; detail: string }>('POST /api/directives', { body });

async function word(lines: readonly string[], header?: string): Promise<Buffer> {
  const children = lines.map((line) => new Paragraph(line));
  const headers = header ? { headers: { default: new Header({ children: [new Paragraph(header)] }) } } : {};
  return Packer.toBuffer(new Document({ sections: [{ ...headers, children }] }));
}

/** Everything below the tenant's shelf of files. */
async function shelf(): Promise<string[]> {
  const root = path.dirname(path.dirname(world.app.files.path(world.tenantId, '00')));
  const names = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('the preview of a document', () => {
  it('says what was read: title, kind, issuer, date with its words, and what was left out and why', async () => {
    const { status, body } = await read(`${smallDocument}\n云汀市政协党组\n2026年6月17日`, '通知.txt');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      title: '云汀市政协党组关于做好委员联系群众工作的通知',
      kind: 'notice',
      issuerName: '云汀市政协党组',
      date: { day: '2026-06-17', text: expect.stringContaining('2026年6月17日') },
    });
    expect(body.leftOut.map((segment) => body.text.slice(segment.start, segment.end))).toEqual(['第 1 页']);
  });

  it('proposes as audience whom the line of the addressee names, and says which of its words name nobody', async () => {
    const addressee = '各县（市、区）政协，市政协各专委会、驻外联络处';
    const text = smallDocument.replace('各县（市、区）政协党组，市政协各专委会', addressee);
    const { body } = await read(text, '通知.txt');
    expect(body.audience).toMatchObject({ text: addressee.replace('，', '、'), unknown: ['驻外联络处'] });
    expect(body.audience?.organisations).toHaveLength(18);
    const names = body.audience?.organisations.map((one) => one.name);
    expect(names).toContain('政协枫屿县委员会');
    expect(names).toContain('云汀市政协提案委员会');
    const speech = await read('在学习会上的讲话\n同志们：\n一、要求\n要认真学习。', '讲话.txt');
    expect(speech.body.audience).toBeNull();
  });

  it('reads Word, and the import takes the same file by its hash', async () => {
    const { body } = await read(await word(smallDocument.split('\n')), '通知.docx');
    expect(body.file).toMatchObject({ fileName: '通知.docx', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { status, body: taken } = await take({ ...importBody(world), source: { kind: 'file', ...body.file } });
    expect(status).toBe(200);
    const review = await reviewOf(world, taken.id);
    expect(review.text).toBe(body.text);
    expect(review.requirements.length).toBeGreaterThan(3);
    const stored = await world.owner.query(
      'SELECT file_sha256, media_type FROM directive_versions v JOIN files f ON f.tenant_id = v.tenant_id AND f.sha256 = v.file_sha256 WHERE directive_id = $1',
      [taken.id],
    );
    expect(stored.rows).toEqual([
      { file_sha256: body.file?.sha256, media_type: expect.stringContaining('wordprocessingml') },
    ]);
  });

  it('reads a GBK text as an office computer of the past saved it', async () => {
    const gbk = Buffer.from('cda8d6aa0ab8f7cfd8d3a6b5b1b0b4cab1b1a8cbcdd7dcbde1a1a3', 'hex');
    expect((await read(gbk, '通知.txt')).body.text).toBe('通知\n各县应当按时报送总结。');
  });

  it.each([
    ['circular.doc', '通知.wps', 'application/msword'],
    ['circular.pdf', '通知.pdf', 'application/pdf'],
  ])('reads %s as %s, says what stands outside of its text, and the import takes it', async (file, name, type) => {
    const { body } = await read(fixture(file), name);
    const words = Object.fromEntries(body.notes.map((note) => [note.key, note.words.join()]));
    expect(words.footnotesLeftOut).toContain('委员联系群众场所');
    expect(words.runningLinesLeftOut).toContain('联络工作材料汇编');
    const { body: taken } = await take({ ...importBody(world), source: { kind: 'file', ...body.file } });
    const review = await reviewOf(world, taken.id);
    expect(review.text).toBe(body.text);
    expect(review.text).toContain('（二）分类建设。基础较好的联络站要完善制度，8月底前完成场所标识更新；');
    const stored = await world.owner.query('SELECT media_type FROM files WHERE sha256 = $1', [body.file?.sha256]);
    expect(stored.rows).toEqual([{ media_type: type }]);
  });

  it('counts the lines left out that it does not show, and the version keeps the count', async () => {
    const comments = Array.from({ length: 203 }, (_, index) => `<w:p><w:r><w:t>批注${index}</w:t></w:r></w:p>`);
    const parts = unzipSync(new Uint8Array(await word(smallDocument.split('\n'))));
    const bytes = zipSync({ ...parts, 'word/comments.xml': strToU8(`<w:comments>${comments.join('')}</w:comments>`) });
    const { body } = await read(Buffer.from(bytes), '通知.docx');
    expect(body.notes).toMatchObject([{ key: 'commentsLeftOut', untold: 3 }]);
    const { body: taken } = await take({ ...importBody(world), source: { kind: 'file', ...body.file } });
    const kept = await reviewOf(world, taken.id);
    expect(kept.notes).toEqual(body.notes);
    // A version that was read before lines were counted says that it kept none back.
    await world.owner.query(
      `UPDATE directive_versions SET reading = jsonb_set(reading, '{notes}', '["nulRemoved", {"key": "commentsLeftOut", "words": ["批注"]}]') WHERE directive_id = $1`,
      [taken.id],
    );
    expect((await reviewOf(world, taken.id)).notes).toEqual([
      { key: 'nulRemoved', words: [], untold: 0 },
      { key: 'commentsLeftOut', words: ['批注'], untold: 0 },
    ]);
  });

  it('keeps a line that was proposed to be left out, where a person says so', async () => {
    const text = `${smallDocument}\n索引号：各单位应于7月底前报送名单。`;
    const { body } = await read(text, 'x', { pasted: 'true' });
    const line = body.leftOut.find((one) => body.text.slice(one.start, one.end).startsWith('索引号'));
    const actionsOf = async (kept: number[]) => {
      const { body: taken } = await take({ ...importBody(world), source: { kind: 'text', text, kept } });
      const review = await reviewOf(world, taken.id);
      return review.requirements.filter(({ start }) => start >= (line?.start ?? 0)).length;
    };
    expect(line).toBeDefined();
    expect(await actionsOf([])).toBe(0);
    expect(await actionsOf([line?.start ?? 0])).toBe(1);
  });

  it('mends broken lines of a pasted text, or leaves them where a person says so', async () => {
    const lines = [
      '一、摸清底数。各县级政协要在9月底前完成委员履职档案建',
      '档工作，并于10月15日前将建档情况和存在的问题报市政协办',
      '公室，由办公室汇总后提请主席会议研究，研究结果要及时向各',
      '县级政协通报。',
    ];
    const text = lines.join('\n');
    const mended = await read(text, 'x', { pasted: 'true' });
    expect(mended.body).toMatchObject({ text: lines.join(''), notes: [{ key: 'linesMended' }] });
    expect((await read(text, 'x', { pasted: 'true', keepBreaks: 'true' })).body).toMatchObject({ text, notes: [] });
    const source = { kind: 'text', text, keepBreaks: true };
    const { body: taken } = await take({ ...importBody(world), source });
    expect((await reviewOf(world, taken.id)).text).toBe(text);
  });

  it('keeps no file of a pasted text, and says when null characters were taken out', async () => {
    const before = await shelf();
    const { body } = await read('工作通知\n请\u0000各单位于6月底前报送总结。', 'x', { pasted: 'true' });
    expect(body).toMatchObject({
      file: null,
      text: '工作通知\n请各单位于6月底前报送总结。',
      notes: [{ key: 'nulRemoved', words: [] }],
    });
    expect(await shelf()).toEqual(before);
  });

  it('writes nothing of the field', async () => {
    const { rows } = await world.owner.query('SELECT count(*)::int AS n FROM directives');
    await read(smallDocument, '通知.txt');
    expect((await world.owner.query('SELECT count(*)::int AS n FROM directives')).rows).toEqual(rows);
  });

  it('is for those who import', async () => {
    const upload = { bytes: Buffer.from(smallDocument), fileName: '通知.txt' };
    expect((await world.as('verifier').call('POST /api/directives/read', { upload })).status).toBe(403);
    expect((await take(importBody(world), 'yanhu')).status).toBe(403);
  });
});

describe('a refused document', () => {
  const bomb = () => withBomb(parts, 'word/document.xml', 250);
  let parts: Buffer;
  beforeAll(async () => {
    parts = await word(['通知', '各单位应于6月底前报送总结。']);
  });
  const withMacros = () =>
    Buffer.from(zipSync({ ...unzipSync(new Uint8Array(parts)), 'word/vbaProject.bin': strToU8('macro') }));

  const crowdedPage = () => {
    const content = `BT /F1 1 Tf ${'0 5 Td (ab) Tj 0 -5 Td (ab) Tj '.repeat(25_001)}ET`;
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ];
    const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
    return Buffer.from(`%PDF-1.7\n${body}trailer << /Size 6 /Root 1 0 R >>\n%%EOF`, 'latin1');
  };

  it.each([
    ['a zip bomb', bomb, '通知.docx', 422, '解压后异常庞大'],
    ['a file with macros', withMacros, '通知.docx', 422, '含有宏'],
    ['a program under a Word name', () => Buffer.from(`MZ${'\u0000'.repeat(200)}`), '通知.docx', 422, '不是文档'],
    ['a format that is not read', () => Buffer.from('{\\rtf1'), '通知.doc', 422, '另存为 .docx'],
    ['an OFD', () => Buffer.from(zipSync({ 'OFD.xml': strToU8('<a/>') })), '通知.ofd', 422, 'OFD 阅读器'],
    ['a scan', () => fixture('scan.pdf'), '通知.pdf', 422, '文字识别'],
    ['a PDF with a password', () => fixture('locked.pdf'), '通知.pdf', 422, '取消密码'],
    ['a PDF with a crowded page', crowdedPage, '图纸.pdf', 422, '“图纸.pdf”第 1 页的文字多得不像文件正文'],
    ['a damaged PDF', () => Buffer.from('%PDF-1.7\n'), '通知.pdf', 422, '已损坏'],
    ['a text of 50 MB', () => Buffer.alloc(50 * 1024 * 1024, '通'), '通知.txt', 422, '超过上限'],
    ['an empty file', () => Buffer.from('  \n '), '通知.txt', 422, '没有读到文字'],
    ['a secrecy mark in the head', () => Buffer.from(`机密★1年\n${smallDocument}`), '通知.txt', 422, '机密'],
  ])(
    '%s is refused in words that tell how to mend it, and its bytes are nowhere',
    async (_, bytes, name, status, words) => {
      const before = await shelf();
      const answer = await read(bytes(), name);
      expect(answer.status).toBe(status);
      expect(answer.body.detail).toContain(words);
      expect(await shelf()).toEqual(before);
    },
  );

  it('carries its secrecy mark in the header of a Word file', async () => {
    const answer = await read(await word(smallDocument.split('\n'), '秘密★5年'), '通知.docx');
    expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining('秘密') } });
  });

  it('is refused as pasted text too, at the import itself', async () => {
    const { rows } = await world.owner.query('SELECT count(*)::int AS n FROM directives');
    const answer = await take(importBody(world, `绝密\n${smallDocument}`));
    expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining('绝密') } });
    expect((await world.owner.query('SELECT count(*)::int AS n FROM directives')).rows).toEqual(rows);
  });

  it.each(secrecyMarks)('marked %s is refused as a text, as a Word file and as pasted text', async (mark, level) => {
    const lines = [mark, ...smallDocument.split('\n')];
    const answers = [
      await read(lines.join('\n'), '通知.txt'),
      await read(await word(lines), '通知.docx'),
      await take(importBody(world, lines.join('\n'))),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining(level) } });
    }
  });

  it.each(secrecyLookAlikes)('is not one that only looks like it: %s', async (text) => {
    expect((await read(text, '通知.txt')).status).toBe(200);
    expect((await read(await word(text.split('\n')), '通知.docx')).status).toBe(200);
    expect((await take(importBody(world, `${text}\n${smallDocument}`))).status).toBe(200);
  });
});

describe('the import', () => {
  it('asks who “we” are, and lets the horizon end with the year', async () => {
    const body = importBody(world);
    expect((await take({ ...body, audience: { text: '', organisationIds: [] } })).status).toBe(400);
    expect((await take({ ...body, horizon: '2026-01-01' })).status).toBe(400);
    const { body: taken } = await take(body);
    expect((await reviewOf(world, taken.id)).directive).toMatchObject({
      horizon: '2026-12-31',
      ownerBodyId: world.organisation('政协云汀市委员会'),
    });
  });

  it('of a file that is no longer there says to choose it again', async () => {
    const source = { kind: 'file', sha256: 'a'.repeat(64), fileName: '通知.docx' };
    expect(await take({ ...importBody(world), source })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('重新选择文件') },
    });
  });

  it('keeps a lone surrogate from the database without moving a span', async () => {
    const { body: taken } = await take(importBody(world, `\ud800${smallDocument}`));
    const review = await reviewOf(world, taken.id);
    expect(review.text).toBe(`\ufffd${smallDocument}`);
    for (const one of review.requirements) expect(review.text.slice(one.start, one.end)).toBe(one.content.action);
  });
});
