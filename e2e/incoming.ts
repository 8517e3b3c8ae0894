import { readFileSync } from 'node:fs';
import { Document, Header, Packer, Paragraph } from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import type { ChosenFile } from './papers.ts';
import { act } from './work.ts';

/** What a web page put around the document; the reading leaves both lines out. */
export const advertisement = '更多公文写作材料，请关注公众号“汀畔文苑”';
export const pageNumber = '— 2 —';

export const circularTitle = '云汀市政协办公室关于做好委员履职服务工作的通知';

/** A circular of the office as it is copied from a web page, with every kind of fact that a requirement may state. */
export const circular = [
  advertisement,
  circularTitle,
  '各县（市、区）政协，市政协各专委会：',
  '一、摸清底数',
  '各县（市、区）政协要在9月底前完成委员履职档案建档工作，并于10月15日前将建档情况报市政协办公室。',
  '二、常态服务',
  '提案委员会牵头、委员工作委员会配合，每季度至少开展2次走访委员活动。走访时遇事多商量，切记居高临下。',
  pageNumber,
  '三、补齐短板',
  '没有专委会党支部的县（市、区）政协，年内必须完成专委会党支部组建工作。',
  '四、有关要求',
  '要认真落实《云汀市政协委员履职管理办法》。对硬任务要跟踪监督。',
  '鼓励有条件的县（市、区）政协设立委员服务驿站。',
  '云汀市政协办公室',
  '2026年6月16日',
].join('\n');

/** One paragraph as it is copied from a page, which broke it into lines. */
export const brokenLines = [
  '一、摸清底数。各县（市、区）政协要在9月底前完成委员履职',
  '档案建档工作，并于10月15日前将建档情况和存在的问题报市',
  '政协办公室，由办公室汇总后提请主席会议研究，研究结果要',
  '及时向各县（市、区）政协通报。',
];

/** A letter of thanks: nothing in it has to be done by anybody. */
export const letterOfThanks = [
  '致全市政协委员的感谢信',
  '尊敬的各位委员：',
  '过去的一年里，大家为云汀的发展付出了许多心血。',
  '河湖清了，街巷亮了，这里面有每一位委员的汗水。',
  '谨向大家表示衷心的感谢！',
  '云汀市政协办公室',
  '2026年6月10日',
].join('\n');

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A Word file with a running header, as its second page would show it. */
export async function wordWithHeader(name: string, lines: readonly string[], header?: string): Promise<ChosenFile> {
  const headers = header ? { headers: { default: new Header({ children: [new Paragraph(header)] }) } } : {};
  const document = new Document({ sections: [{ ...headers, children: lines.map((line) => new Paragraph(line)) }] });
  return { name, mimeType: wordType, buffer: await Packer.toBuffer(document) };
}

/** The same Word file with parts added or replaced. */
export function withParts(file: ChosenFile, parts: Record<string, Uint8Array>): ChosenFile {
  const zipped = zipSync({ ...unzipSync(new Uint8Array(file.buffer)), ...parts }, { level: 1 });
  return { ...file, buffer: Buffer.from(zipped) };
}

export const withMacros = (file: ChosenFile): ChosenFile =>
  withParts(file, { 'word/vbaProject.bin': strToU8('macro') });

/** Small on disk, a quarter of a gigabyte when it is unpacked. */
export const bomb = (file: ChosenFile): ChosenFile =>
  withParts(file, { 'word/document.xml': new Uint8Array(250 * 1024 * 1024) });

/** A file that a word processor wrote, kept with the reader that it is for. */
export function written(name: string): ChosenFile {
  const file = new URL(`../packages/directive/fixtures/${name}`, import.meta.url);
  return { name, mimeType: '', buffer: readFileSync(file) };
}

export const program = (name: string): ChosenFile => ({
  name,
  mimeType: wordType,
  buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]),
});

export function textFile(name: string, text: string | Buffer): ChosenFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

/** The text in the encoding of an office computer of the past. @throws where a sign has no place in GBK */
export function gbk(text: string): Buffer {
  const codes = gbkCodes();
  return Buffer.concat(
    [...text].map((sign) => {
      if (sign.charCodeAt(0) < 0x80) return Buffer.from(sign);
      const code = codes.get(sign);
      if (code === undefined) throw new Error(`No place in GBK for ${sign}`);
      return Buffer.from(code);
    }),
  );
}

/** The platform decodes GBK and does not encode it, so its table is read backwards. */
function gbkCodes(): Map<string, [number, number]> {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) codes.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
    }
  }
  return codes;
}

/** Lets a file fall on the field, as from a folder window. */
export async function dropFile(page: Page, file: ChosenFile): Promise<void> {
  const carried = await page.evaluateHandle(
    ({ base64, name, type }) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type }));
      return transfer;
    },
    { base64: file.buffer.toString('base64'), name: file.name, type: file.mimeType },
  );
  await page.getByText('把文件拖到这里').dispatchEvent('drop', { dataTransfer: carried });
}

/** Takes a document in as the clerk would, for journeys that begin after the import. @returns its id */
export async function takenIn(
  page: Page,
  document: { text: string; title: string; issuedOn: string },
): Promise<string> {
  const { items } = await (await page.request.get('/api/organisations?kind=cppccBody&limit=200')).json();
  const counties = (items as { id: string; name: string }[]).filter((one) => one.name !== '政协云汀市委员会');
  const { status, body } = await act(page, '/api/directives', {
    source: { kind: 'text', text: document.text },
    title: document.title,
    kind: 'notice',
    issuerName: '云汀市政协办公室',
    documentNumber: null,
    issuedOn: document.issuedOn,
    audience: { text: '各县（市、区）政协', organisationIds: counties.map((one) => one.id) },
  });
  if (status !== 200) throw new Error(`Not taken in: ${status} ${JSON.stringify(body)}`);
  return body.id;
}
