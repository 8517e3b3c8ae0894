import type { AuditReport, Finding, FindingKind } from '../../platform/audit/index.ts';
import { type Language, type Message, messages, type Sentence, speak } from '../../platform/locale/messages.ts';

const say = messages('audit', {
  brokenChain: {
    zh: '审计链在第 {id} 节断开：封存记录被改动、删除或插入',
    en: 'The chain breaks at place {id}: a seal was changed, removed or put in',
  },
  missingEntry: { zh: '审计记录 {id}（{action}）被删除', en: 'Audit entry {id} ({action}) was removed' },
  changedEntry: { zh: '审计记录 {id}（{action}）的内容被改动', en: 'Audit entry {id} ({action}) was changed' },
  foreignEntry: {
    zh: '审计记录 {id}（{action}）不是系统写入的',
    en: 'Audit entry {id} ({action}) was not written by the program',
  },
  changedRecord: {
    zh: '{table}“{label}”被直接改动，与最后一次操作（{action}，{account}，{at}）留下的内容不一致',
    en: '{table} “{label}” was changed by hand and differs from what its last act left ({action}, {account}, {at})',
  },
  vanishedRecord: {
    zh: '{table}“{label}”被直接删除，最后一次操作是{action}（{account}，{at}）',
    en: '{table} “{label}” was removed by hand; its last act was {action} ({account}, {at})',
  },
  unwrittenRecord: {
    zh: '{table}“{label}”不是任何操作写入的',
    en: '{table} “{label}” was written by no act',
  },
  differingSummary: {
    zh: '{table}“{label}”的现状与其办理记录推算的结果不一致',
    en: '{table} “{label}” is not what its acts add up to',
  },
  clean: {
    zh: '校验通过：{entries} 条审计记录首尾相连，{records} 条业务记录与最后一次操作一致',
    en: 'Verified: {entries} audit entries form one chain, {records} records are as their last act left them',
  },
  found: { zh: '发现 {count} 处问题：', en: '{count} findings:' },
  more: { zh: '另有 {count} 处未列出', en: '{count} more are not listed' },
  unsealed: {
    zh: '{count} 条记录等待封存，最早一条已等 {seconds} 秒',
    en: '{count} entries wait for their seal, the oldest for {seconds} seconds',
  },
  olderShape: {
    zh: '{count} 条记录的摘要是旧版格式，无法比较',
    en: '{count} records carry a digest of an older shape and cannot be compared',
  },
  head: { zh: '链尾：第 {seq} 节，{hash}', en: 'End of the chain: place {seq}, {hash}' },
});

