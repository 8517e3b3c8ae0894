import { v7 } from 'uuid';
import { programActor, runAct } from '../platform/acts.ts';
import type { ActContext } from '../platform/context.ts';
import { Problem } from '../platform/http/problems.ts';
import { speak } from '../platform/locale/messages.ts';
import { type OpenedData, openData } from './data.ts';
import { languageOfShell, UsageError } from './usage.ts';

/** What an operator does to one account, where nobody in the product can. */
export interface Operation<T> {
  action: string;
  input: unknown;
  /** The answer holds a secret. */
  unremembered?: true;
  work: (context: ActContext) => Promise<T>;
  /** What is said of it when it is done. */
  told: (answer: T) => string;
}

/** @throws UsageError where no reason is given: the audit names it */
export function reasonOf({ reason }: { reason?: string | undefined }): string {
  const said = reason?.trim();
  if (!said) throw new UsageError('请用 --reason 写明理由 / say why with --reason');
  return said;
}

/** Does it as one act of the operator, who owns the data. @returns the exit code; a refusal is told in words */
export async function operate<T>(
  command: string,
  tenant: string | undefined,
  prepare: (data: OpenedData) => Promise<Operation<T>> | Operation<T>,
): Promise<number> {
  const data = await openData(command, tenant);
  try {
    const { work, told, ...asked } = await prepare(data);
    const actor = programActor('operator');
    const request = { tenantId: data.tenantId, actor, actionId: v7(), requestId: 'command', ...asked };
    const { answer } = await runAct(data.app, request, work);
    process.stdout.write(told(answer));
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${speak(error.said, languageOfShell())}\n`);
    return 1;
  } finally {
    await data.close();
  }
}
