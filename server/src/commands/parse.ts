import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findSecrecyMark, parseDirective, readDocument, toGuideShape } from '@xieli/directive';
import { dayOf, isDay } from '../platform/clock/days.ts';
import { type Language, speak } from '../platform/locale/messages.ts';
import { parsedTree } from './parsed-tree.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

/** `xieli parse`: what the reader finds in a document, without any database. */
export const parseCommand: Command = {
  name: 'parse',
  usage: 'parse FILE [--reference-date YYYY-MM-DD] [--lang zh|en] [--json]',
  about: {
    zh: '读取一份部署文件，列出结构、要求及依据、时限和引用（.txt、.docx、.doc、.pdf、.wps）',
    en: 'Reads a document and lists its structure, obligations with their reasons, deadlines and references (.txt, .docx, .doc, .pdf, .wps)',
  },
  async run(words) {
    const { values, positionals } = readWords(words, {
      'reference-date': { type: 'string' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
    });
    const [file, extra] = positionals;
    if (!file || extra) throw new UsageError('请给出一个文件 / name one file');
    const referenceDate = values['reference-date'] ?? dayOf(new Date());
    if (!isDay(referenceDate)) throw new UsageError(`--reference-date ${referenceDate}: YYYY-MM-DD`);
    const language = languageOf(values.lang);
    const read = await readDocument(await bytesOf(file), path.basename(file));
    if (!read.ok) {
      // Loaded where it is needed: it brings the whole feature along.
      const { readingRefusal } = await import('../features/directives/index.ts');
      const message = readingRefusal(read, path.basename(file));
      return refuse(`${speak(message, 'zh-CN')} / ${speak(message, 'en')}（${read.reason} ${read.detail}）`);
    }
    if (read.notes.some((note) => note.key === 'linesMended'))
      process.stderr.write(
        '断开的行已接成段落，位置以接好的文字为准 / broken lines were joined; places are those in the joined text\n',
      );
    const mark = findSecrecyMark(read.text, read.headParts);
    if (mark)
      return refuse(
        `文件首部标有“${mark.line}”，涉密文件不予处理 / the head of the file carries “${mark.line}”; classified matter is refused`,
      );
    const first = parseDirective(read.text, { referenceDate });
    const asked = values['reference-date'] !== undefined;
    // A document that tells its own day is counted from that day, unless another one was asked for.
    const parsed =
      asked || first.datedBy === null ? first : parseDirective(read.text, { referenceDate: first.datedBy.date });
    process.stdout.write(values.json ? `${JSON.stringify(toGuideShape(parsed))}\n` : parsedTree(parsed, language));
    return 0;
  },
};

/** The language that was asked for, else the shell's. @throws UsageError */
function languageOf(asked: string | undefined): Language {
  if (asked === undefined) return languageOfShell();
  if (asked !== 'zh' && asked !== 'en') throw new UsageError(`--lang ${asked}: zh, en`);
  return asked === 'en' ? 'en' : 'zh-CN';
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
