import type { CellKind, CellValues, emptyValues } from './cells.ts';

export interface Column {
  title: string;
  /** Name of its value in a draft. */
  field: string;
  kind: CellKind;
  /** Whether each row needs it, none does, or what else the row says decides. */
  need: 'always' | 'byRow' | 'never';
}

export interface Template {
  /** Name in Chinese, as screens show it. */
  name: string;
  columns: readonly Column[];
  /** Fields that tell a new row from a changed one; a key twice is reported at the first. */
  key: readonly string[];
  /** Fields of a name and of the number beside it. */
  persons: readonly (readonly [name: string, mobile: string])[];
  /** First and last day or moment, and whatever else is not before the first. */
  spans: readonly (readonly [start: string, end: string])[];
}

/** The seven fixed templates (measures.md 2), in the order in which they are imported. */
export const templates = {
  organisations: {
    name: '组织名册',
    columns: [
      { title: '组织名称', field: 'name', kind: 'name', need: 'always' },
      { title: '别名', field: 'aliases', kind: 'words', need: 'never' },
      { title: '组织类型', field: 'kind', kind: 'organisationKind', need: 'always' },
      { title: '政协机构', field: 'body', kind: 'name', need: 'byRow' },
      { title: '指导机构', field: 'guidedBy', kind: 'name', need: 'never' },
      { title: '依托组织', field: 'attachedTo', kind: 'names', need: 'never' },
      { title: '设立日期', field: 'from', kind: 'startDay', need: 'always' },
      { title: '撤销日期', field: 'to', kind: 'endDay', need: 'never' },
      { title: '届满日期', field: 'termEnds', kind: 'endDay', need: 'never' },
      { title: '批准文件', field: 'approval', kind: 'text', need: 'never' },
      { title: '备注', field: 'remark', kind: 'text', need: 'never' },
    ],
    key: ['name', 'body'],
    persons: [],
    spans: [
      ['from', 'to'],
      ['from', 'termEnds'],
    ],
  },
  roster: {
    name: '委员花名册',
    columns: [
      { title: '姓名', field: 'name', kind: 'person', need: 'always' },
      { title: '手机号', field: 'mobile', kind: 'mobile', need: 'always' },
      { title: '性别', field: 'sex', kind: 'sex', need: 'never' },
      { title: '民族', field: 'ethnicGroup', kind: 'ethnicGroup', need: 'never' },
      { title: '出生日期', field: 'birth', kind: 'birth', need: 'never' },
      { title: '单位及职务', field: 'employment', kind: 'text', need: 'never' },
      { title: '界别', field: 'sector', kind: 'text', need: 'never' },
      { title: '政治面貌', field: 'affiliations', kind: 'affiliations', need: 'always' },
      { title: '政协机构', field: 'body', kind: 'name', need: 'always' },
      { title: '届次', field: 'term', kind: 'term', need: 'byRow' },
      { title: '专委会', field: 'committee', kind: 'name', need: 'never' },
      { title: '政协职务', field: 'title', kind: 'memberTitle', need: 'never' },
      { title: '组织关系所在支部', field: 'homeBranch', kind: 'name', need: 'never' },
      { title: '功能型党支部', field: 'functionalBranches', kind: 'names', need: 'never' },
      { title: '状态', field: 'status', kind: 'status', need: 'always' },
      { title: '起始日期', field: 'from', kind: 'startDay', need: 'always' },
      { title: '终止日期', field: 'to', kind: 'endDay', need: 'byRow' },
      { title: '备注', field: 'remark', kind: 'text', need: 'never' },
    ],
    key: ['mobile', 'body', 'term', 'from', 'status'],
    persons: [['name', 'mobile']],
    spans: [['from', 'to']],
  },
  posts: {
    name: '任职名册',
    columns: [
      { title: '政协机构', field: 'body', kind: 'name', need: 'always' },
      { title: '组织名称', field: 'organisation', kind: 'name', need: 'always' },
      { title: '姓名', field: 'name', kind: 'person', need: 'always' },
      { title: '手机号', field: 'mobile', kind: 'mobile', need: 'always' },
      { title: '职务', field: 'post', kind: 'post', need: 'always' },
      { title: '起始日期', field: 'from', kind: 'startDay', need: 'always' },
      { title: '终止日期', field: 'to', kind: 'endDay', need: 'never' },
    ],
    key: ['mobile', 'body', 'organisation', 'post', 'from'],
    persons: [['name', 'mobile']],
    spans: [['from', 'to']],
  },
  contacts: {
    name: '党员委员联系党外委员名单',
    columns: [
      { title: '党员委员', field: 'contactName', kind: 'person', need: 'always' },
      { title: '党员委员手机号', field: 'contactMobile', kind: 'mobile', need: 'always' },
      { title: '联系对象', field: 'objectName', kind: 'person', need: 'always' },
      { title: '联系对象手机号', field: 'objectMobile', kind: 'mobile', need: 'always' },
      { title: '政协机构', field: 'body', kind: 'name', need: 'always' },
      { title: '起始日期', field: 'from', kind: 'startDay', need: 'always' },
      { title: '终止日期', field: 'to', kind: 'endDay', need: 'never' },
    ],
    key: ['contactMobile', 'objectMobile', 'body', 'from'],
    persons: [
      ['contactName', 'contactMobile'],
      ['objectName', 'objectMobile'],
    ],
    spans: [['from', 'to']],
  },
  'contact-log': {
    name: '联系记录',
    columns: [
      { title: '党员委员手机号', field: 'contactMobile', kind: 'mobile', need: 'always' },
      { title: '联系对象手机号', field: 'objectMobile', kind: 'mobile', need: 'always' },
      { title: '日期', field: 'day', kind: 'day', need: 'always' },
      { title: '方式', field: 'means', kind: 'contactMeans', need: 'never' },
      { title: '内容', field: 'content', kind: 'text', need: 'never' },
    ],
    key: ['contactMobile', 'objectMobile', 'day', 'means'],
    persons: [],
    spans: [],
  },
  activities: {
    name: '活动',
    columns: [
      { title: '政协机构', field: 'body', kind: 'name', need: 'always' },
      { title: '活动编号', field: 'number', kind: 'name', need: 'always' },
      { title: '活动名称', field: 'name', kind: 'text', need: 'always' },
      { title: '主办组织', field: 'host', kind: 'name', need: 'always' },
      { title: '合办组织', field: 'coHosts', kind: 'names', need: 'never' },
      { title: '类型', field: 'types', kind: 'activityTypes', need: 'always' },
      { title: '开始时间', field: 'startsAt', kind: 'moment', need: 'always' },
      { title: '结束时间', field: 'endsAt', kind: 'moment', need: 'never' },
      { title: '登记时间', field: 'enteredAt', kind: 'moment', need: 'always' },
      { title: '应到', field: 'expected', kind: 'whole', need: 'byRow' },
      { title: '实到', field: 'present', kind: 'whole', need: 'byRow' },
      { title: '请假', field: 'onLeave', kind: 'whole', need: 'byRow' },
      { title: '履职方式', field: 'dutyForms', kind: 'dutyForms', need: 'never' },
      { title: '四大职能', field: 'functionTypes', kind: 'functionTypes', need: 'never' },
      { title: '中心工作', field: 'topics', kind: 'words', need: 'never' },
      { title: '开放活动', field: 'isOpen', kind: 'yesNo', need: 'never' },
      { title: '地点', field: 'place', kind: 'text', need: 'never' },
      { title: '主持人', field: 'chair', kind: 'text', need: 'never' },
      { title: '记录人', field: 'recorder', kind: 'text', need: 'never' },
      { title: '主要内容', field: 'content', kind: 'text', need: 'never' },
    ],
    key: ['number', 'body'],
    persons: [],
    spans: [['startsAt', 'endsAt']],
  },
  attendance: {
    name: '签到名单',
    columns: [
      { title: '政协机构', field: 'body', kind: 'name', need: 'always' },
      { title: '活动编号', field: 'activity', kind: 'name', need: 'always' },
      { title: '姓名', field: 'name', kind: 'person', need: 'always' },
      { title: '手机号', field: 'mobile', kind: 'mobile', need: 'never' },
      { title: '出席情况', field: 'presence', kind: 'presence', need: 'always' },
      { title: '签到时间', field: 'signedAt', kind: 'moment', need: 'never' },
      { title: '备注', field: 'remark', kind: 'text', need: 'never' },
    ],
    key: ['mobile', 'activity', 'body'],
    persons: [['name', 'mobile']],
    spans: [],
  },
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof templates;

export const templateIds = Object.keys(templates) as TemplateId[];

type ColumnOf<Id extends TemplateId> = (typeof templates)[Id]['columns'][number];
export type Field<Id extends TemplateId> = ColumnOf<Id>['field'];

type ValueOf<C> = C extends { kind: infer Kind extends CellKind; need: infer Need }
  ? Kind extends keyof typeof emptyValues
    ? CellValues[Kind]
    : Need extends 'always'
      ? CellValues[Kind]
      : CellValues[Kind] | null
  : never;

/** The values of a row by field; null = an empty cell. The 政协机构 of a 政协委员会, which is itself, is null. */
export type RowValues<Id extends TemplateId> = {
  [F in Field<Id>]: ValueOf<Extract<ColumnOf<Id>, { field: F }>>;
};

/** A row that holds no error of its own. */
export type Draft<Id extends TemplateId> = RowValues<Id> & {
  /** Number of the row in the sheet. */
  row: number;
  /** The cells as written, for what is found about them later. */
  raw: Readonly<Record<Field<Id>, string>>;
};
