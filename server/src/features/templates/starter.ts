import { type Paper, toDocx } from '@xieli/gongwen';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { PaperKind } from './contract.ts';

/** Values that the standard's own setting demands in a form a field does not have; each is replaced by its field. */
const standIns = {
  number: { code: '文号', year: 1999, serial: 1 },
  date: '1999-01-01',
  printedOn: '1999-01-02',
} as const;
const fieldFor: readonly [string, string][] = [
  ['文号〔1999〕1号', '{{发文字号}}'],
  ['1999年1月1日', '{{成文日期}}'],
  ['1999年1月2日', '{{印发日期}}'],
];

/**
 * A template to begin with: the standard format of a kind with the fields in their places, to be opened in a word processor
 * and given the office's own look.
 */
export async function starterTemplate(kind: PaperKind): Promise<Uint8Array> {
  const parts = unzipSync(await toDocx(starters[kind]));
  const filled: Zippable = {};
  for (const [name, part] of Object.entries(parts)) filled[name] = rewritten[name]?.(part) ?? part;
  return zipSync(filled, { mtime: new Date(1980, 0, 1), level: 6 });
}

/** What the file says about itself is the office's to say: neither a field nor the day of a stand-in. */
const rewritten: Record<string, (part: Uint8Array) => Uint8Array> = {
  'word/document.xml': (part) => strToU8(withFields(strFromU8(part))),
  'docProps/core.xml': (part) =>
    strToU8(strFromU8(part).replace(/\{\{[^{}]*\}\}|<dcterms:(\w+)[^>]*>[^<]*<\/dcterms:\1>/g, '')),
};

function withFields(xml: string): string {
  return fieldFor.reduce((text, [value, field]) => text.replaceAll(value, field), xml);
}

const common = {
  issuer: '{{发文机关}}',
  title: '{{标题}}',
  keepTogether: ['{{标题}}'],
  recipients: ['{{主送机关}}'],
  body: [{ kind: 'paragraph', text: '{{正文}}' }],
  number: standIns.number,
  date: standIns.date,
  imprint: { copiesTo: ['{{抄送机关}}'], printedBy: '{{印发机关}}', printedOn: standIns.printedOn },
} satisfies Omit<Paper, 'kind'>;

const starters: Record<PaperKind, Paper> = {
  progressCircular: { kind: 'circular', ...common },
  dispatchNotice: {
    kind: 'notice',
    ...common,
    attachments: [{ title: '任务分解表', body: [{ kind: 'paragraph', text: '{{任务分解表}}' }] }],
  },
  urgingLetter: { kind: 'letter', ...common },
};
