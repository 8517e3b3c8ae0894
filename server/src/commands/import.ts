import { readFile } from 'node:fs/promises';
import { type TemplateId, templateIds } from '@xieli/measures';
import { type ImportResult, importFile } from '../features/rosters/index.ts';
import { importTasks, type TaskImportResult } from '../features/taskTables/index.ts';
import { programActor } from '../platform/acts.ts';
import { accountNamed } from './account.ts';
import { openData, openDataOrEmpty } from './data.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

const templates = templateIds.join('|');

/** `xieli import`: an office's own 任务分解表, or a file by a fixed template; all of it or nothing. */
export const importCommand: Command = {
  name: 'import',
  usage:
    'import tasks FILE --as USERNAME [--title T] [--issuer I] [--issued-on YYYY-MM-DD] [--dry-run] [--json] [--tenant NAME]\n' +
    `  xieli import ${templates} FILE [--dry-run] [--json] [--tenant NAME]`,
  about: {
    zh: '导入任务分解表（.xlsx）为待下发任务，或按固定模板导入名册和记录（.xlsx、CSV）；有一行错误就都不写入，退出码为 1',
    en: 'Imports a task breakdown (.xlsx) as drafts, or rosters and records by the fixed templates (.xlsx, CSV); one bad row and nothing is written, exit code 1',
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
    const template = templateIds.find((id) => id === kind);
    if ((kind !== 'tasks' && !template) || !file || extra) throw new UsageError(`import tasks|${templates} FILE`);
    const dryRun = values['dry-run'] ?? false;
    const bytes = await bytesOf(file);
    const result = template
      ? await importByTemplate(template, bytes, { dryRun, tenant: values.tenant })
      : await importTaskTable(file, bytes, { ...values, dryRun });
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : readable(result));
    return result.errors.length === 0 ? 0 : 1;
  },
};

async function importTaskTable(
  file: string,
  bytes: Buffer,
  asked: { as?: string; title?: string; issuer?: string; 'issued-on'?: string; tenant?: string; dryRun: boolean },
): Promise<TaskImportResult> {
  if (!asked.as) throw new UsageError('请用 --as 指明以谁的名义导入 / name with --as who answers for the import');
  const data = await openData('import tasks', asked.tenant);
  try {
    const actor = await accountNamed(data, asked.as);
    return await importTasks(
      { ...data, actor, language: 'zh-CN' },
      { bytes, path: file },
      {
        dryRun: asked.dryRun,
        ...(asked.title ? { title: asked.title } : {}),
        ...(asked.issuer ? { issuer: asked.issuer } : {}),
        ...(asked['issued-on'] ? { issuedOn: asked['issued-on'] } : {}),
      },
    );
  } finally {
    await data.close();
  }
}

/** The first 组织名册 makes the city where an installation has none yet (measures.md 2). */
async function importByTemplate(
  template: TemplateId,
  bytes: Buffer,
  { dryRun, tenant }: { dryRun: boolean; tenant: string | undefined },
): Promise<ImportResult> {
  const data = await openDataOrEmpty(`import ${template}`, tenant);
  try {
    const { app, tenantId, found } = data;
    const command = { app, tenantId, actor: programActor('operator'), language: languageOfShell() };
    return await importFile(command, template, bytes, { dryRun, ...(found ? { found } : {}) });
  } finally {
    await data.close();
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

function readable(result: ImportResult): string {
  const line = (mark: string) => (one: ImportResult['errors'][number]) =>
    `${mark} ${one.row}  ${one.column}  ${one.value}  ${one.message}`;
  return `${[
    `新增 ${result.new}，变更 ${result.changed}，未变 ${result.unchanged}，文件未提及 ${result.missing} / ` +
      `new ${result.new}, changed ${result.changed}, unchanged ${result.unchanged}, missing ${result.missing}`,
    ...result.errors.map(line('✗')),
    ...result.warnings.map(line('!')),
  ].join('\n')}\n`;
}
