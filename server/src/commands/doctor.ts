import { examine } from '../doctor/examine.ts';
import type { Finding, Subject, Verdict } from '../doctor/finding.ts';
import { type Language, type Sentence, speak } from '../platform/locale/messages.ts';
import { checkChains } from './chains.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

const subjectNames: Record<Subject, Sentence> = {
  settings: { zh: '设置', en: 'Settings' },
  disk: { zh: '磁盘', en: 'Disk' },
  permissions: { zh: '目录权限', en: 'Rights of the folder' },
  secrets: { zh: '密钥', en: 'Keys' },
  database: { zh: '数据库', en: 'Database' },
  clock: { zh: '时钟', en: 'Clock' },
  chain: { zh: '审计链', en: 'Audit chain' },
  certificate: { zh: '证书', en: 'Certificate' },
  fonts: { zh: '字体', en: 'Fonts' },
};

const marks: Record<Verdict, Sentence> = {
  well: { zh: '正常', en: 'well' },
  caution: { zh: '注意', en: 'caution' },
  ill: { zh: '故障', en: 'ILL' },
};

/** `xieli doctor`: looks at everything the installation stands on and says in plain words what is wrong. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  about: {
    zh: '检查磁盘、权限、密钥、数据库、时钟、审计链、证书和字体，用平常话说明问题和办法；有故障时退出码为 1',
    en: 'Looks at disk, rights, keys, database, clock, audit chain, certificate and fonts and says what to do; exits 1 when something is ill',
  },
  async run(words) {
    const { values, positionals } = readWords(words, { json: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError('doctor');
    const language = languageOfShell();
    const findings = await examine(process.env, () => checkChains('doctor'));
    process.stdout.write(values.json ? `${JSON.stringify(asData(findings, language))}\n` : asWords(findings, language));
    return findings.some(({ verdict }) => verdict === 'ill') ? 1 : 0;
  },
};

function asData(findings: readonly Finding[], language: Language) {
  return findings.map(({ subject, verdict, says, remedy }) => ({
    subject,
    verdict,
    says: speak(says, language),
    remedy: remedy && speak(remedy, language),
  }));
}

function asWords(findings: readonly Finding[], language: Language): string {
  const spoken = (sentence: Sentence) => (language === 'en' ? sentence.en : sentence.zh);
  const lines = findings.flatMap(({ subject, verdict, says, remedy }) => [
    `[${spoken(marks[verdict])}] ${spoken(subjectNames[subject])}: ${speak(says, language)}`,
    ...(remedy === null ? [] : [`       → ${speak(remedy, language)}`]),
  ]);
  return `${lines.join('\n')}\n`;
}
