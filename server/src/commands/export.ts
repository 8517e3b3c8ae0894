import { writeFile } from 'node:fs/promises';
import { exportTasks } from '../features/taskTables/index.ts';
import { operatorOf } from './account.ts';
import { type OpenedData, openData } from './data.ts';
import { type Command, readWords, UsageError } from './usage.ts';

/** `xieli export tasks`: the task breakdown of one document as .xlsx, or everything about it as JSON. */
export const exportCommand: Command = {
  name: 'export',
  usage: 'export tasks [--directive ID|WORDS-OF-THE-TITLE] [--format xlsx|json] [--out FILE] [--tenant NAME]',
  about: {
    zh: '导出一份文件的任务分解表（.xlsx）或全部数据（.json）',
    en: 'Exports the task breakdown of a document (.xlsx) or everything about it (.json)',
  },
  async run(words) {
    const { values, positionals } = readWords(words, {
      directive: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
      tenant: { type: 'string' },
    });
    if (positionals.join(' ') !== 'tasks') throw new UsageError('export tasks');
    const format = values.format ?? 'xlsx';
    if (format !== 'xlsx' && format !== 'json') throw new UsageError(`--format ${format}: xlsx | json`);
    const data = await openData('export tasks', values.tenant);
    try {
      const directiveId = await directiveNamed(data, values.directive);
      const { fileName, bytes } = await exportTasks(
        { ...data, actor: await operatorOf(data), language: 'zh-CN' },
        directiveId,
        format,
      );
      if (values.out === '-') process.stdout.write(bytes);
      else {
        const target = values.out ?? fileName.replaceAll(/[\\/:*?"<>|]/g, '_');
        await writeFile(target, bytes);
        process.stdout.write(`${target}\n`);
      }
      return 0;
    } finally {
      await data.close();
    }
  },
};

/**
 * The document to export: by its id or by words of its title; where none is named, the only one with tasks.
 * @throws UsageError that lists the documents when none or several answer
 */
async function directiveNamed(data: OpenedData, named: string | undefined): Promise<string> {
  const all = await data.app.connections
    .tenant(data.tenantId)
    .selectFrom('directives as d')
    .innerJoin('tasks as t', 't.directive_id', 'd.id')
    .select(['d.id', 'd.title'])
    .distinct()
    .orderBy('d.title')
    .execute();
  const found = named === undefined ? all : all.filter((one) => one.id === named || one.title.includes(named));
  const [only, another] = found;
  if (only && !another) return only.id;
  const list = (found.length > 0 ? found : all).map((one) => `  ${one.id}  ${one.title}`).join('\n');
  throw new UsageError(`请用 --directive 指明文件 / name the document with --directive:\n${list}`);
}
