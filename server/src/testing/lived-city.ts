import type { TemplateId } from '@xieli/measures';
import { remindJob } from '../features/reminders/index.ts';
import { importFile } from '../features/rosters/index.ts';
import { programActor } from '../platform/acts.ts';
import type { RouteKey } from '../platform/http/contract.ts';
import { identityRoutes } from '../platform/identity/index.ts';
import { approveRole, askRole, openAccount } from './accounts.ts';
import { openBrowser, signInServer } from './browser.ts';
import { codeAt } from './codes.ts';
import { confirmAll, decide, importSmall, reviewOf } from './directives.ts';
import { decideProposals, linkable, proposalsOf } from './policies.ts';
import { ask, closing, dispatched, done, dueOn, sentenceEvidence, supporting, withoutBranch } from './tasks.ts';
import { type FileRow, templateFile } from './template-files.ts';
import { paras, wordFile } from './word-files.ts';
import type { CallInput, World } from './world.ts';

/** Tables that no act of `liveThrough` fills, each with its reason. */
export const leftEmpty: Record<string, string> = {
  external_identities: 'a provider of single sign-on would have to run beside the city and lend it an identity',
};

/**
 * Lives through one act of each kind that leaves something behind; whoever adds a table adds an act here.
 * @returns the document it was about
 */
export async function liveThrough(world: World): Promise<string> {
  const county = world.organisation('政协枫屿县委员会');
  const asks = [
    ask([county], { deadline: dueOn('2026-07-31') }),
    ask([county], { action: '报送建账情况' }),
    { ...ask([]), action: '组建专委会党支部', owners: [withoutBranch] },
    {
      ...ask([county]),
      action: '联合走访',
      owners: [...ask([county]).owners, supporting(world.organisation('云汀市政协提案委员会'))],
    },
  ];
  const { directiveId, taskIds } = await dispatched(world, asks);
  const [first = '', second = ''] = taskIds;
  await sealSecrets(world);
  await runHouse(world);
  await comeAndGo(world);
  await review(world);
  await keepWording(world, county);
  await writePapers(world, directiveId, first);
  await world.moveTo('2026-07-01');
  await remindJob.run(world.app, world.tenantId);
  const said = { text: '已建成', evidence: [sentenceEvidence('台账已启用')] };
  await keepTemplate(world);
  await lookAbove(world, county);
  await bringRosters(world);
  const { version } = await done(world, 'fengyu', first, 'submit', said);
  await done(world, 'verifier', first, 'close', closing(version));
  await done(world, 'fengyu', second, 'progress', { text: '已开始建账', evidence: [sentenceEvidence('样表')] });
  return directiveId;
}

