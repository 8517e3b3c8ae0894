import { type Permission, permissions, type Role, roles } from '../../platform/access/permissions.ts';
import { canonical } from '../../platform/audit/canonical.ts';
import type { Language, Sentence } from '../../platform/locale/messages.ts';

/** What the notes of an act are called. A note without a name here is shown under its key: nothing is kept back. */
const noteNames: Record<string, Sentence> = {
  aboutTaskId: { zh: '所涉任务', en: 'About task' },
  accountId: { zh: '账号编号', en: 'Account id' },
  directiveId: { zh: '文件', en: 'Directive' },
  expiresAt: { zh: '有效期至', en: 'Valid until' },
  failures: { zh: '连续失败次数', en: 'Failures in a row' },
  file: { zh: '文件指纹', en: 'File' },
  filter: { zh: '筛选', en: 'Filter' },
  issuer: { zh: '身份提供方', en: 'Identity provider' },
  kind: { zh: '登录方式', en: 'Signed in by' },
  ledger: { zh: '台账', en: 'Ledger' },
  locks: { zh: '暂停登录', en: 'Paused' },
  number: { zh: '发文字号', en: 'Number' },
  params: { zh: '对象', en: 'Of' },
  permission: { zh: '缺少权限', en: 'Missing right' },
  reason: { zh: '原因', en: 'Reason' },
  required: { zh: '须启用动态验证码', en: 'Second factor demanded' },
  role: { zh: '角色', en: 'Role' },
  tasks: { zh: '任务数', en: 'Tasks' },
  username: { zh: '账号', en: 'Account' },
};

const valueNames: Record<string, Sentence> = {
  browser: { zh: '浏览器', en: 'browser' },
  device: { zh: '已绑定的手机', en: 'bound phone' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  unknownName: { zh: '没有此用户名', en: 'no such user name' },
  unknownIdentity: { zh: '单点登录身份未关联账号', en: 'identity linked to no account' },
  wrongCode: { zh: '动态验证码不正确或已用过', en: 'wrong or used code' },
  wrongPassword: { zh: '密码不正确', en: 'wrong password' },
  closed: { zh: '账号已停用', en: 'account closed' },
  locked: { zh: '账号暂停登录', en: 'account paused' },
};

/** The notes of an entry as names and values in words; an empty one is left out. */
export function noteLines(details: unknown, language: Language): { name: string; value: string }[] {
  return Object.entries((details ?? {}) as Record<string, unknown>).flatMap(([key, value]) => {
    const text = valueText(key, value, language);
    return text === '' ? [] : [{ name: inLanguage(noteNames[key], language) ?? key, value: text }];
  });
}

function valueText(key: string, value: unknown, language: Language): string {
  if (value === null) return '';
  if (typeof value === 'object') {
    const plain = Object.values(value).every((member) => typeof member === 'string');
    return plain ? Object.values(value).join('、') : canonical(value);
  }
  const text = String(value);
  const named =
    key === 'permission' ? permissions[text as Permission] : key === 'role' ? roles[text as Role] : valueNames[text];
  return inLanguage(named, language) ?? text;
}

function inLanguage(sentence: Sentence | undefined, language: Language): string | null {
  if (!sentence) return null;
  return language === 'en' ? sentence.en : sentence.zh;
}
