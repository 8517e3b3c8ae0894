import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpReceiver, json, mailReceiver, wordsOf } from '../../testing/receivers.ts';
import type { Parcel } from './channel.ts';
import { post } from './http-post.ts';
import { mailServer } from './mail.ts';
import { dingtalkRobot, feishuRobot, wecomRobot } from './robots.ts';
import { smsGateway } from './sms.ts';

const opened = ['127.0.0.0/8'];
const parcel = (to: string | null = null): Parcel => ({
  id: '0198a1b2-0000-7000-8000-000000000001',
  to,
  message: {
    title: '协力：2条新提醒',
    lines: ['已逾期：2项'],
    link: 'https://xieli.example.cn/notices',
    language: 'zh-CN',
  },
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const kept = <T extends { close(): Promise<void> }>(one: T): T => {
  open.push(one);
  return one;
};
const robot = async (answer: object = { errcode: 0, errmsg: 'ok' }) => kept(await httpReceiver(json(answer)));

describe('a receiver over HTTP', () => {
  const asked = (url: string, timeoutMs?: number) =>
    post(url, { headers: {}, body: '{}', opened, ...(timeoutMs ? { timeoutMs } : {}) });

  it('that answers an error is told by its status', async () => {
    const receiver = kept(await httpReceiver((response) => void response.writeHead(500).end('boom')));
    await expect(asked(receiver.url)).rejects.toMatchObject({ kind: 'answered', detail: 'HTTP 500' });
  });

  it('that hangs is let go, before its answer and in the middle of it', async () => {
    const silent = kept(await httpReceiver(() => undefined));
    await expect(asked(silent.url, 200)).rejects.toMatchObject({ kind: 'timedOut' });
    const dripping = kept(await httpReceiver((response) => void response.writeHead(200).write('{')));
    await expect(asked(dripping.url, 200)).rejects.toMatchObject({ kind: 'timedOut' });
  });

  it('that points elsewhere is not followed', async () => {
    const inner = kept(await httpReceiver(json({})));
    const outer = kept(
      await httpReceiver((response) => void response.writeHead(302, { location: `${inner.url}/secret?key=1` }).end()),
    );
    const failure = asked(outer.url);
    await expect(failure).rejects.toMatchObject({ kind: 'redirected', stopsChannel: true });
    await expect(failure).rejects.not.toThrow(/secret|key/);
    expect(inner.received).toEqual([]);
  });

  it('behind a private address that is not opened hears nothing', async () => {
    const receiver = await robot();
    const closed = post(receiver.url, { headers: {}, body: '{}', opened: [] });
    await expect(closed).rejects.toMatchObject({ kind: 'privateAddress', detail: '127.0.0.1' });
    expect(receiver.received).toEqual([]);
  });

  it('that talks without end is cut off, and one that is not there is named', async () => {
    const endless = kept(await httpReceiver((response) => void response.writeHead(200).end('x'.repeat(100_000))));
    await expect(asked(endless.url)).rejects.toMatchObject({ kind: 'rejected' });
    await expect(asked('http://127.0.0.1:1')).rejects.toMatchObject({ kind: 'unreachable', detail: 'ECONNREFUSED' });
  });
});

describe('robots of chat groups', () => {
  it('企业微信 gets Markdown in which a title cannot play markup', async () => {
    const receiver = await robot();
    const sent = parcel();
    sent.message.lines = ['[点这里](https://elsewhere.example) <@all>'];
    await wecomRobot({ url: `${receiver.url}/cgi-bin/webhook/send?key=k1` }).send(sent, opened);
    const { path, body } = receiver.received[0] as { path: string; body: string };
    expect(path).toBe('/cgi-bin/webhook/send?key=k1');
    const { content } = JSON.parse(body).markdown;
    expect(content).toContain('[打开协力](https://xieli.example.cn/notices)');
    expect(content).toContain(String.raw`\[点这里\]\(https://elsewhere.example\) \<@all\>`);
  });

  it('钉钉 gets the signature that its own rule makes of time and key', async () => {
    const receiver = await robot();
    await dingtalkRobot({ url: `${receiver.url}/robot/send?access_token=t1`, signingKey: 'SECabc' }).send(
      parcel(),
      opened,
    );
    const { searchParams } = new URL(receiver.received[0]?.path ?? '', receiver.url);
    const timestamp = searchParams.get('timestamp') ?? '';
    expect(searchParams.get('access_token')).toBe('t1');
    expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000);
    const expected = createHmac('sha256', 'SECabc').update(`${timestamp}\nSECabc`).digest('base64');
    expect(searchParams.get('sign')).toBe(expected);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ msgtype: 'markdown' });
  });

  it('飞书 gets it in the body, with seconds', async () => {
    const receiver = await robot({ code: 0, msg: 'success' });
    await feishuRobot({ url: `${receiver.url}/hook/h1`, signingKey: 'k2' }, () => 1_781_654_400_123).send(
      parcel(),
      opened,
    );
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({
      timestamp: '1781654400',
      sign: createHmac('sha256', '1781654400\nk2').update('').digest('base64'),
      msg_type: 'text',
      content: { text: '协力：2条新提醒\n已逾期：2项\nhttps://xieli.example.cn/notices' },
    });
  });

  it('that take the call and not the message have refused it', async () => {
    const refusing = await robot({ errcode: 310000, errmsg: 'sign not match' });
    const sending = dingtalkRobot({ url: refusing.url, signingKey: 'x' }).send(parcel(), opened);
    await expect(sending).rejects.toMatchObject({
      kind: 'rejected',
      detail: '310000 sign not match',
      stopsChannel: false,
    });
    const page = kept(await httpReceiver((response) => void response.writeHead(200).end('<html>hello</html>')));
    await expect(wecomRobot({ url: page.url }).send(parcel(), opened)).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('an SMS gateway', () => {
  const secret = (url: string) => ({ url, authorization: 'Bearer t3' });

  it('is sent its own words with number and text in their places', async () => {
    const receiver = await robot({ result: 'OK' });
    const settings = { template: '{"to":"{phone}","content":"{text}"}', format: 'json', success: '"OK"' } as const;
    const sent = parcel('13800000001');
    sent.message.title = '他说"好"';
    await smsGateway(settings, secret(receiver.url)).send(sent, opened);
    const [one] = receiver.received;
    expect(one?.headers.authorization).toBe('Bearer t3');
    expect(JSON.parse(one?.body ?? '')).toEqual({
      to: '13800000001',
      content: '他说"好"\n已逾期：2项\nhttps://xieli.example.cn/notices',
    });
  });

  it('may want a form, and says in its own way that it took nothing', async () => {
    const receiver = await robot({ result: 'BALANCE' });
    const settings = { template: 'mobile={phone}&msg={text}', format: 'form', success: 'OK' } as const;
    const sending = smsGateway(settings, secret(receiver.url)).send(parcel('13800000001'), opened);
    await expect(sending).rejects.toMatchObject({ kind: 'rejected', detail: '{"result":"BALANCE"}' });
    const form = new URLSearchParams(receiver.received[0]?.body);
    expect([form.get('mobile'), form.get('msg')?.split('\n')[0]]).toEqual(['13800000001', '协力：2条新提醒']);
  });
});

describe('a mail server', () => {
  const account = { user: 'xieli', password: 'only-here-7' };
  const settings = (port: number, more: object = {}) => ({
    ...{ host: '127.0.0.1', port, security: 'none' as const, user: account.user, from: 'xieli@office.example' },
    ...{ titles: false, ...more },
  });

  it('takes a mail, and a repeat under the same id', async () => {
    const server = kept(await mailReceiver(account));
    const adapter = mailServer(settings(server.port), { password: account.password });
    for (let time = 0; time < 2; time += 1) await adapter.send(parcel('clerk@office.example'), opened);
    expect(server.received.map(({ to }) => to)).toEqual([['clerk@office.example'], ['clerk@office.example']]);
    const mail = server.received[0]?.text ?? '';
    expect(wordsOf(mail)).toContain('协力：2条新提醒');
    expect(wordsOf(mail)).toContain('已逾期：2项');
    const ids = server.received.map(({ text }) => /^message-id: (.+)$/im.exec(text)?.[1]?.trim());
    expect(ids).toEqual(Array(2).fill('<0198a1b2-0000-7000-8000-000000000001@office.example>'));
  });

  it('is told apart by what it refuses: the password, the mailbox, plain text', async () => {
    const server = kept(await mailReceiver({ ...account, refuse: 'nobody@office.example' }));
    const send = (password: string, to: string, more: object = {}) =>
      mailServer(settings(server.port, more), { password }).send(parcel(to), opened);
    await expect(send('wrong', 'clerk@office.example')).rejects.toMatchObject({ kind: 'signIn', stopsChannel: true });
    const unknown = send(account.password, 'nobody@office.example');
    await expect(unknown).rejects.toMatchObject({ kind: 'rejected', stopsChannel: false });
    const insisting = send(account.password, 'clerk@office.example', { security: 'starttls' });
    await expect(insisting).rejects.toMatchObject({ name: 'DeliveryFailure' });
    expect(server.received).toEqual([]);
  });

  it('that never greets is let go, and a private one has to be opened', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const adapter = mailServer(settings(port), { password: '' }, 200);
    await expect(adapter.send(parcel('clerk@office.example'), opened)).rejects.toMatchObject({ kind: 'timedOut' });
    await expect(adapter.send(parcel('clerk@office.example'), [])).rejects.toMatchObject({ kind: 'privateAddress' });
    await new Promise<void>((resolve) => silent.close(() => resolve()));
  });
});
