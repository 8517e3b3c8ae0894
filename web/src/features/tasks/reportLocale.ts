import { texts } from '../../app/locale/text.ts';

/** The words of the sheets of the county, which the list of tasks does not need. */
export const reportText = texts({
  'zh-CN': {
    'report.text': '情况说明',
    'report.textHint': '写一两句即可',
    'report.asEvidence': '以上说明同时作为佐证',
    'report.photos': '照片或文件（可不附）',
    'report.taken': '没有网络也可以发送，恢复后自动送达。',
    'report.number': '文号（可不填）',
    'report.restored': '已恢复上次填写的文字。照片和文件请重新添加。',
    'extension.wanted': '申请延至',
    'extension.tooEarly': '应晚于现在的时限，最早可选{day}。',
    'extension.reason': '理由',
    'extension.once': '每项任务只能申请一次，由办公室审批，原定时限会保留。',
  },
  en: {
    'report.text': 'What happened',
    'report.textHint': 'A sentence or two will do',
    'report.asEvidence': 'These words are evidence too',
    'report.photos': 'Photos or files (optional)',
    'report.taken': 'You can send without a connection; it is delivered when the line returns.',
    'report.number': 'Document number (optional)',
    'report.restored': 'These are your words of last time. Please add photos and files again.',
    'extension.wanted': 'Wanted due day',
    'extension.tooEarly': 'It has to lie after the due day: {day} at the earliest.',
    'extension.reason': 'Reason',
    'extension.once': 'Once for each task; the office decides and the first due day stays visible.',
  },
});
