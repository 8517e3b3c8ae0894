import type { Sentence } from '../../platform/locale/messages.ts';

/** Where a person changes what a ledger says of a task, for every ledger that tells of tasks. */
export const wayToChange = {
  requirement: {
    zh: '取自文件的要求；在文件的审定页修改要求',
    en: 'Taken from the requirement; amend the requirement where the document is reviewed',
  },
  acts: {
    zh: '由办理动作得出，在任务页办理：签收、报送、提交、核验',
    en: 'Follows from what is done with the task, on its page: acknowledge, report, submit, verify',
  },
  due: { zh: '在任务页申请延期，或由办公室“调整任务”', en: 'Ask for an extension, or amend the task, on its page' },
  lead: { zh: '在任务页“改派”', en: 'Reassign the task on its page' },
  amending: { zh: '在任务页“调整任务”中更改', en: 'Amend the task on its page' },
} as const satisfies Record<string, Sentence>;
