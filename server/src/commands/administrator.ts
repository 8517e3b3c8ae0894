import { v7 } from 'uuid';
import { giveAdministrator } from '../features/grants/index.ts';
import { type Role, roles } from '../platform/access/permissions.ts';
import { programActor, runAct } from '../platform/acts.ts';
import { Problem } from '../platform/http/problems.ts';
import { speak } from '../platform/locale/messages.ts';
import { openData } from './data.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

const administrators = (Object.keys(roles) as Role[]).filter((role) => !roles[role].business);

/**
 * `xieli administrator`: the way out when nobody is left who could ask for an administrator's role or approve it. Whoever may
 * run commands owns the data; the audit names the operator and the reason.
 */
export const administratorCommand: Command = {
  name: 'administrator',
  usage: `administrator ${administrators.join('|')} USERNAME --reason TEXT [--tenant NAME]`,
  about: {
    zh: '把管理员角色重新授予一个账号，并发放新的首次密码，用于系统中已无人能够授权；理由记入审计',
    en: 'Gives an administrator’s role back to an account, with a new first password, where nobody is left who could; the reason is audited',
  },
  async run(words) {
    const { values, positionals } = readWords(words, { reason: { type: 'string' }, tenant: { type: 'string' } });
    const [named, username, extra] = positionals;
    const role = administrators.find((one) => one === named);
    const reason = values.reason?.trim();
    if (!role || !username || extra) throw new UsageError(`administrator ${administrators.join('|')} USERNAME`);
    if (!reason) throw new UsageError('请用 --reason 写明理由 / say why with --reason');
    const data = await openData('administrator', values.tenant);
    try {
      const request = {
        tenantId: data.tenantId,
        actor: programActor('operator'),
        actionId: v7(),
        action: 'command.giveAdministrator',
        input: { role, username, reason },
        requestId: 'command',
        unremembered: true,
      };
      const { answer } = await runAct(data.app, request, (context) =>
        giveAdministrator(context, { role, username, reason }),
      );
      process.stdout.write(
        `${username} 已是${roles[role].zh}，首次密码（只显示这一次，首次登录须修改）：\n` +
          `${username} is ${roles[role].en.toLowerCase()}; first password (shown only now; to be changed at the first sign-in):\n` +
          `  ${answer.password}\n`,
      );
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
