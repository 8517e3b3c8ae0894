import { resetSecondFactor } from '../platform/identity/index.ts';
import { accountNamed } from './account.ts';
import { operate, reasonOf } from './operating.ts';
import { type Command, readWords, UsageError } from './usage.ts';

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
    if (verb !== 'reset' || !username || extra) throw new UsageError('second-factor reset USERNAME');
    const reason = reasonOf(values);
    return operate('second-factor reset', values.tenant, async (data) => {
      const { accountId } = await accountNamed(data, username);
      return {
        ...{ action: 'command.resetSecondFactor', input: { accountId, reason } },
        work: (context) => resetSecondFactor(context, accountId, reason),
        told: () => `已重置 ${username} 的动态验证码 / The codes of ${username} are taken away\n`,
      };
    });
  },
};
