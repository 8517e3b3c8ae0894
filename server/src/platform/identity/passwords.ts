import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { type Message, messages } from '../locale/messages.ts';

const say = messages('password', {
  tooShort: { zh: '密码至少 {count} 个字符', en: 'A password has at least {count} characters' },
  tooLong: { zh: '密码最多 {count} 个字符', en: 'A password has at most {count} characters' },
  holdsName: { zh: '密码不能包含用户名', en: 'A password must not contain the user name' },
  common: {
    zh: '这个密码太常见，很容易被猜中，请换一个',
    en: 'This password is too common and soon guessed; choose another',
  },
});

const shortest = 10;
const longest = 200;

/** argon2id with the parameters that OWASP names first: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Stems that people pad to the required length; a password made of one and digits or signs is refused. */
const commonStems = [
  ...[
    'password',
    'passw0rd',
    'qwerty',
    'qwertyuiop',
    'qwer',
    'asdf',
    'asdfghjkl',
    'zxcvbnm',
    'abc',
    'abcd',
    'abcdef',
    'abcdefg',
  ],
  ...[
    'admin',
    'administrator',
    'root',
    'user',
    'test',
    'guest',
    'welcome',
    'letmein',
    'iloveyou',
    'woaini',
    'zhongguo',
  ],
  ...['zhengxie', 'dangzu', 'dangjian', 'xieli', 'bangong', 'mima', 'qq', 'wx', 'a', 'aa', 'aaa', 'q', 'qaz', 'qazwsx'],
];
const padding = '[\\d!@#$%^&*()_+.,?~-]';
const common = new RegExp(`^${padding}*(?:${commonStems.join('|')})?${padding}*$`);
const keyboardRow = /^(?:1qaz2wsx|qwertyuiop|asdfghjkl|zxcvbnm|1q2w3e4r)+\w{0,4}$/;

/** As typed on any keyboard: full-width letters of a Chinese input method count as the plain ones. */
export function normalPassword(text: string): string {
  return text.normalize('NFKC');
}

/** As stored and compared. */
export function normalUsername(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Why a person may not choose this password; null when he may. */
export function passwordFault(password: string, username: string): Message | null {
  const normal = normalPassword(password);
  if ([...normal].length < shortest) return say.tooShort({ count: shortest });
  if (normal.length > longest) return say.tooLong({ count: longest });
  const lower = normal.toLowerCase();
  if (lower.includes(username.toLowerCase())) return say.holdsName();
  if (common.test(lower) || keyboardRow.test(lower) || new Set(lower).size <= 3) return say.common();
  return null;
}

export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), cost);
}

let nobody: Promise<string> | null = null;

/** Compares; without a stored hash it does the same work and answers no, so that time tells nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this password', cost);
  const right = await verify(stored ?? (await nobody), normalPassword(password));
  return stored !== null && right;
}

/** Read aloud or copied from paper once: no letter or digit that looks like another. */
const clearSigns = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password of four groups of four (79 bits), which has to be changed at the first sign-in. */
export function newFirstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => clearSigns[randomInt(clearSigns.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
