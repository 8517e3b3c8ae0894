import type { Session } from './api.ts';
import { texts, useText } from './locale/text.ts';
import { useSession } from './session.ts';

/** The roles as a screen names them. */
export const roleText = texts({
  'zh-CN': {
    officeClerk: '办公室经办',
    unitClerk: '单位经办',
    verifier: '核验人',
    branchSecretary: '支部书记',
    leader: '领导',
    inspector: '督导组成员',
    systemAdministrator: '系统管理员',
    securityAdministrator: '安全管理员',
    auditAdministrator: '审计管理员',
    none: '未分配身份',
    and: '、',
  },
  en: {
    officeClerk: 'Office clerk',
    unitClerk: 'Clerk of a unit',
    verifier: 'Verifier',
    branchSecretary: 'Branch secretary',
    leader: 'Leader',
    inspector: 'Inspector',
    systemAdministrator: 'System administrator',
    securityAdministrator: 'Security administrator',
    auditAdministrator: 'Audit administrator',
    none: 'no role yet',
    and: ', ',
  },
});

type RoleKey = keyof (typeof roleText)['zh-CN'];

/** The roles of the signed-in person in words, each once. */
export function useRoleName(): string {
  const t = useText(roleText);
  return roleNames(useSession(), t);
}

export function roleNames(session: Session, t: (key: RoleKey) => string): string {
  const names = [...new Set(session.roles.map((held) => t(held.role as RoleKey)))];
  return names.length === 0 ? t('none') : names.join(t('and'));
}
