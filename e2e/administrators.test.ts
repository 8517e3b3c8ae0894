import type { Locator, Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../server/src/demo/index.ts';
import { codeAt } from '../server/src/testing/codes.ts';
import { client, openProvider } from '../server/src/testing/identity-provider.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const button = (where: Page | Locator, name: string | RegExp) =>
  where.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = (page: Page) => page.getByRole('dialog');

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  const answered = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/session') && answer.request().method() === 'POST',
  );
  await button(page, '登录').click();
  await answered;
}

async function openAccountOf(page: Page, username: string): Promise<void> {
  const [account] = await stage.sql<{ id: string }>('select id from accounts where username = $1', [username]);
  await page.goto(`/accounts/${account?.id}`);
}

async function askFor(page: Page, role: string): Promise<void> {
  await button(page, '申请授权').click();
  await dialog(page).getByRole('combobox', { name: '角色' }).selectOption({ label: role });
  await dialog(page).getByRole('combobox', { name: /单位/ }).fill('枫屿');
  await page.getByRole('option', { name: '政协枫屿县委员会' }).first().click();
  await dialog(page).getByLabel('申请理由').fill('接替老同志承担报送工作');
  await button(dialog(page), '申请授权').click();
}

describe('a new colleague gets in', () => {
  const chosen = '青山 绿水 常在 2026';

  it('by three hands: one opens the account, one grants the role, and the first password is good for one use', async () => {
    const opening = await stage.person('sysadmin');
    await opening.goto('/accounts');
    await button(opening, '开设账号').click();
    await dialog(opening).getByLabel('显示姓名').fill('黎安');
    await dialog(opening).getByLabel('用户名').fill('li.an');
    expect(await accessibilityFaults(opening)).toEqual([]);
    await picture(opening, 'account-open-1440');
    await button(dialog(opening), '开设账号').click();
    await opening.getByRole('heading', { level: 1, name: '黎安' }).waitFor();
    await button(opening, '修改持有人').click();
    await dialog(opening)
      .getByRole('combobox', { name: /对应人员/ })
      .fill('施若驰');
    await opening
      .getByRole('option', { name: /施若驰/ })
      .first()
      .click();
    await button(dialog(opening), '修改持有人').click();
    await opening.getByRole('definition').filter({ hasText: '施若驰' }).waitFor();
    await button(opening, '发放初始密码').click();
    await button(dialog(opening), '发放初始密码').click();
    const first = await dialog(opening).locator('output').innerText();
    await button(opening, '我已记下').click();
    expect(await opening.getByText(first).count()).toBe(0);
    expect(await button(opening, '批准').count()).toBe(0);

    const colleague = await stage.person(null);
    await colleague.goto('/tasks');
    await signIn(colleague, 'li.an', first);
    await colleague.getByRole('heading', { name: '首次登录，请设置新密码' }).waitFor();
    expect((await colleague.request.get('/api/tasks')).status()).toBe(403);
    await colleague.getByLabel('当前密码').fill(first);
    await colleague.getByLabel('新密码', { exact: true }).fill('短');
    await colleague.getByLabel('再次输入新密码').fill('短');
    await button(colleague, '保存').click();
    await colleague.getByText('新密码至少 10 个字符').waitFor();
    await colleague.getByLabel('新密码', { exact: true }).fill(chosen);
    await colleague.getByLabel('再次输入新密码').fill(chosen);
    await button(colleague, '保存').click();
    await expect
      .poll(async () => (await colleague.request.get('/api/session')).json())
      .toMatchObject({ account: { mustChangePassword: false } });
    expect((await colleague.request.get('/api/tasks')).status()).toBe(403);

    await askFor(opening, '单位经办');
    await opening.getByText('待批准').waitFor();
    await picture(opening, 'account-asked-1440', { whole: true });
    expect((await colleague.request.get('/api/tasks')).status()).toBe(403);

    const granting = await stage.person('secadmin');
    await granting.goto('/grant-requests');
    const line = granting.getByRole('listitem').filter({ hasText: '黎安' });
    await line.getByText('接替老同志承担报送工作').waitFor();
    expect(await accessibilityFaults(granting)).toEqual([]);
    await picture(granting, 'grant-requests-1440', { whole: true });
    await button(line, '批准').click();
    await button(dialog(granting), '批准').click();
    await line.getByText('已批准').waitFor();
    await openAccountOf(granting, 'li.an');
    await granting.getByRole('listitem').filter({ hasText: '政协枫屿县委员会' }).getByText('有效').waitFor();
    await picture(granting, 'account-granted-1440', { whole: true });

    const { items } = await (await colleague.request.get('/api/tasks')).json();
    expect(items.length).toBeGreaterThan(0);
  });

  it('never with an administrator’s role beside another one', async () => {
    const page = await stage.person('sysadmin');
    await openAccountOf(page, 'li.an');
    await askFor(page, '审计管理员');
    await dialog(page).getByRole('alert').waitFor();
    expect(await dialog(page).getByRole('alert').innerText()).toContain('三员分立');
    expect(
      await stage.sql(`select 1 from grant_requests where role = 'auditAdministrator' and account_id in
        (select id from accounts where username = 'li.an')`),
    ).toEqual([]);
  });

  it('and out: an ended grant shows nothing more, a closed account signs in no more', async () => {
    const colleague = await stage.person(null);
    await colleague.goto('/tasks');
    await signIn(colleague, 'li.an', chosen);
    await colleague.getByRole('heading', { level: 1, name: '任务' }).waitFor();

    const ending = await stage.person('secadmin');
    await openAccountOf(ending, 'li.an');
    await button(ending, '结束授权').click();
    await button(dialog(ending), '立即结束').click();
    await ending.getByText('生效当日即收回').waitFor();
    await expect.poll(async () => (await colleague.request.get('/api/tasks')).status()).toBe(403);

    const closing = await stage.person('sysadmin');
    await openAccountOf(closing, 'li.an');
    await button(closing, '停用账号').click();
    await button(dialog(closing), '停用账号').click();
    await closing.getByText('已停用', { exact: true }).waitFor();
    await expect.poll(async () => (await colleague.request.get('/api/tasks')).status()).toBe(401);
    const again = await stage.person(null);
    await again.goto('/sign-in');
    await signIn(again, 'li.an', chosen);
    await again.getByRole('alert').waitFor();
  });
});

