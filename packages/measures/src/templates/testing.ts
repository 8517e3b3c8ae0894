import { type TemplateId, templates } from './definitions.ts';
import type { SheetRow } from './header.ts';
import type { Cell } from './outcome.ts';
import { readTemplate, type TemplateReading } from './read.ts';

type Cells = Readonly<Record<string, Cell>>;

/** A row of each template that holds no more than it needs. */
export const smallestRows = {
  organisations: { 组织名称: '提案委员会', 组织类型: '专门委员会', 政协机构: '澄岚市政协', 设立日期: '2022-01-20' },
  roster: {
    姓名: '沈亦舟',
    手机号: '13900000001',
    政治面貌: '中共党员',
    政协机构: '澄岚市政协',
    届次: '第五届',
    状态: '在任',
    起始日期: '2022-01-10',
  },
  posts: {
    政协机构: '澄岚市政协',
    组织名称: '提案委员会党支部',
    姓名: '沈亦舟',
    手机号: '13900000001',
    职务: '支部书记',
    起始日期: '2025-04-01',
  },
  contacts: {
    党员委员: '沈亦舟',
    党员委员手机号: '13900000001',
    联系对象: '江映雪',
    联系对象手机号: '13900000004',
    政协机构: '澄岚市政协',
    起始日期: '2025-07-01',
  },
  'contact-log': { 党员委员手机号: '13900000001', 联系对象手机号: '13900000004', 日期: '2025-08-03' },
  activities: {
    政协机构: '澄岚市政协',
    活动编号: '1',
    活动名称: '协商座谈',
    主办组织: '提案委员会',
    类型: '履职活动',
    开始时间: '2025-11-18 09:00',
    登记时间: '2025-11-20',
  },
  attendance: { 政协机构: '澄岚市政协', 活动编号: '1', 姓名: '沈亦舟', 出席情况: '出席' },
} as const satisfies Record<TemplateId, Cells>;

/** A sheet with the header of the template in row 1, and each row completed by the smallest one. */
export function sheetOf(id: TemplateId, rows: readonly Cells[]): SheetRow[] {
  const titles: string[] = templates[id].columns.map((column) => column.title);
  const complete = rows.map((row): Cell[] => {
    const cells: Cells = { ...smallestRows[id], ...row };
    return titles.map((title) => cells[title] ?? null);
  });
  return [titles, ...complete].map((cells, at) => ({ row: at + 1, cells }));
}

/** What reading such a sheet gives. */
export function readRows<Id extends TemplateId>(id: Id, rows: readonly Cells[]): TemplateReading<Id> {
  return readTemplate(id, sheetOf(id, rows));
}

/** The findings as short lines: `3 手机号 keyTwice`. */
export function briefly(findings: TemplateReading<TemplateId>['errors']): string[] {
  return findings.map(({ row, column, message }) => `${row} ${column} ${message.key}`);
}
