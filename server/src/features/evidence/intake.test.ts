import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordFile } from '../../testing/evidence.ts';
import { secrecyLookAlikes } from '../../testing/secrecy.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { evidenceRoutes, sweepFiles } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [evidenceRoutes] });
});
afterAll(() => world.close());

interface Stored {
  sha256: string;
  fileName: string;
  mediaType: string;
  size: number;
  detail: string;
}

const send = (bytes: Buffer, fileName: string, who = 'fengyu') =>
  world
    .as(who)
    .call<Stored>(
      'POST /api/files',
      { query: { purpose: 'evidence' }, upload: { bytes, fileName } },
      { actionId: null },
    );

async function filesOnDisk(): Promise<string[]> {
  const root = path.dirname(path.dirname(world.app.files.path(world.tenantId, 'ff')));
  const all = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return all.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function expectNothingKept(work: () => Promise<unknown>): Promise<void> {
  const before = await filesOnDisk();
  await work();
  expect(await filesOnDisk()).toEqual(before);
}

const photo = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#557' } })
    .jpeg()
    .toBuffer();

describe('a file is taken in', () => {
  it('by its bytes: a photo keeps its type whatever it is called', async () => {
    const bytes = await photo();
    const answer = await send(bytes, '../..\\现场\u202Egpj.exe');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ mediaType: 'image/jpeg', size: bytes.length, fileName: '现场gpj.exe' });
    expect(await filesOnDisk()).toContain(answer.body.sha256);
  });

  it('once: the same bytes twice are one file and one row', async () => {
    const bytes = Buffer.from('第一季度走访记录');
    const first = await send(bytes, 'a.txt');
    const second = await send(bytes, 'b.txt');
    expect(second.body.sha256).toBe(first.body.sha256);
    const rows = await world.owner.query('SELECT 1 FROM files WHERE sha256 = $1', [first.body.sha256]);
    expect(rows.rowCount).toBe(1);
  });

  it('only by who may add evidence', async () => {
    await expectNothingKept(async () => {
      expect((await send(Buffer.from('x y z'), 'a.txt', 'inspector')).status).toBe(403);
    });
  });
});

describe('a file is refused, and nothing of it stays', () => {
  const refusals: [string, () => Buffer | Promise<Buffer>, string, number, RegExp][] = [
    ['0 bytes', () => Buffer.alloc(0), '空.pdf', 400, /0 字节/],
    [
      'a program called .pdf',
      () => Buffer.from(`MZ\u0090\u0000${'\u0000'.repeat(300)}`, 'latin1'),
      '报告.pdf',
      422,
      /不支持|看不出/,
    ],
    [
      'an SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'a.png',
      422,
      /./,
    ],
    ['a page called .txt', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.txt', 422, /./],
    [
      'a text with a secrecy head',
      () => Buffer.from('机密★1年\n关于某事的通知\n各县区：\n请阅。'),
      'a.txt',
      422,
      /机密★1年/,
    ],
    ['a text with spaced letters', () => Buffer.from('绝  密\n关于某事的通知'), 'a.txt', 422, /绝/],
    [
      'a Word file with a secrecy head',
      () => wordFile(['000012', '秘密', '关于某事的通知', '请阅。']),
      'a.docx',
      422,
      /秘密/,
    ],
    [
      'a Word file with a secrecy header',
      () => wordFile(['关于某事的通知', '请阅。'], '机密★长期'),
      'a.docx',
      422,
      /机密/,
    ],
    [
      'a Word file with macros',
      () =>
        Buffer.from(
          zipSync({
            '[Content_Types].xml': strToU8(
              '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            ),
            'word/document.xml': strToU8('<w:document/>'),
            'word/vbaProject.bin': strToU8('x'),
          }),
        ),
      'a.docx',
      422,
      /宏/,
    ],
  ];
  it.each(refusals)('%s', async (_name, bytes, fileName, status, words) => {
    await expectNothingKept(async () => {
      const answer = await send(await bytes(), fileName);
      expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(words)]);
    });
  });

  it('200 MB, as a stream that never says how long it is', async () => {
    await expectNothingKept(async () => {
      expect(await sendEndless(200 * 1024 * 1024)).toBe(413);
    });
  });
});

describe('a name promises what the file is', () => {
  const text = () => Buffer.from('这是一段文字');
  it.each([
    '现场.jpg',
    '现场.JPEG',
    '现场.png',
    '截图.webp',
    'IMG_1.heic',
    '报告.pdf',
    '报告.docx',
    '台账.xlsx',
    '旧.doc',
    '旧.xls',
  ])('a text called %s is refused, and nothing of it stays', async (fileName) => {
    await expectNothingKept(async () => {
      const answer = await send(text(), fileName);
      const ending = path.extname(fileName).toLowerCase();
      expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining(`以 ${ending} 结尾`)]);
    });
  });

  it('nor is a photo taken as a document, nor one kind of document as another', async () => {
    for (const fileName of ['证明.pdf', '证明.docx']) expect((await send(await photo(), fileName)).status).toBe(422);
    expect((await send(wordFile(['走访记录']), '记录.xlsx')).status).toBe(422);
  });

  it('while pictures may be called like each other, and other endings promise nothing', async () => {
    for (const fileName of ['截图.png', 'mmexport.webp', '无后缀', '记录.log'])
      expect([fileName, (await send(await photo(), fileName)).status]).toEqual([fileName, 200]);
    expect((await send(wordFile(['走访记录']), '记录.doc')).status).toBe(200);
    expect((await send(text(), '说明.txt')).status).toBe(200);
  });
});

describe('look-alikes of a secrecy mark are no mark', () => {
  it.each(secrecyLookAlikes)('%s', async (text) => {
    expect((await send(Buffer.from(text), 'a.txt')).status).toBe(200);
    expect((await send(wordFile(text.split('\n')), 'a.docx')).status).toBe(200);
  });
});

describe('a crash between the file and its row', () => {
  it('leaves a file that is swept, and spares what a row names', async () => {
    const kept = await send(Buffer.from('有记录的文件'), 'kept.txt');
    const orphan = await world.app.files.receive(world.tenantId, Readable.from([Buffer.from('没有记录')]), 1000);
    await orphan.keep();
    const abandoned = await world.app.files.receive(world.tenantId, Readable.from([Buffer.from('写到一半')]), 1000);
    expect(await sweepFiles(world.app, world.tenantId)).toBe(0);
    expect(await sweepFiles(world.app, world.tenantId, -1000)).toBe(2);
    const left = await filesOnDisk();
    expect(left).toContain(kept.body.sha256);
    expect(left).not.toContain(orphan.sha256);
    expect(left).not.toContain(path.basename(abandoned.temporaryPath));
  });
});

/** Sends a stream of zeros over a real connection and answers the status, however the server ends it. */
async function sendEndless(size: number): Promise<number> {
  if (!world.server.server.listening) await world.server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = world.server.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const outgoing = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/files?purpose=evidence',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'big.pdf', 'x-test-account': 'fengyu' },
    });
    let status = 0;
    outgoing.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.resume();
      response.on('end', () => resolve(status));
    });
    outgoing.on('error', (error) => (status ? resolve(status) : reject(error)));
    const chunk = Buffer.alloc(1024 * 1024);
    Readable.from(
      (function* () {
        for (let sent = 0; sent < size && !status; sent += chunk.length) yield chunk;
      })(),
    ).pipe(outgoing);
  });
}
