import { texts } from '../app/locale/text.ts';

/** How work stands to its due day; apart from the other shared words, since only pages of tasks say these. */
export const punctualityText = texts({
  'zh-CN': {
    submittedInTime: '按时提交',
    submittedLate: '逾期提交',
    doneInTime: '按时完成',
    doneLate: '逾期完成',
  },
  en: {
    submittedInTime: 'Submitted in time',
    submittedLate: 'Submitted late',
    doneInTime: 'Done in time',
    doneLate: 'Done late',
  },
});
