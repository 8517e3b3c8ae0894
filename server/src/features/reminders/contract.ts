import { z } from 'zod';
import {
  contract,
  dataNumber,
  day,
  id,
  instant,
  largestStored,
  moment,
  pageOf,
  role,
} from '../../platform/http/contract.ts';

export const rungs = z.enum(['due30', 'due7', 'due1', 'overdue', 'unacknowledged']);

export const remindersContract = contract({
  'GET /api/notices': {
    permission: 'signedIn',
    summary: { zh: '我的提醒', en: 'My notices' },
    query: z.object({ cursor: z.string().max(200).optional() }),
    response: pageOf(
      z.object({
        id,
        rung: rungs,
        because: z.enum(['own', 'escalated']),
        taskId: id,
        action: z.string(),
        organisationName: z.string(),
        dueOn: day.nullable(),
        /** Whether somebody still has something to do about it. */
        open: z.boolean(),
        arrivedAt: instant,
        read: z.boolean(),
      }),
    ),
  },
  'GET /api/notices/unread': {
    permission: 'signedIn',
    summary: { zh: '未读提醒数', en: 'How many of my notices are unread' },
    response: z.object({
      unread: dataNumber('a mark on the way to the reader’s own notices, which opens them'),
    }),
  },
  'GET /api/notices/ladder': {
    permission: 'signedIn',
    summary: { zh: '提醒规则', en: 'When the program reminds by itself, and whom' },
    response: z.object({
      steps: z.array(
        z.object({
          rung: rungs,
          when: z.enum(['beforeDue', 'overdue', 'unacknowledged']),
          days: dataNumber('a rule: days before the due day, or working days of waiting').nullable(),
          escalates: z.boolean(),
        }),
      ),
      /** States of a task in which it is reminded of, in words. */
      states: z.array(z.string()),
      /** Roles that are told beside the accountable person. */
      reporting: z.array(role),
      /** Roles to which a task goes up. */
      escalating: z.array(role),
      /** Hours of the day between which people are reminded. */
      wakesAt: dataNumber('a setting: hour of the day'),
      sleepsAt: dataNumber('a setting: hour of the day'),
    }),
  },
  'GET /api/notices/preferences': {
    permission: 'signedIn',
    summary: { zh: '我的提醒方式', en: 'How I am told' },
    response: z.object({
      /** The reader's own address; nobody else is shown it. */
      mailAddress: z.string().nullable(),
      bySms: z.boolean(),
      /** Masked; null where none is on file. */
      phone: z.string().nullable(),
      /** What this installation can send over at present. */
      offered: z.array(z.enum(['mail', 'sms'])),
      version: dataNumber('optimistic lock'),
    }),
  },
  'POST /api/notices/preferences': {
    permission: 'signedIn',
    summary: { zh: '修改我的提醒方式', en: 'Change how I am told' },
    body: z.object({
      /** 0 while nothing was chosen. */
      seenVersion: z
        .int()
        .min(0)
        .max(largestStored - 1),
      mailAddress: z.email().max(254).nullable(),
      bySms: z.boolean(),
      language: z.enum(['zh-CN', 'en']),
    }),
    response: z.object({ version: dataNumber('optimistic lock') }),
  },
  'POST /api/notices/:noticeId/read': {
    permission: 'signedIn',
    summary: { zh: '标为已读', en: 'Mark a notice as read' },
    params: z.object({ noticeId: id }),
    response: z.object({ id }),
  },
  'POST /api/notices/read-all': {
    permission: 'signedIn',
    summary: { zh: '全部标为已读', en: 'Mark all my notices as read' },
    body: z.object({
      /** The newest that the reader has seen; what came later stays unread. */
      until: moment,
    }),
    response: z.object({ until: instant }),
  },
});
