import { texts } from './text.ts';

/** The words of the navigation, one per entry of routes.ts. */
export const navigationText = texts({
  'zh-CN': {
    home: '今天',
    directives: '部署文件',
    organisations: '组织',
    people: '人员',
  },
  en: {
    home: 'Today',
    directives: 'Documents',
    organisations: 'Organisations',
    people: 'People',
  },
});