/** What the camera of a phone reads in a code as this page draws it. */
async function readCode(image: Locator): Promise<string> {
  const pixels = await image.evaluate(async (element) => {
    const drawn = element as HTMLImageElement;
    await drawn.decode();
    const canvas = new OffscreenCanvas(drawn.width, drawn.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(drawn, 0, 0, drawn.width, drawn.height);
    const { width, height, data } = context.getImageData(0, 0, drawn.width, drawn.height);
    return { width, height, data: Array.from(data) };
  });
  return decodeQR({ ...pixels, data: Uint8Array.from(pixels.data) }, { timeLimit: Number.POSITIVE_INFINITY });
}
describe('who had which right on a day', () => {
  it('is told as it was: the role that was given and taken back today, to the audit administrator, and as a ledger', async () => {
    const auditor = await stage.person('auditadmin');
    await auditor.goto('/rights');
    await auditor.getByRole('searchbox').fill('li.an');
    const row = auditor.getByRole('row').filter({ hasText: '黎安' });
    await row.getByText(/当日结束/).waitFor();
    expect(await row.innerText()).toContain('政协枫屿县委员会');
    expect(await accessibilityFaults(auditor)).toEqual([]);
    await picture(auditor, 'rights-1440', { whole: true });
    const ledger = auditor.waitForEvent('download');
    await auditor.getByRole('link', { name: /导出/ }).click();
    expect((await ledger).suggestedFilename()).toMatch(/^权限台账（2026年6月\d+日）\.xlsx$/);

    await auditor.getByLabel('查询日期').fill('2020-01-01');
    await auditor.getByText('没有符合条件的内容').waitFor();
    await auditor.getByText('核验人').last().click();
    await auditor.getByText('核验、退回和销号').waitFor();

    const onPhone = await stage.person('auditadmin', { viewport: phone, language: 'en' });
    await onPhone.goto('/rights?search=fengyu');
    await onPhone.getByRole('listitem').getByText('Clerk of a unit').waitFor();
    await picture(onPhone, 'rights-390', { whole: true });
    expect(await accessibilityFaults(onPhone)).toEqual([]);
  });
});

describe('a phone is bound', () => {
  let address: string;

  it('by an invitation that works once', async () => {
    const clerk = await stage.person('clerk');
    await clerk.goto('/invitations');
    await clerk.getByRole('searchbox').fill('fengyu');
    const line = clerk.getByRole('listitem').filter({ hasText: '枫屿' });
    await button(line, /生成邀请|重新生成/).click();
    await dialog(clerk).getByRole('img', { name: '绑定二维码' }).waitFor();
    await picture(clerk, 'invitation-1440');
    address = /https?:\S+\/bind\/\S+/.exec(await dialog(clerk).innerText())?.[0] ?? '';
    expect(await readCode(dialog(clerk).getByRole('img', { name: '绑定二维码' }))).toBe(address);
    expect(await accessibilityFaults(clerk)).toEqual([]);

    const owner = await stage.person(null, { viewport: phone });
    await owner.goto(new URL(address).pathname);
    await button(owner, '绑定并进入').waitFor();
    await picture(owner, 'bind-390');
    expect(await accessibilityFaults(owner)).toEqual([]);
    await button(owner, '绑定并进入').click();
    await owner.getByRole('heading', { level: 1 }).filter({ hasNotText: '绑定' }).waitFor();
    const session = await (await owner.request.get('/api/session')).json();
    expect(session.account.username).toBe('fengyu');
    const days = (Date.parse((await newestDevice()).expires_at) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);

    const stranger = await stage.person(null, { viewport: phone });
    await stranger.goto(new URL(address).pathname);
    await button(stranger, '绑定并进入').click();
    await stranger.getByRole('alert').waitFor();
    expect((await stranger.request.get('/api/tasks')).status()).toBe(401);
  });

  it('lets in another browser of the same phone, and is put out from any of them', async () => {
    const first = await stage.person('fengyu', { viewport: phone });
    await first.goto('/me/sessions');
    await button(first, '生成配对二维码').click();
    const made = /https?:\S+\/bind\/\S+/.exec(await first.getByText(/配对链接/).innerText())?.[0] ?? '';
    expect(await readCode(first.getByRole('img', { name: /二维码/ }))).toBe(made);
    await picture(first, 'sessions-390', { whole: true });

    const second = await stage.person(null, { viewport: phone });
    await second.goto(new URL(made).pathname);
    await button(second, '绑定并进入').click();
    await expect.poll(async () => (await second.request.get('/api/tasks')).status()).toBe(200);

    const bound = await newestDevice();
    await first.reload();
    const devices = first.getByRole('listitem').filter({ hasText: '已绑定的手机' });
    await devices.first().waitFor();
    const before = await devices.count();
    await button(devices.first(), '退出该设备').click();
    await button(dialog(first), '退出该设备').click();
    await expect.poll(() => devices.count()).toBe(before - 1);
    const [left] = await stage.sql<{ revoked: boolean }>(
      'select revoked_at is not null as revoked from sessions where id = $1',
      [bound.id],
    );
    expect(left?.revoked).toBe(true);
    await expect.poll(async () => (await second.request.get('/api/tasks')).status()).toBe(401);
  });

  async function newestDevice(): Promise<{ id: string; expires_at: string }> {
    const [device] = await stage.sql<{ id: string; expires_at: string }>(
      `select s.id, s.expires_at::text as expires_at from sessions s join accounts a on a.id = s.account_id
       where a.username = 'fengyu' and s.kind = 'device' order by s.id desc limit 1`,
    );
    if (device === undefined) throw new Error('No phone is bound');
    return device;
  }
});

describe('a second factor', () => {
  /** The code that follows the last used one: good already, and not used yet. */
  const nextCode = (secret: string) => codeAt(secret, Date.now() + 30_000);

  it('is set up by its owner, asked for at the next sign-in, and taken away when the phone is lost', async () => {
    const owner = await stage.person('verifier', { viewport: phone });
    await owner.goto('/me');
    await owner.getByRole('link', { name: '动态验证码' }).click();
    await button(owner, '开始设置').click();
    const secret = await owner.locator('code').innerText();
    await picture(owner, 'second-factor-390', { whole: true });
    expect(await accessibilityFaults(owner)).toEqual([]);
    await owner.getByLabel('验证码', { exact: true }).fill('000000');
    await button(owner, '启用').click();
    await owner.getByRole('alert').waitFor();
    await owner.getByLabel('验证码', { exact: true }).fill(codeAt(secret, Date.now()));
    await button(owner, '启用').click();
    await owner.getByRole('heading', { name: '恢复码' }).waitFor();
    expect(await owner.locator('li code').count()).toBe(10);
    await picture(owner, 'recovery-codes-390', { whole: true });
    await button(owner, '我已保存').click();
    await owner.getByText('还有 10 个恢复码可用').waitFor();

    const again = await stage.person(null);
    await again.goto('/tasks');
    await signIn(again, 'verifier', demoPassword);
    await again.getByLabel('动态验证码').waitFor();
    expect((await again.request.get('/api/tasks')).status()).toBe(401);
    expect(await accessibilityFaults(again)).toEqual([]);
    await picture(again, 'sign-in-code-1440');
    await again.keyboard.type(nextCode(secret));
    await again.keyboard.press('Enter');
    await again.getByRole('heading', { level: 1, name: '任务' }).waitFor();

    const helping = await stage.person('secadmin');
    await openAccountOf(helping, 'verifier');
    await button(helping, '重置动态验证码').click();
    await dialog(helping).getByLabel('重置理由').fill('手机丢失，已当面核实');
    await button(dialog(helping), '重置动态验证码').click();
    await helping.getByText('未启用').waitFor();
    await expect.poll(async () => (await again.request.get('/api/tasks')).status()).toBe(401);
  });

  it('stands before every page of a role that it is demanded of', async () => {
    const demanding = await stage.person('secadmin');
    await demanding.goto('/sign-in-rules');
    const line = demanding.getByRole('listitem').filter({ hasText: '督导组成员' });
    await button(line, '设为须用').click();
    await button(dialog(demanding), '设为须用').click();
    await line.getByText('须动态验证码').waitFor();
    expect(await accessibilityFaults(demanding)).toEqual([]);
    await picture(demanding, 'sign-in-rules-1440', { whole: true });

    const inspector = await stage.person('inspector');
    await inspector.goto('/tasks');
    await inspector.getByRole('heading', { name: '请先启用动态验证码' }).waitFor();
    expect((await inspector.request.get('/api/tasks')).status()).toBe(403);
    await button(inspector, '开始设置').click();
    const secret = await inspector.locator('code').innerText();
    await inspector.getByLabel('验证码', { exact: true }).fill(codeAt(secret, Date.now()));
    await button(inspector, '启用').click();
    await button(inspector, '我已保存').click();
    await inspector.getByRole('heading', { level: 1, name: '任务' }).waitFor();
  });
});

describe('single sign-on', () => {
  const back = () => new URL('/sign-in/answer', stage.address).href;
  let provider: Awaited<ReturnType<typeof openProvider>>;
  beforeAll(async () => {
    provider = await openProvider(back(), { name: '严予峰', preferred_username: 'secretary' });
    const { config } = stage.running.app;
    config.singleSignOn = { issuer: provider.issuer, ...client, name: '市统一身份认证' };
  });
  afterAll(() => provider.close());

  it('opens an account that its holder linked, and tells whoever is unknown what to do', async () => {
    provider.comesAs('city-0417');
    const stranger = await stage.person(null);
    await stranger.goto('/sign-in');
    await button(stranger, '用市统一身份认证登录').click();
    await stranger.getByText(/还没有关联本系统的账号/).waitFor();
    expect((await stranger.request.get('/api/tasks')).status()).toBe(401);
    expect(await accessibilityFaults(stranger)).toEqual([]);
    await picture(stranger, 'identity-unknown-1440');

    const holder = await stage.person('secretary', { viewport: phone });
    await holder.goto('/me');
    await holder.getByRole('link', { name: '单点登录' }).click();
    await button(holder, '关联我的身份').click();
    await holder.getByText('city-0417').waitFor();
    expect(await accessibilityFaults(holder)).toEqual([]);
    await picture(holder, 'identities-390', { whole: true });

    await stranger.getByRole('link', { name: '返回登录页' }).click();
    await button(stranger, '用市统一身份认证登录').click();
    await expect
      .poll(async () => (await (await stranger.request.get('/api/session')).json()).account?.username)
      .toBe('secretary');
  });
});

it('locks an account after too many wrong passwords, without saying which accounts there are', async () => {
  const page = await stage.person(null);
  await page.goto('/sign-in');
  const allowedTries = 8;
  const said: string[] = [];
  for (const username of ['inspector', 'nobody.here']) {
    for (let tries = 0; tries < allowedTries; tries++) {
      await signIn(page, username, `wrong password ${tries}`);
      await page.getByRole('alert').waitFor();
    }
    said.push(await page.getByRole('alert').innerText());
  }
  expect(said[0]).toBe(said[1]);
  await signIn(page, 'inspector', 'xieli-demo-2026');
  await page.getByRole('alert').waitFor();
  expect((await page.request.get('/api/tasks')).status()).toBe(401);
  const sysadmin = await stage.person('sysadmin');
  await openAccountOf(sysadmin, 'inspector');
  await sysadmin.getByText('暂停登录').waitFor();
});
