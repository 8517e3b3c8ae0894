import { type Command, UsageError } from './commands/usage.ts';
import { failed } from './failures.ts';
import { version } from './version.ts';

/** Loaded one by one: reading a document must not wait for a server to be read from disk. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  parse: async () => (await import('./commands/parse.ts')).parseCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  coverage: async () => (await import('./commands/coverage.ts')).coverageCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  'second-factor': async () => (await import('./commands/second-factor.ts')).secondFactorCommand,
  administrator: async () => (await import('./commands/administrator.ts')).administratorCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
};

async function usage(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map((command) => `  xieli ${command.usage}\n      ${command.about.zh}\n      ${command.about.en}`);
  return `协力 Xieli ${version}\n\n${lines.join('\n')}\n`;
}

/** @returns the exit code: 0, 1 (the data or the answer is bad), 2 (wrong use) */
async function run(words: string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(await usage());
    return name === undefined ? 2 : 0;
  }
  if (name === 'version' || name === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(`没有命令 ${name} / There is no command ${name}\n\n${await usage()}`);
    return 2;
  }
  const command = await load();
  try {
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n用法 / usage: xieli ${command.usage}\n`);
    return 2;
  }
}

// Whoever reads the output has seen enough (`| head`). The command goes on to its end without it, because what it does to the
// data must not hang on a reader; every other failure to write is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = failed(error);
});
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = failed(error);
}
