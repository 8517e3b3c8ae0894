import { v7 } from 'uuid';
import { programActor, runAct } from '../platform/acts.ts';
import { Problem } from '../platform/http/problems.ts';
import { resetSecondFactor } from '../platform/identity/index.ts';
import { speak } from '../platform/locale/messages.ts';
import { accountNamed } from './account.ts';
import { openData } from './data.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

/**
 * `xieli second-factor reset`: the way out when the only security administrator lost the phone and the recovery codes, whom
 * nobody in the product can help. Whoever may run commands owns the data; the audit names the operator and the reason.
 */
export const secondFactorCommand: Command = {
  name: 'second-factor',
  usage: 'second-factor reset USERNAME --reason TEXT [--tenant NAME]',
  about: {
    zh: '重置账号的动态验证码，用于安全管理员本人丢失手机和恢复码；理由记入审计',
    en: 'Takes the codes of an account away, for a security administrator who lost phone and recovery codes; the reason is audited',
  },
  async run(words) {
    const { values, positionals } = readWords(words, { reason: { type: 'string' }, tenant: { type: 'string' } });
    const [verb, username, extra] = positionals;
    const reason = values.reason?.trim();
    if (verb !== 'reset' || !username || extra) throw new UsageError('second-factor reset USERNAME');
    if (!reason) throw new UsageError('请用 --reason 写明理由 / say why with --reason');
    const data = await openData('second-factor reset', values.tenant);
    try {
      const { accountId } = await accountNamed(data, username);
      const request = {
        tenantId: data.tenantId,
        actor: programActor('operator'),
        actionId: v7(),
        action: 'command.resetSecondFactor',
        input: { accountId, reason },
        requestId: 'command',
      };
      await runAct(data.app, request, (context) => resetSecondFactor(context, accountId, reason));
      process.stdout.write(`已重置 ${username} 的动态验证码 / The codes of ${username} are taken away\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      process.stderr.write(`${speak(error.said, languageOfShell())}\n`);
      return 1;
    } finally {
      await data.close();
    }
  },
};
