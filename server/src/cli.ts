import { auditCommand } from './commands/audit.ts';
import { type Command, UsageError } from './commands/command.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { migrateCommand } from './commands/migrate.ts';
import { parseCommand } from './commands/parse.ts';
import { serveCommand } from './commands/serve.ts';
import { failed } from './failures.ts';
import { version } from './version.ts';

const commands: readonly Command[] = [serveCommand, parseCommand, importCommand, exportCommand, auditCommand, migrateCommand];

function usage(): string {
  const lines = commands.map((command) => `  xieli ${command.usage}\n      ${command.about.zh}\n      ${command.about.en}`);
  return `协力 Xieli ${version}\n\n${lines.join('\n')}\n`;
}

/** @returns the exit code: 0, 1 (the data or the answer is bad), 2 (wrong use) */
async function run(words: string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(usage());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (!command) {
    process.stderr.write(`没有命令 ${name} / There is no command ${name}\n\n${usage()}`);
    return 2;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n用法 / usage: xieli ${command.usage}\n`);
    return 2;
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = failed(error);
}
