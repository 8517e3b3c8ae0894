import { roles } from '../../platform/access/permissions.ts';
import { minuteOf } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { Language } from '../../platform/locale/messages.ts';
import type { Ledger } from '../../platform/sheets/ledger.ts';
import { listSheet, wordsOf } from '../../platform/sheets/list-sheet.ts';
import { type AccountFilter, listAccounts } from './store.ts';

const stateWords = {
  open: { zh: '正常', en: 'open' },
  locked: { zh: '暂停登录', en: 'paused' },
  closed: { zh: '已停用', en: 'closed' },
};
const yesNo = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } };

/** The list of accounts as a ledger, to go through who can sign in as what. */
export function exportAccounts(
  context: ReadContext,
  filter: Omit<AccountFilter, 'cursor'>,
  language: Language,
): Promise<Ledger> {
  const state = wordsOf(stateWords, language);
  const role = wordsOf(roles, language);
  const said = wordsOf(yesNo, language);
  return listSheet(
    context,
    {
      title: { zh: '账号列表', en: 'Accounts' },
      filter,
      read: (cursor) => listAccounts(context, { ...filter, cursor }),
      rowId: (row) => row.id,
      page: '/accounts/{id}',
      columns: [
        {
          title: { zh: '显示姓名', en: 'Name' },
          width: 12,
          cell: (row) => row.displayName,
          change: { zh: '在账号页更改', en: 'Change it on the page of the account' },
        },
        {
          title: { zh: '用户名', en: 'User name' },
          width: 16,
          cell: (row) => row.username,
          change: { zh: '开通时确定，此后不变', en: 'Settled when the account is opened' },
        },
        {
          title: { zh: '状态', en: 'State' },
          width: 10,
          cell: (row) => state(row.state),
          change: { zh: '在账号页停用或恢复', en: 'Close or reopen it on its page' },
        },
        {
          title: { zh: '角色和单位', en: 'Roles and organisations' },
          width: 48,
          cell: (row) => row.roles.map((held) => `${role(held.role)} ${held.organisationName}`).join('、'),
          change: {
            zh: '由系统管理员申请、安全管理员批准',
            en: 'Asked for by the system and approved by the security administrator',
          },
        },
        {
          title: { zh: '待改初始密码', en: 'First password' },
          width: 12,
          cell: (row) => said(String(row.mustChangePassword)),
          change: { zh: '本人改密后自动变化', en: 'Changes when its holder sets a password' },
        },
        {
          title: { zh: '最近在线', en: 'Last seen' },
          width: 18,
          cell: (row) => (row.seenAt === null ? '' : minuteOf(row.seenAt)),
          change: { zh: '由登录得出', en: 'Follows from sign-ins' },
        },
      ],
    },
    language,
  );
}
