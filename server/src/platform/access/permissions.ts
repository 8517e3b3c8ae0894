/**
 * The class of data that a permission opens, and what it decides beside the right itself (docs/permissions.md): `open` may be
 * taken along by whoever reads it, anything else by a right of its own; whoever meets `sensitive` data leaves an audit entry,
 * and it is in no list and no file; `restricted` is for administrators alone.
 */
export type DataClass = 'open' | 'internal' | 'sensitive' | 'restricted';

interface PermissionRow {
  zh: string;
  en: string;
  dataClass: DataClass;
}

/**
 * The one table of who may do what (design.md 3, Access). A permission is a noun and a verb with the words a screen shows
 * for it and the class of data it opens; `grantsOf` says which role has it and how far it reaches. Routes name a permission,
 * records answer `can` from the same rows, and docs/permissions.md is the expectation that a person reviewed.
 */
export const permissions = {
  'directive.read': { zh: '查阅部署文件', en: 'Read deployment documents', dataClass: 'internal' },
  'directive.import': { zh: '导入部署文件', en: 'Import deployment documents', dataClass: 'internal' },
  'directive.export': { zh: '导出部署文件列表', en: 'Export the list of documents', dataClass: 'internal' },
  'directive.review': { zh: '审定要求', en: 'Decide and confirm requirements', dataClass: 'internal' },
  'ownerAlias.keep': {
    zh: '记住和停用责任单位叫法',
    en: 'Keep and end what words for organisations mean',
    dataClass: 'internal',
  },
  'policy.read': { zh: '查看上级文件和对标对表', en: 'See upstream documents and gap sheets', dataClass: 'internal' },
  'policy.manage': { zh: '登记和补全上级文件', en: 'Register and complete upstream documents', dataClass: 'internal' },
  'policy.link': { zh: '确认与上级条款的对应', en: 'Confirm links with clauses above', dataClass: 'internal' },
  'policy.export': { zh: '导出对标对表', en: 'Export gap sheets', dataClass: 'internal' },
  'gap.fill': { zh: '填写对标对表', en: 'Fill in gap sheets', dataClass: 'internal' },
  'task.read': { zh: '查看任务', en: 'See tasks', dataClass: 'internal' },
  'task.dispatch': { zh: '下发任务', en: 'Dispatch tasks', dataClass: 'internal' },
  'task.amend': { zh: '调整或撤回任务', en: 'Amend or withdraw tasks', dataClass: 'internal' },
  'task.decideExtension': { zh: '审批延期', en: 'Decide extensions', dataClass: 'internal' },
  'task.enterOnBehalf': { zh: '代录', en: 'Enter on behalf', dataClass: 'internal' },
  'task.report': { zh: '签收、报送进展和提交', en: 'Acknowledge, report and submit', dataClass: 'internal' },
  'task.support': { zh: '配合单位报送进展', en: 'Report as a supporting organisation', dataClass: 'internal' },
  'task.guide': { zh: '记录指导', en: 'Record guidance', dataClass: 'internal' },
  'task.verify': { zh: '核验、退回和销号', en: 'Verify, return and close out', dataClass: 'internal' },
  'task.escalate': { zh: '提级督办', en: 'Escalate', dataClass: 'internal' },
  'task.export': { zh: '导出任务', en: 'Export tasks', dataClass: 'internal' },
  'evidence.read': { zh: '查看佐证', en: 'See evidence', dataClass: 'internal' },
  'evidence.add': { zh: '上传佐证', en: 'Add evidence', dataClass: 'internal' },
  'evidence.withdraw': { zh: '撤回佐证', en: 'Withdraw evidence', dataClass: 'internal' },
  'board.read': { zh: '查看总览', en: 'See the board', dataClass: 'internal' },
  'paper.read': { zh: '查阅公文', en: 'Read papers', dataClass: 'internal' },
  'paper.write': { zh: '拟制和印发公文', en: 'Draft and issue papers', dataClass: 'internal' },
  'paperTemplate.manage': { zh: '管理公文模板', en: 'Manage templates of papers', dataClass: 'internal' },
  'instruction.write': { zh: '批示', en: 'Write an instruction', dataClass: 'internal' },
  'organisation.read': { zh: '查看组织', en: 'See organisations', dataClass: 'open' },
  'organisation.change': {
    zh: '设立、更名、撤销组织',
    en: 'Found, rename, dissolve organisations',
    dataClass: 'internal',
  },
  'person.read': { zh: '查看人员', en: 'See people', dataClass: 'internal' },
  'person.export': { zh: '导出人员列表', en: 'Export the list of people', dataClass: 'internal' },
  'person.unmask': { zh: '查看人员敏感信息', en: 'See sensitive data of people', dataClass: 'sensitive' },
  'person.appoint': { zh: '任命联络员等职务', en: 'Appoint liaisons and posts', dataClass: 'internal' },
  'account.read': { zh: '查看账号', en: 'See accounts', dataClass: 'internal' },
  'account.export': { zh: '导出账号列表', en: 'Export the list of accounts', dataClass: 'internal' },
  'account.manage': { zh: '管理账号', en: 'Manage accounts', dataClass: 'internal' },
  'invitation.create': { zh: '发出绑定邀请', en: 'Invite to bind a phone', dataClass: 'internal' },
  'grant.read': { zh: '查看授权', en: 'See grants', dataClass: 'internal' },
  'grant.request': { zh: '申请授权', en: 'Ask for a grant', dataClass: 'internal' },
  'grant.manage': { zh: '审批和结束授权', en: 'Approve and end grants', dataClass: 'internal' },
  'signIn.manage': { zh: '管理登录要求', en: 'Manage what a sign-in demands', dataClass: 'internal' },
  'right.read': { zh: '查阅某日权限', en: 'Read who had which right on a day', dataClass: 'restricted' },
  'right.export': { zh: '导出权限台账', en: 'Export the ledger of rights', dataClass: 'restricted' },
  'audit.read': { zh: '查看审计记录', en: 'Read the audit', dataClass: 'restricted' },
  'audit.export': { zh: '导出审计记录', en: 'Export the audit', dataClass: 'restricted' },
  'audit.verify': { zh: '校验审计链', en: 'Verify the audit chain', dataClass: 'restricted' },
  'channel.manage': { zh: '管理消息通道', en: 'Manage channels', dataClass: 'internal' },
  'feedback.read': { zh: '查看意见反馈', en: 'Read feedback', dataClass: 'internal' },
} as const satisfies Record<string, PermissionRow>;

