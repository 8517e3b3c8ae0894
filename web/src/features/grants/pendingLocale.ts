import { texts } from '../../app/locale/text.ts';

/** The words of a panel of the first page, which is loaded by everyone. */
export const pendingText = texts({
  'zh-CN': {
    pending: '待批准的授权',
    line: '{name}：{role}（{organisation}）',
  },
  en: {
    pending: 'Roles that wait for approval',
    line: '{name}: {role}, {organisation}',
  },
});
