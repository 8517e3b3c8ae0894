import { texts } from '../../app/locale/text.ts';

/** The words of the line that is on every page of a demo, and so in the first load of each. */
export const bannerText = texts({
  'zh-CN': {
    demo: '演示系统',
    fictional: '城市、单位、人员和文件均为虚构',
    businessDate: '业务日期 {date}',
    open: '换身份、推进日期',
    openShort: '换身份',
  },
  en: {
    demo: 'Demo',
    fictional: 'City, organisations, people and documents are fictional',
    businessDate: 'Business date {date}',
    open: 'Switch persona, move the date',
    openShort: 'Switch',
  },
});
