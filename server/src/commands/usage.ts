import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Language } from '../platform/locale/messages.ts';

/** A command of `xieli`. */
export interface Command {
  name: string;
  usage: string;
  about: { zh: string; en: string };
  /** @returns the exit code */
  run(words: string[]): Promise<number>;
}

/** The language of what a command prints: English where the shell speaks it. */
export function languageOfShell(): Language {
  return process.env.LANG?.startsWith('en') ? 'en' : 'zh-CN';
}

/** Wrong use: exit code 2 and the usage line. */
export class UsageError extends Error {}

/** Reads the words of a command. @throws UsageError on an unknown option */
export function readWords<const T extends NonNullable<ParseArgsConfig['options']>>(words: string[], options: T) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