/** What a person calls the rows of a table. */
const tableNames: Record<string, Sentence> = {
  tenant_clocks: { zh: '演示时钟', en: 'Demo clock' },
  files: { zh: '文件', en: 'File' },
  feedback: { zh: '意见反馈', en: 'Feedback' },
  organisations: { zh: '组织', en: 'Organisation' },
  organisation_acts: { zh: '组织变动', en: 'Change of organisation' },
  organisation_existences: { zh: '组织存续', en: 'Existence of organisation' },
  organisation_names: { zh: '组织名称', en: 'Name of organisation' },
  organisation_kinds: { zh: '组织类别', en: 'Kind of organisation' },
  organisation_relations: { zh: '组织关系', en: 'Relation of organisations' },
  people: { zh: '人员', en: 'Person' },
  person_names: { zh: '姓名', en: 'Name of person' },
  body_memberships: { zh: '委员身份', en: 'Membership of body' },
  branch_memberships: { zh: '党支部成员', en: 'Membership of branch' },
  organisation_terms: { zh: '组织任期', en: 'Term of organisation' },
  contact_links: { zh: '联系关系', en: 'Contact link' },
  contact_entries: { zh: '联系记录', en: 'Entry of the contact log' },
  activities: { zh: '活动', en: 'Activity' },
  activity_records: { zh: '活动记录', en: 'Record of an activity' },
  attendances: { zh: '出席记录', en: 'Attendance' },
  posts: { zh: '职务', en: 'Post' },
  accounts: { zh: '账号', en: 'Account' },
  grants: { zh: '授权', en: 'Grant' },
  grant_requests: { zh: '授权申请', en: 'Request for a grant' },
  external_identities: { zh: '单点登录关联', en: 'Linked identity' },
  second_factor_rules: { zh: '登录要求', en: 'What a sign-in demands' },
  invitations: { zh: '绑定邀请', en: 'Invitation' },
  directives: { zh: '部署文件', en: 'Directive' },
  directive_versions: { zh: '文件版本', en: 'Version of directive' },
  clauses: { zh: '条款', en: 'Clause' },
  requirements: { zh: '要求', en: 'Requirement' },
  requirement_acts: { zh: '要求的处理', en: 'Decision on requirement' },
  requirement_revisions: { zh: '要求的定稿', en: 'Revision of requirement' },
  version_requirements: { zh: '旧版要求', en: 'Requirement of an earlier version' },
  review_steps: { zh: '审定步骤', en: 'Step of a review' },
  upstream_policies: { zh: '上级文件', en: 'Upstream document' },
  upstream_citations: { zh: '引用', en: 'Citation' },
  upstream_links: { zh: '与上级条款的对应', en: 'Link with a clause above' },
  upstream_link_acts: { zh: '对应的处理', en: 'Act on a link' },
  gap_entries: { zh: '对标对表的填写', en: 'Entry of a gap sheet' },
  gap_entry_acts: { zh: '对标对表的修改', en: 'Change to a gap sheet' },
  owner_aliases: { zh: '责任单位叫法', en: 'Wording for an organisation' },
  dispatches: { zh: '下发', en: 'Dispatch' },
  papers: { zh: '公文', en: 'Paper' },
  paper_figures: { zh: '公文数据', en: 'Figure of a paper' },
  paper_templates: { zh: '公文模板', en: 'Template of papers' },
  paper_template_versions: { zh: '公文模板版本', en: 'Version of a template' },
  figure_freezes: { zh: '固定的数据', en: 'Frozen figure' },
  instruction_subjects: { zh: '批示所涉事项', en: 'Subject of instruction' },
  dispatch_answers: { zh: '下发时的责任单位', en: 'Owners at dispatch' },
  tasks: { zh: '任务', en: 'Task' },
  task_parties: { zh: '配合单位', en: 'Supporting organisation' },
  task_acts: { zh: '任务办理记录', en: 'Act on task' },
  task_spans: { zh: '任务状态区间', en: 'State span of task' },
  reminders: { zh: '催办记录', en: 'Reminder' },
  notices: { zh: '提醒', en: 'Notice' },
  notice_preferences: { zh: '提醒方式', en: 'Way of being told' },
  channels: { zh: '消息通道', en: 'Channel' },
  delivery_settings: { zh: '消息发送设置', en: 'Settings of delivery' },
  deliveries: { zh: '发送记录', en: 'Delivery' },
  evidence: { zh: '佐证', en: 'Evidence' },
  evidence_revisions: { zh: '佐证内容', en: 'Content of evidence' },
  task_evidence: { zh: '任务与佐证的关联', en: 'Evidence of task' },
  audit_entries: { zh: '审计记录', en: 'Audit entry' },
  audit_seals: { zh: '封存记录', en: 'Seal' },
};

export function tableName(table: string, language: Language): string {
  const name = tableNames[table];
  return name ? (language === 'en' ? name.en : name.zh) : table;
}

/** What acts are called; a key that no contract knows is shown as it is. */
export type ActionNames = (action: string, language: Language) => string;

const speakers: Record<FindingKind, (slots: Record<string, string>) => Message> = {
  brokenChain: say.brokenChain,
  missingEntry: say.missingEntry,
  changedEntry: say.changedEntry,
  foreignEntry: say.foreignEntry,
  changedRecord: say.changedRecord,
  vanishedRecord: say.vanishedRecord,
  unwrittenRecord: say.unwrittenRecord,
  differingSummary: say.differingSummary,
};

const inShanghai: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }),
};

/** A finding as a sentence that names the record, its last act and who did it. */
export function findingSentence(finding: Finding, actionNames: ActionNames, language: Language): string {
  const { act } = finding;
  return speak(
    speakers[finding.kind]({
      id: finding.id,
      table: tableName(finding.table, language),
      label: finding.label ?? finding.id,
      action: act ? actionNames(act.action, language) : '—',
      account: act?.accountName || '—',
      at: act?.at ? inShanghai[language].format(new Date(act.at)) : '—',
    }),
    language,
  );
}

/** The whole report as lines of text, for a command. */
export function reportLines(report: AuditReport, actionNames: ActionNames, language: Language): string[] {
  const { entries, records, findings, moreFindings, unsealed, olderShape, head } = report;
  const count = findings.length + moreFindings;
  const said: (Message | string)[] = count === 0 ? [say.clean({ entries, records })] : [say.found({ count })];
  for (const finding of findings) {
    said.push(
      `- ${findingSentence(finding, actionNames, language)} [${finding.table} ${finding.id}${finding.act ? ` · ${finding.act.id}` : ''}]`,
    );
  }
  if (moreFindings > 0) said.push(say.more({ count: moreFindings }));
  if (olderShape > 0) said.push(say.olderShape({ count: olderShape }));
  if (unsealed.count > 0) said.push(say.unsealed({ count: unsealed.count, seconds: unsealed.ageSeconds ?? 0 }));
  if (head) said.push(say.head({ ...head }));
  return said.map((one) => (typeof one === 'string' ? one : speak(one, language)));
}
