import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver } from '../server/src/platform/notify/jobs.ts';
import { httpReceiver, json, mailReceiver, wordsOf } from '../server/src/testing/receivers.ts';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';

const account = { user: 'xieli', password: 'only-here-7' };

let stage: Stage;
let mail: Awaited<ReturnType<typeof mailReceiver>>;
let robot: Awaited<ReturnType<typeof httpReceiver>>;
beforeAll(async () => {
  mail = await mailReceiver(account);
  robot = await httpReceiver(json({ errcode: 0 }));
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
  await mail.close();
  await robot.close();
});

/** What the minute's job does; journeys run without it. */
async function deliverNow() {
  const [tenant] = await stage.sql<{ id: string }>('select tenant_id as id from tenants');
  await deliver(stage.running.app, tenant?.id ?? '');
}

describe('the system administrator', () => {
  it('sets up mail and a robot, sees why a message does not arrive, and sends it again', async () => {
    const page = await stage.person('sysadmin', { viewport: desktop });
    await page.goto('/channels');
    await page.getByText('还没有消息通道').waitFor();
    await page.getByRole('button', { name: '新增通道' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('办公邮箱');
    await page.getByLabel('邮件服务器').fill('127.0.0.1');
    await page.getByLabel('端口').fill(String(mail.port));
    await page.getByLabel('加密').selectOption('none');
    await page.getByLabel('用户名（不需要登录时留空）').fill(account.user);
    await page.getByRole('textbox', { name: '密码' }).fill(account.password);
    await page.getByLabel('发件人地址').fill('xieli@office.example');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '新增通道' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('工作群');
    await page.getByLabel('种类', { exact: true }).selectOption('wecom');
    await page.getByRole('textbox', { name: '机器人地址（Webhook）' }).fill(`${robot.url}/send?key=k1`);
    await page.getByRole('button', { name: '保存' }).click();

    await page.getByRole('button', { name: '发送测试消息 工作群' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发送测试消息' }).click();
    await page.getByText('是内网地址，尚未列入').waitFor();
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '修改 时间与网段' }).click();
    await page.getByLabel('允许的内网网段（CIDR，每行一个）').fill('127.0.0.0/8');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('允许的内网网段：127.0.0.0/8').waitFor();
    await page.getByRole('button', { name: '发送测试消息 工作群' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发送测试消息' }).click();
    await page.getByText('已发出，请到对方查看。').waitFor();
    expect(robot.received).toHaveLength(1);
    await page.getByRole('button', { name: '取消' }).click();

    const clerk = await stage.person('fengyu', { viewport: phone });
    await clerk.goto('/notices');
    await clerk.getByLabel('我的邮箱').fill('fengyu@office.example');
    await clerk.getByRole('button', { name: '保存' }).tap();
    await clerk.getByText('已按您的选择发送。').waitFor();
    expect(await accessibilityFaults(clerk)).toEqual([]);
    await picture(clerk, 'notices-preferences-390', { whole: true });
    robot.answerWith((response) => void response.writeHead(500).end());
    await clerk.request.post('/api/demo/clock', { data: { date: '2026-07-01' } });
    await deliverNow();
    expect(wordsOf(mail.received[0]?.text ?? '')).toMatch(/已逾期：\d+项/);

    await page.getByText('对方答复错误（HTTP 500）').waitFor();
    await page.getByText('已送出').last().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'channels-1440', { whole: true });
    robot.answerWith(json({ errcode: 0 }));
    // It waits for its next attempt; whoever has mended the cause need not.
    await page.getByText('等待重试').last().waitFor();
    await page.getByText(/已试 1 次 · .+ 再试/).waitFor();
    await page.getByRole('button', { name: '重新发送 全市 工作群' }).click();
    await expect
      .poll(() => stage.sql(`select id from deliveries where state = 'pending' and due_at <= now()`))
      .toHaveLength(1);
    await deliverNow();
    await page.getByText('对方答复错误（HTTP 500）').waitFor({ state: 'detached' });
    const before = robot.received.length;
    await page.getByRole('button', { name: '重新发送 全市 工作群' }).click();
    await page.getByText('待发送').last().waitFor();
    await deliverNow();
    await expect.poll(() => robot.received.length).toBe(before + 1);

    // As on plain http, where a page has no clipboard.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: '新增事件推送' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('数据平台');
    await page.getByRole('textbox', { name: '接收地址' }).fill(`${robot.url}/hook`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '新增', exact: true }).click();
    const key = await page.getByText(/^whsec_/).innerText();
    await page.getByRole('button', { name: '复制', exact: true }).click();
    await page.getByText('没能自动复制，内容已选中').waitFor();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(key);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByText('事件推送 ·').waitFor();

    await page.getByRole('button', { name: '修改 数据平台' }).click();
    expect(await page.getByRole('textbox', { name: '接收地址' }).inputValue()).toBe(`${robot.url}/hook`);
    await page.getByRole('textbox', { name: '接收地址' }).fill('http://platform.office.example/hook');
    await page.getByRole('checkbox', { name: '报送进展' }).uncheck();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('事件推送 · platform.office.example').waitFor();
    await page.getByRole('button', { name: '换新签名密钥 数据平台' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '换新签名密钥' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByRole('button', { name: '移除 数据平台' }).click();
    await page.getByRole('dialog').getByText('不能恢复').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '移除' }).click();
    await page.getByText('事件推送 ·').waitFor({ state: 'detached' });
  });
});
