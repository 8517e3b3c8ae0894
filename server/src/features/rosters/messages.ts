import { messages } from '../../platform/locale/messages.ts';

/** What importing by the templates says about a row: what is wrong, and how to mend it (measures.md 2). */
export const say = messages('rosters', {
  bodyUnknown: {
    zh: '没有名为“{name}”的政协委员会；请先在组织名册中导入，或改为已有名称：{candidates}',
    en: 'There is no CPPCC body called “{name}”; import it by 组织名册 first, or write a name that is there: {candidates}',
  },
  organisationUnknown: {
    zh: '没有名为“{name}”的组织；请先在组织名册中导入，或改为已有名称：{candidates}',
    en: 'There is no organisation called “{name}”; import it by 组织名册 first, or write a name that is there: {candidates}',
  },
  organisationAmbiguous: {
    zh: '“{name}”可能是几个组织：{candidates}；请写成“政协机构/组织名称”',
    en: '“{name}” may be several organisations: {candidates}; write it as “body/organisation”',
  },
  organisationTwice: {
    zh: '“{name}”与第{other}行说的是同一个组织；请合并为一行',
    en: '“{name}” is the same organisation as in row {other}; put them into one row',
  },
  nameTaken: {
    zh: '名称或别名“{name}”已属于{other}；请删去或另写',
    en: 'The name or alias “{name}” belongs to {other}; take it out or write another',
  },
  wrongKind: {
    zh: '“{name}”是{kind}，此列只能填{wanted}',
    en: '“{name}” is of the kind {kind}; this column takes {wanted}',
  },
  beforeCommittee: {
    zh: '设立日期{day}早于所依托的“{name}”的设立日期{other}；请核对',
    en: 'It is set up on {day}, before “{name}” that it is attached to ({other}); check both',
  },
  guidanceCycle: {
    zh: '指导关系成了一个圈：{circle}；请改正其中一行的指导机构',
    en: 'The guidance runs in a circle: {circle}; mend the guiding body of one of these rows',
  },
  guidesItself: { zh: '一个机构不能指导自己；请清空或改正', en: 'A body cannot guide itself; clear or mend the cell' },
  kindChanged: {
    zh: '“{name}”登记为{kind}，其他组织属于它，不能改为别的类型；请核对组织类型',
    en: '“{name}” is on record as {kind}, to which others belong, and cannot be of another kind; check 组织类型',
  },
  personUnknown: {
    zh: '没有手机号为{mobile}的人；请先导入委员花名册或任职名册',
    en: 'Nobody has the number {mobile}; import the roster or the posts first',
  },
  otherName: {
    zh: '手机号{mobile}属于“{other}”，此行写的是“{name}”；请核对姓名或号码',
    en: 'The number {mobile} belongs to “{other}” and the row says “{name}”; check name or number',
  },
  overlapping: {
    zh: '{name}在{body}第{term}届已有{from}至{to}的记录，与此行重叠；请改正起止日期',
    en: '{name} has a row of {body}, term {term}, from {from} to {to}, which overlaps; mend the dates',
  },
  overlappingInFile: {
    zh: '与第{other}行的起止日期重叠（同一人、同一机构、同一届次）；请改正其中一行',
    en: 'The interval overlaps row {other} (same person, body and term); mend one of them',
  },
  twoBranches: {
    zh: '{name}编入{count}个功能型党支部；已接受，并列入例外清单',
    en: '{name} is in {count} functional branches; accepted, and listed as an exception',
  },
  afterDeath: {
    zh: '日期{day}晚于{name}去世日期{death}；已接受，不计入覆盖',
    en: '{day} lies after the death of {name} on {death}; accepted, and not counted',
  },
  postUnfit: {
    zh: '{organisation}（{kind}）不设“{post}”；请核对组织或职务',
    en: '{organisation} ({kind}) has no post “{post}”; check organisation or post',
  },
  liaisonTaken: {
    zh: '{organisation}在这段时间已有联络员；请改正起止日期',
    en: '{organisation} has a liaison in that time; mend the dates',
  },
  contactNoPartyMember: {
    zh: '{name}在此期间不是中共党员；已接受，此联系不计入覆盖',
    en: '{name} is no Party member in that time; accepted, and the link does not count',
  },
  entryWithoutLink: {
    zh: '{contact}与{object}在{day}没有联系关系；已接受，此次联系不计入覆盖',
    en: 'There is no link of {contact} and {object} on {day}; accepted, and the contact does not count',
  },
  hostNotThere: {
    zh: '{organisation}在{day}不存在；已接受，请核对日期或组织',
    en: '{organisation} does not exist on {day}; accepted: check day or organisation',
  },
  activityUnknown: {
    zh: '{body}没有编号为“{number}”的活动；请先导入活动',
    en: '{body} has no activity with the number “{number}”; import the activities first',
  },
  listContradicts: {
    zh: '名单上出席{listed}人，活动登记的实到为{present}人；已接受，请核对',
    en: 'The list has {listed} present and the activity says {present}; accepted: check them',
  },
  emptyFile: { zh: '文件是空的（0 字节）；请重新选择', en: 'The file is empty (0 bytes); choose it again' },
  notRows: {
    zh: '这不是 .xlsx 或 CSV 文件；请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”',
    en: 'This is neither .xlsx nor CSV; save it in Excel or WPS as an Excel workbook (.xlsx)',
  },
  damaged: { zh: '文件已损坏，无法读取；请另存后再导入', en: 'The file is damaged and cannot be read; save it anew' },
  encrypted: { zh: '文件设有密码；请取消密码后再导入', en: 'The file is protected by a password; remove it first' },
  macros: { zh: '文件含有宏；请另存为不含宏的 .xlsx', en: 'The file contains macros; save it as .xlsx without them' },
  tooHeavy: {
    zh: '文件展开后过大；请另存为 CSV 后再导入',
    en: 'The file unpacks to too much; save it as CSV and import that',
  },
  encoding: {
    zh: '认不出文件的编码；请另存为 UTF-8 的 CSV，或 .xlsx',
    en: 'The encoding of the file is not recognised; save it as CSV in UTF-8, or as .xlsx',
  },
});