export type Permission = keyof typeof permissions;

/** How far a permission reaches from the organisation of the grant (spine.md 2.3). `guided` does not include `own`. */
export type Scope = 'own' | 'guided' | 'city';

export const roles = {
  officeClerk: { zh: '办公室经办', en: 'Office clerk', business: true },
  unitClerk: { zh: '单位经办', en: 'Clerk of a unit', business: true },
  verifier: { zh: '核验人', en: 'Verifier', business: true },
  branchSecretary: { zh: '支部书记', en: 'Branch secretary', business: true },
  leader: { zh: '领导', en: 'Leader', business: true },
  inspector: { zh: '督导组成员', en: 'Inspector', business: true },
  systemAdministrator: { zh: '系统管理员', en: 'System administrator', business: false },
  securityAdministrator: { zh: '安全管理员', en: 'Security administrator', business: false },
  auditAdministrator: { zh: '审计管理员', en: 'Audit administrator', business: false },
} as const;

export type Role = keyof typeof roles;

/** The three administrators exclude each other and every business role (domain.md C4, design.md 3). */
export function excludes(one: Role, other: Role): boolean {
  return one !== other && !(roles[one].business && roles[other].business);
}

const own: readonly Scope[] = ['own'];
const ownAndGuided: readonly Scope[] = ['own', 'guided'];
const city: readonly Scope[] = ['city'];

type RoleRow = Partial<Record<Permission, readonly Scope[]>>;

export const grantsOf: Record<Role, RoleRow> = {
  officeClerk: {
    'directive.read': city,
    'directive.import': city,
    'directive.export': city,
    'directive.review': city,
    'ownerAlias.keep': city,
    'policy.read': city,
    'policy.manage': city,
    'policy.link': city,
    'policy.export': city,
    'gap.fill': city,
    'task.read': city,
    'task.dispatch': city,
    'task.amend': city,
    'task.decideExtension': city,
    'task.enterOnBehalf': city,
    'task.report': own,
    'task.support': own,
    'task.guide': city,
    'task.escalate': city,
    'task.export': city,
    'evidence.read': city,
    'evidence.add': city,
    'evidence.withdraw': own,
    'board.read': city,
    'paper.read': city,
    'paper.write': city,
    'paperTemplate.manage': own,
    'organisation.read': city,
    'organisation.change': city,
    'person.read': city,
    'person.export': city,
    'person.unmask': city,
    'person.appoint': city,
    'invitation.create': city,
    'feedback.read': city,
  },
  unitClerk: {
    'directive.read': own,
    'directive.export': own,
    'task.read': own,
    'task.report': own,
    'task.support': own,
    'task.export': own,
    'evidence.read': own,
    'evidence.add': own,
    'evidence.withdraw': own,
    'board.read': own,
    'organisation.read': city,
    'organisation.change': own,
    'person.read': own,
    'person.export': own,
    'person.unmask': own,
    'person.appoint': own,
  },
  verifier: {
    'directive.read': city,
    'directive.export': city,
    'policy.read': city,
    'policy.export': city,
    'task.read': city,
    'task.guide': city,
    'task.verify': city,
    'task.export': city,
    'evidence.read': city,
    'board.read': city,
    'paper.read': city,
    'organisation.read': city,
    'person.read': city,
  },
  branchSecretary: {
    'directive.read': own,
    'task.read': own,
    'task.report': own,
    'task.support': own,
    'evidence.read': own,
    'evidence.add': own,
    'evidence.withdraw': own,
    'board.read': own,
    'organisation.read': city,
    'person.read': own,
  },
  leader: {
    'directive.read': city,
    'directive.export': city,
    'policy.read': city,
    'policy.export': city,
    'task.read': city,
    'task.escalate': city,
    'task.export': city,
    'evidence.read': city,
    'board.read': city,
    'paper.read': city,
    'instruction.write': city,
    'organisation.read': city,
    'person.read': city,
  },
  inspector: {
    'directive.read': ownAndGuided,
    'task.read': ownAndGuided,
    'evidence.read': ownAndGuided,
    'board.read': ownAndGuided,
    'organisation.read': city,
    'person.read': ownAndGuided,
  },
  systemAdministrator: {
    'account.read': city,
    'account.export': city,
    'account.manage': city,
    'channel.manage': city,
    'grant.read': city,
    'grant.request': city,
    'organisation.read': city,
  },
  securityAdministrator: {
    'account.read': city,
    'account.export': city,
    'grant.read': city,
    'grant.manage': city,
    'signIn.manage': city,
    'right.read': city,
    'right.export': city,
    'audit.read': city,
    'organisation.read': city,
  },
  auditAdministrator: {
    'right.read': city,
    'right.export': city,
    'audit.read': city,
    'audit.export': city,
    'audit.verify': city,
    'organisation.read': city,
  },
};

/** The scopes in which a role holds a permission; empty when it does not. */
export function scopesOf(role: Role, permission: Permission): readonly Scope[] {
  return grantsOf[role][permission] ?? [];
}
