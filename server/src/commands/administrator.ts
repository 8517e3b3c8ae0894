import { giveAdministrator } from '../features/grants/index.ts';
import { type Role, roles } from '../platform/access/permissions.ts';
import { operate, reasonOf } from './operating.ts';
import { type Command, readWords, UsageError } from './usage.ts';

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
    if (!role || !username || extra) throw new UsageError(`administrator ${administrators.join('|')} USERNAME`);
    const asked = { role, username, reason: reasonOf(values) };
    return operate('administrator', values.tenant, () => ({
      ...{ action: 'command.giveAdministrator', input: asked, unremembered: true },
      work: (context) => giveAdministrator(context, asked),
      told: ({ password }) =>
        `${username} 已是${roles[role].zh}，首次密码（只显示这一次，首次登录须修改）：\n` +
        `${username} is ${roles[role].en.toLowerCase()}; first password (shown only now; to be changed at the first sign-in):\n` +
        `  ${password}\n`,
    }));
  },
};
