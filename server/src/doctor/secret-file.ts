import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { messages } from '../platform/locale/messages.ts';
import { loadSecrets, SecretsUnusable } from '../secrets.ts';
import { caution, type Finding, ill, well } from './finding.ts';

const say = messages('doctor.secrets', {
  fine: { zh: '密钥文件完好，其他用户不能读取', en: 'The secret file is whole and closed to others' },
  unusable: { zh: '密钥文件不能使用：{why}', en: 'The secret file cannot be used: {why}' },
  mend: {
    zh: '按上面的提示处理；没有原来的密钥，电话等加密内容无法读出',
    en: 'Do as it says; without the original keys, phone numbers and other encrypted content cannot be read',
  },
  lost: { zh: '已有数据，但密钥文件 {file} 不见了', en: 'There is data, but the secret file {file} is missing' },
  restoreIt: {
    zh: '请先从保管处恢复密钥文件再启动；现在启动会另造一套密钥，原来的加密内容将读不出来',
    en: 'Put it back from where it is kept before the next start; a start now makes other keys, and what was encrypted stays unreadable',
  },
  none: { zh: '还没有密钥文件', en: 'There is no secret file yet' },
  willBeMade: { zh: '首次启动时会自动生成', en: 'The first start makes it' },
});

/** Whether the keys are there and closed. Makes none: a doctor who made new keys would hide that the old ones are gone. */
export function lookAtSecrets(file: string, dataDir: string, external: boolean): Finding {
  if (!existsSync(file))
    return holdsData(dataDir, external)
      ? ill('secrets', say.lost({ file }), say.restoreIt())
      : caution('secrets', say.none(), say.willBeMade());
  try {
    loadSecrets(file);
    return well('secrets', say.fine());
  } catch (error) {
    if (error instanceof SecretsUnusable) return ill('secrets', say.unusable({ why: error.message }), say.mend());
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return ill('secrets', say.unusable({ why: message }), say.mend());
  }
}

function holdsData(dataDir: string, external: boolean): boolean {
  if (existsSync(path.join(dataDir, 'postgres'))) return true;
  return external && existsSync(path.join(dataDir, 'files')) && readdirSync(path.join(dataDir, 'files')).length > 0;
}
