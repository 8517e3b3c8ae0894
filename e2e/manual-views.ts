import type { Stage } from './stage.ts';
import { act } from './work.ts';

/** The same words of the screen in both languages. */
export type Both = Record<'zh-CN' | 'en', string>;

/** Records of the demo city that the views open. */
export interface Records {
  speech: string;
  notice: string;
  clause: string;
  ownTask: string;
  openTask: string;
  submittedTask: string;
  branchTask: string;
}

/** What a picture of the manuals shows: somebody at an address. */
export interface View {
  /** User name in the demo; null is somebody who is not signed in. */
  who: string | null;
  address: (records: Records) => string;
  /** The button, or the title of it, that is pressed there first. */
  press?: Both;
  /** The heading at the top of the picture, where that is not the top of the page. */
  from?: Both;
}

/** Every picture by its name; a name that ends in `-phone` is taken on a phone. */
export const views: Readonly<Record<string, View>> = {
  'begin-sign-in': { who: null, address: () => '/sign-in' },
  'begin-numbers': {
    who: 'leader',
    address: () => '/board',
    press: { 'zh-CN': '查看“逾期未完成”的依据', en: 'Show what “Late” rests on' },
  },
  'begin-ledgers': { who: 'clerk', address: () => '/ledgers' },
  'office-clerk-import': { who: 'clerk', address: () => '/directives/import' },
  'office-clerk-review': { who: 'clerk', address: ({ notice }) => `/directives/${notice}/review` },
  'office-clerk-assign': {
    who: 'clerk',
    address: ({ speech }) => `/directives/${speech}/assign`,
  },
  'office-clerk-tasks': { who: 'clerk', address: () => '/tasks' },
  'office-clerk-task': {
    who: 'clerk',
    address: ({ openTask }) => `/t/${openTask}`,
    from: { 'zh-CN': '办公室处理', en: 'Office' },
  },
  'office-clerk-table': { who: 'clerk', address: ({ speech }) => `/directives/${speech}/table` },
  'office-clerk-papers': { who: 'clerk', address: ({ speech }) => `/directives/${speech}/papers` },
  'office-clerk-upstream': { who: 'clerk', address: () => '/policies' },
  'office-clerk-templates': { who: 'clerk', address: () => '/papers/templates' },
  'office-clerk-invitations': { who: 'clerk', address: () => '/invitations' },
  'county-clerk-today-phone': { who: 'fengyu', address: () => '/' },
  'county-clerk-task-phone': { who: 'fengyu', address: ({ ownTask }) => `/t/${ownTask}` },
  'county-clerk-report-phone': {
    who: 'fengyu',
    address: ({ ownTask }) => `/t/${ownTask}`,
    press: { 'zh-CN': '报送进展', en: 'Report progress' },
  },
  'verifier-today': { who: 'verifier', address: () => '/' },
  'verifier-task': {
    who: 'verifier',
    address: ({ submittedTask }) => `/t/${submittedTask}`,
    from: { 'zh-CN': '核验', en: 'Verification' },
  },
  'branch-secretary-task-phone': { who: 'secretary', address: ({ branchTask }) => `/t/${branchTask}` },
  'leader-today-phone': { who: 'leader', address: () => '/' },
  'leader-board': {
    who: 'leader',
    address: ({ speech }) => `/board/${speech}`,
    from: { 'zh-CN': '逐条看落实', en: 'Clause by clause' },
  },
  'leader-instruct': {
    who: 'leader',
    address: ({ speech }) => `/board/${speech}`,
    press: { 'zh-CN': '批示', en: 'Instruct' },
  },
  'inspector-board': { who: 'inspector', address: () => '/board' },
  'inspector-clause': {
    who: 'inspector',
    address: ({ speech, clause }) => `/board/${speech}/clauses/${clause}`,
  },
  'system-administrator-accounts': { who: 'sysadmin', address: () => '/accounts' },
  'system-administrator-channels': { who: 'sysadmin', address: () => '/channels' },
  'security-administrator-grant-requests': { who: 'secadmin', address: () => '/grant-requests' },
  'security-administrator-sign-in-rules': { who: 'secadmin', address: () => '/sign-in-rules' },
  'audit-administrator-audit': { who: 'auditadmin', address: () => '/audit' },
};

/** Finds the records, and asks for one role so that the security administrator has something to approve. */
export async function recordsOf(stage: Stage): Promise<Records> {
  const [found] = await stage.sql<Records & { account: string; organisation: string }>(
    `select
       (select id from directives where kind = 'speech') as speech,
       (select id from directives where kind = 'notice') as notice,
       (select t.clause_key from tasks t join directives d on d.id = t.directive_id
        where d.kind = 'speech' and t.clause_key is not null and t.state = 'closed' order by t.id limit 1) as clause,
       (select t.id from tasks t join grants g on g.organisation_id = t.lead_body_id and g.role = 'unitClerk'
          join accounts a on a.id = g.account_id and a.username = 'fengyu'
        where t.state = 'inProgress' and not t.extension_asked order by t.id limit 1) as "ownTask",
       (select id from tasks where state = 'inProgress' and not extension_asked order by id limit 1) as "openTask",
       (select t.id from tasks t where t.state = 'submitted' and t.standard <> '' and not exists
          (select 1 from task_acts a where a.task_id = t.id and a.on_behalf_source is not null) order by t.id limit 1) as "submittedTask",
       (select t.id from tasks t join grants g on g.organisation_id = t.lead_organisation_id and g.role = 'branchSecretary'
        where t.state = 'dispatched' order by t.id limit 1) as "branchTask",
       (select id from accounts where username = 'fengyu') as account,
       (select organisation_id from grants g join accounts a on a.id = g.account_id
        where a.username = 'clerk' limit 1) as organisation`,
  );
  if (found === undefined) throw new Error('The demo city is empty');
  const { account, organisation, ...records } = found;
  const missing = Object.entries(records).filter(([, id]) => id === null);
  if (missing.length > 0) throw new Error(`The demo city has no ${missing.map(([name]) => name).join(', ')}`);
  const administrator = await stage.person('sysadmin');
  const asked = await act(administrator, `/api/accounts/${account}/grant-requests`, {
    role: 'verifier',
    organisationId: organisation,
    from: '2026-06-18',
    until: '2026-12-31',
    reason: '临时接替核验工作',
  });
  if (asked.status !== 200) throw new Error(`The role could not be asked for: ${JSON.stringify(asked.body)}`);
  return records;
}
