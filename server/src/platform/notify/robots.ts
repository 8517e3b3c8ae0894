import { createHmac } from 'node:crypto';
import { type Adapter, asText, type OutgoingMessage, type SecretOf } from './channel.ts';
import { DeliveryFailure } from './failure.ts';
import { post } from './http-post.ts';
import type { Networks } from './networks.ts';

/** Robots answer 200 and say in the body whether they took it. */
async function postToRobot(url: string, body: object, opened: Networks): Promise<void> {
  const { text } = await post(url, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    opened,
  });
  const { code, said } = verdictOf(text);
  if (code !== 0) throw new DeliveryFailure('rejected', `${code} ${said}`);
}

function verdictOf(text: string): { code: unknown; said: unknown } {
  try {
    const answer = JSON.parse(text) as Record<string, unknown>;
    return { code: answer.errcode ?? answer.code ?? answer.StatusCode, said: answer.errmsg ?? answer.msg ?? '' };
  } catch {
    // Not the answer of a robot: the address leads elsewhere, and what it says is shown.
    return { code: 'not JSON', said: text };
  }
}

/** Signs that Markdown would take for its own mean themselves. */
const plain = (text: string) => text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');

function markdownOf({ title, lines, link, language }: OutgoingMessage): string {
  const open = language === 'en' ? 'Open Xieli' : '打开协力';
  return [`**${plain(title)}**`, ...lines.map(plain), ...(link === null ? [] : [`[${open}](${link})`])].join('\n\n');
}

/** A group robot of 企业微信: its address is its key. */
export function wecomRobot({ url }: SecretOf<'wecom'>): Adapter {
  return {
    send: ({ message }, opened) =>
      postToRobot(url, { msgtype: 'markdown', markdown: { content: markdownOf(message) } }, opened),
  };
}

/** A group robot of 钉钉 with 加签: HMAC-SHA256 over the milliseconds and the key, in the address. */
export function dingtalkRobot({ url, signingKey }: SecretOf<'dingtalk'>, now: () => number = Date.now): Adapter {
  return {
    send({ message }, opened) {
      const timestamp = String(now());
      const signedUrl = new URL(url);
      signedUrl.searchParams.set('timestamp', timestamp);
      signedUrl.searchParams.set(
        'sign',
        createHmac('sha256', signingKey).update(`${timestamp}\n${signingKey}`).digest('base64'),
      );
      const markdown = { title: message.title, text: markdownOf(message) };
      return postToRobot(signedUrl.href, { msgtype: 'markdown', markdown }, opened);
    },
  };
}

/** A group robot of 飞书 with 签名校验: seconds and key are the key of an HMAC over nothing, in the body. */
export function feishuRobot({ url, signingKey }: SecretOf<'feishu'>, now: () => number = Date.now): Adapter {
  return {
    send({ message }, opened) {
      const timestamp = String(Math.floor(now() / 1000));
      const sign = createHmac('sha256', `${timestamp}\n${signingKey}`).digest('base64');
      return postToRobot(url, { timestamp, sign, msg_type: 'text', content: { text: asText(message) } }, opened);
    },
  };
}