/** Calls a route that has to answer. */
async function send<T>(world: World, who: string, key: RouteKey, input: CallInput = {}): Promise<T> {
  const answer = await world.as(who).call<T>(key, input);
  if (answer.status !== 200) throw new Error(`${key}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A document above, a link with one of its clauses, and what is said of another one. */
async function lookAbove(world: World, county: string): Promise<void> {
  const { policyId, directiveId } = await linkable(world);
  const seen = await proposalsOf(world, policyId, directiveId);
  const decided = await decideProposals(world, policyId, seen, seen.proposals.slice(0, 1), 'confirm');
  if (decided.status !== 200) throw new Error(JSON.stringify(decided.body));
  const written = { gap: '没有按季报告', measure: '列入会议议题', ownerId: county, dueOn: '2026-09-30' };
  const body = { bodyId: county, clauseKey: seen.clauses[0]?.key, seenVersion: 0, ...written };
  await send(world, 'clerk', 'POST /api/policies/:policyId/gaps', { params: { policyId }, body });
}

/** A branch, a member, a post, contacts and an activity, as files by the templates bring them. */
async function bringRosters(world: World): Promise<void> {
  const body = '政协枫屿县委员会';
  const [contact, object] = ['13900000001', '13900000002'];
  const member = { 政协机构: body, 届次: '第五届', 状态: '在任', 起始日期: '2022-01-10' };
  const bring = async (template: TemplateId, rows: FileRow[]) => {
    const command = {
      app: world.app,
      tenantId: world.tenantId,
      actor: programActor('operator'),
      language: 'en' as const,
    };
    const { errors } = await importFile(command, template, templateFile(template, rows), { dryRun: false });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
  };
  await bring('organisations', [
    {
      ...{ 组织名称: '枫屿县政协功能型党支部', 组织类型: '功能型党支部', 政协机构: body, 设立日期: '2025-04-01' },
      届满日期: '2028-03-31',
    },
  ]);
  await bring('roster', [
    { ...member, 姓名: '沈亦舟', 手机号: contact, 政治面貌: '中共党员', 功能型党支部: '枫屿县政协功能型党支部' },
    { ...member, 姓名: '江映雪', 手机号: object, 政治面貌: '民盟盟员' },
  ]);
  await bring('contacts', [
    {
      ...{ 党员委员: '沈亦舟', 党员委员手机号: contact, 联系对象: '江映雪', 联系对象手机号: object },
      ...{ 政协机构: body, 起始日期: '2025-07-01' },
    },
  ]);
  await bring('contact-log', [{ 党员委员手机号: contact, 联系对象手机号: object, 日期: '2026-04-09', 方式: '走访' }]);
  await bring('activities', [
    {
      ...{ 政协机构: body, 活动编号: '1', 活动名称: '主题党日', 主办组织: '枫屿县政协功能型党支部', 类型: '主题党日' },
      ...{ 开始时间: '2026-05-20', 登记时间: '2026-05-21' },
    },
  ]);
  await bring('attendance', [{ 政协机构: body, 活动编号: '1', 姓名: '沈亦舟', 手机号: contact, 出席情况: '出席' }]);
}

/** A template of the office's own. */
async function keepTemplate(world: World): Promise<void> {
  const upload = { bytes: wordFile(paras('{{标题}}', '{{正文}}')), fileName: '通报.docx' };
  const { file } = await send<{ file: object }>(world, 'clerk', 'POST /api/paper-templates/check', { upload });
  const body = { name: '机关通报', kinds: ['progressCircular'], file };
  await send(world, 'clerk', 'POST /api/paper-templates', { body });
}

/** A way out of the house, an address to which a digest goes, and the codes of an account. */
async function sealSecrets(world: World): Promise<void> {
  const mail = { host: 'mail.office.example', port: 25, security: 'none', user: 'xieli', from: 'xieli@office.example' };
  const made = { kind: 'mail', settings: { ...mail, titles: false }, secret: { password: 'only-for-tests' } };
  await send(world, 'sysadmin', 'POST /api/channels', { body: { name: '办公邮箱', made } });
  const told = { seenVersion: 0, mailAddress: 'fengyu@office.example', bySms: false, language: 'zh-CN' };
  await send(world, 'fengyu', 'POST /api/notices/preferences', { body: told });
  const { secret } = await send<{ secret: string }>(world, 'secadmin', 'POST /api/session/second-factor/begin');
  const code = codeAt(secret, Date.now());
  await send(world, 'secadmin', 'POST /api/session/second-factor/confirm', { body: { code } });
}

/** What administrators say about messages and sign-ins, and what somebody says to them. */
async function runHouse(world: World): Promise<void> {
  const settings = { seenVersion: 0, wakesAt: 8, sleepsAt: 20, networks: ['10.20.0.0/16'] };
  await send(world, 'sysadmin', 'POST /api/channels/settings', { body: settings });
  await send(world, 'secadmin', 'POST /api/second-factor/rules', {
    body: { role: 'auditAdministrator', required: true },
  });
  await send(world, 'fengyu', 'POST /api/feedback', { body: { page: '/tasks', body: '字太小' } });
}

/** One account gets a role and a bound phone, another one is closed. */
async function comeAndGo(world: World): Promise<void> {
  const account = await openAccount(world, 'newcomer');
  const request = await askRole(world, account.id);
  await approveRole(world, request.body.id);
  const invited = { body: { accountId: account.id } };
  const { url } = await send<{ url: string }>(world, 'clerk', 'POST /api/invitations', invited);
  const server = await signInServer(world.app, [
    identityRoutes({ organisationNames: async () => new Map(), personas: [] }),
  ]);
  const token = url.split('/bind/')[1];
  const bound = await openBrowser(server).send<object>('POST', '/api/invitations/accept', { token });
  await server.close();
  if (bound.status !== 200) throw new Error(JSON.stringify(bound.body));
  const { id, version } = await openAccount(world, 'leaver');
  await send(world, 'sysadmin', 'POST /api/accounts/:accountId/close', {
    params: { accountId: id },
    body: { version },
  });
}

/** A document that is read, decided and confirmed, and begun anew. */
async function review(world: World): Promise<void> {
  const { id } = (await importSmall(world)) as { id: string };
  const params = { directiveId: id };
  await send(world, 'clerk', 'POST /api/directives/:directiveId/here', { params, body: { leaving: false } });
  await confirmAll(world, id);
  const { directive } = await reviewOf(world, id);
  const body = { seenVersion: directive.currentVersion.version };
  await send(world, 'clerk', 'POST /api/directives/:directiveId/revise', { params, body });
}

/** A wording of a document that a person matched to an organisation, and that is to be known from now on. */
async function keepWording(world: World, organisationId: string): Promise<void> {
  const text = '关于报送名单的通知\n一、名单\n局机关支部要在9月底前报送名单。';
  const { id } = (await importSmall(world, text)) as { id: string };
  const [requirement] = (await reviewOf(world, id)).requirements;
  if (!requirement) throw new Error('The document asks nothing');
  const owners = requirement.content.owners.map((owner) => ({ ...owner, organisationIds: [organisationId] }));
  await decide(world, requirement, { kind: 'edit', content: { ...requirement.content, owners } });
  await confirmAll(world, id);
  const body = { text: owners[0]?.text, organisationIds: [organisationId] };
  await send(world, 'clerk', 'POST /api/directives/:directiveId/owner-aliases', { params: { directiveId: id }, body });
}

/** A notice that is issued with its figures, and an instruction about a task. */
async function writePapers(world: World, directiveId: string, taskId: string): Promise<void> {
  const draft = { body: { kind: 'progressCircular', directiveId } };
  const { paperId } = await send<{ paperId: string }>(world, 'clerk', 'POST /api/papers', draft);
  const { version } = await send<{ version: number }>(world, 'clerk', 'GET /api/papers/:paperId', {
    params: { paperId },
  });
  const number = { code: '云协发', year: 2026, serial: 1 };
  const body = { version, number, datedOn: '2026-06-17' };
  await send(world, 'clerk', 'POST /api/papers/:paperId/issue', { params: { paperId }, body });
  await send(world, 'leader', 'POST /api/instructions', { body: { text: '请抓紧办理。', aboutTaskId: taskId } });
}
