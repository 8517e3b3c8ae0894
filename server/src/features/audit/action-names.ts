import type { RouteKey } from '../../platform/http/contract.ts';
import type { FeatureRoutes } from '../../platform/http/pipeline.ts';
import type { Sentence } from '../../platform/locale/messages.ts';
import type { ActionNames } from './sentences.ts';

/** Acts of the program itself, which no contract names. */
const ownActs: Record<string, Sentence> = {
  'demo.found': { zh: '建立演示城市', en: 'Made the demo city' },
  'demo.complete': { zh: '演示城市建立完成', en: 'The demo city is complete' },
  'installation.firstRun': { zh: '首次安装', en: 'First run of the installation' },
  'command.importTasks': { zh: '用命令导入任务分解表', en: 'Imported a task table by a command' },
  'command.resetSecondFactor': { zh: '用命令重置动态验证码', en: 'Took the codes of an account away by a command' },
  'command.restore': {
    zh: '恢复备份，结束全部登录和邀请',
    en: 'Restored a backup, and ended all sessions and invitations',
  },
  'command.giveAdministrator': {
    zh: '用命令恢复管理员并发放首次密码',
    en: 'Gave an administrator’s role back, with a first password, by a command',
  },
  'file.store': { zh: '存入文件', en: 'Stored a file' },
  'reminders.remind': { zh: '自动提醒和提级', en: 'Reminded and escalated by itself' },
  'reminders.digest': { zh: '汇总提醒', en: 'Gathered notices into digests' },
  'webhooks.follow': { zh: '推送事件', en: 'Told programs outside' },
  'deliveries.send': { zh: '发送消息', en: 'Sent a message' },
  'demo.clock': { zh: '拨动演示时钟', en: 'Moved the demo clock' },
};

/** Names acts by the summaries of the contracts. */
export function actionNamesOf(features: readonly Pick<FeatureRoutes, 'contract'>[]): ActionNames {
  const names = new Map<string, Sentence>(Object.entries(ownActs));
  for (const { contract } of features) {
    for (const key of Object.keys(contract) as RouteKey[])
      names.set(key, contract[key]?.summary ?? { zh: key, en: key });
  }
  return (action, language) => {
    const name = names.get(action);
    if (!name) return action;
    return language === 'en' ? name.en : name.zh;
  };
}

/** The keys of the acts whose name in either language holds the text. */
export function actionsNamed(features: readonly Pick<FeatureRoutes, 'contract'>[], text: string): string[] {
  const wanted = text.trim().toLowerCase();
  const named = [
    ...Object.entries(ownActs),
    ...features.flatMap(({ contract }) =>
      (Object.keys(contract) as RouteKey[]).map((key): [string, Sentence] => [
        key,
        contract[key]?.summary ?? { zh: key, en: key },
      ]),
    ),
  ];
  return named
    .filter(([key, { zh, en }]) => key === text || zh.includes(wanted) || en.toLowerCase().includes(wanted))
    .map(([key]) => key);
}
