import { readFile } from 'node:fs/promises';
import { importTasks, type TaskImportResult } from '../features/taskTables/index.ts';
import { accountNamed } from './account.ts';
import { openData } from './data.ts';
import { type Command, readWords, UsageError } from './usage.ts';

/** `xieli import tasks`: an office's own 任务分解表, all of it or nothing. */
export const importCommand: Command = {
  name: 'import',
  usage:
    'import tasks FILE --as USERNAME [--title T] [--issuer I] [--issued-on YYYY-MM-DD] [--dry-run] [--json] [--tenant NAME]',
  about: {
    zh: '导入任务分解表（.xlsx）为待下发任务；有一行错误就都不写入，退出码为 1',
    en: 'Imports a task breakdown (.xlsx) as drafts; one bad row and nothing is written, exit code 1',
  },
  async run(words) {
    const { values, positionals } = readWords(words, {
      as: { type: 'string' },
      title: { type: 'string' },
      issuer: { type: 'string' },
      'issued-on': { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      tenant: { type: 'string' },
    });
    const [kind, file, extra] = positionals;
    if (kind !== 'tasks' || !file || extra) throw new UsageError('import tasks FILE');
    if (!values.as) throw new UsageError('请用 --as 指明以谁的名义导入 / name with --as who answers for the import');
    const bytes = await bytesOf(file);
    const data = await openData('import tasks', values.tenant);
    try {
      const actor = await accountNamed(data, values.as);
      const result = await importTasks(
        { ...data, actor, language: 'zh-CN' },
        { bytes, path: file },
        {
          dryRun: values['dry-run'] ?? false,
          ...(values.title ? { title: values.title } : {}),
          ...(values.issuer ? { issuer: values.issuer } : {}),
          ...(values['issued-on'] ? { issuedOn: values['issued-on'] } : {}),
        },
      );
      process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : readable(result));
      return result.errors.length === 0 ? 0 : 1;
    } finally {
      await data.close();
    }
  },
};

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

function readable(result: TaskImportResult): string {
  const line = (mark: string) => (one: TaskImportResult['errors'][number]) =>
    `${mark} ${one.row}  ${one.column}  ${one.value}  ${one.message}`;
  return `${[
    `新增 ${result.new}，未变 ${result.unchanged} / new ${result.new}, unchanged ${result.unchanged}`,
    ...result.errors.map(line('✗')),
    ...result.warnings.map(line('!')),
  ].join('\n')}\n`;
}
