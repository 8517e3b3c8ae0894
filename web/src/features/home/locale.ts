import { texts } from '../../app/locale/text.ts';

/** The words of the first page. */
export const homeText = texts({
  'zh-CN': {
    today: '今天',
    greeting: '{name}，您好',
    date: '{date} {weekday}',
    go: '常用入口',
    nothing: '您的角色不承办任务',
    nothingText: '首页不列待办。您能查看和办理的内容，都在下面的入口和菜单里。',
  },
  en: {
    today: 'Today',
    greeting: 'Good day, {name}',
    date: '{weekday}, {date}',
    go: 'Where to',
    nothing: 'Your role has no tasks',
    nothingText: 'Nothing to do is listed here. What you may see and do is in the entries below and in the menu.',
  },
});
