import { messages } from '../../platform/locale/messages.ts';

/** What the feature refuses, warns of and tells, in both languages. */
export const say = messages('tasks', {
  notFound: {
    zh: '没有找到这项任务，可能已被撤回或不在您的查看范围内',
    en: 'This task was not found; it may be withdrawn or out of your reach',
  },
  directiveNotFound: {
    zh: '没有找到这份文件，或它还没有确认',
    en: 'This document was not found, or it is not confirmed yet',
  },
  changedMeanwhile: {
    zh: '这项任务刚被他人处理，请查看最新情况后再操作',
    en: 'Someone else has just dealt with this task; look at it again first',
  },
  notInThisState: { zh: '任务“{state}”，不能再这样办理', en: 'The task is “{stateEn}”; this cannot be done now' },
  sameOrganisation: { zh: '这项任务本来就由该单位承办', en: 'This organisation has the task already' },
  noDueToExtend: { zh: '任务没有完成时限，无需申请延期', en: 'The task has no due day, so there is nothing to extend' },
  withdrawalNeedsAccountable: {
    zh: '这项任务还没有责任人：请先在“调整任务”中指定，再撤回',
    en: 'Nobody is accountable for this task yet: name somebody by amending it, then withdraw it',
  },
  extensionOnce: {
    zh: '每项任务只能申请一次延期，已申请过',
    en: 'An extension can be asked for once, and it has been',
  },
  extensionNotLater: { zh: '新的时限应晚于现在的时限', en: 'The new due day has to be later than the present one' },
  noExtensionAsked: { zh: '没有待审批的延期申请', en: 'There is no extension to decide' },
  alreadyEscalated: { zh: '这项任务已经提级督办', en: 'This task is escalated already' },
  verifierIsAccountable: {
    zh: '您是这项任务的责任人，应由他人核验',
    en: 'You are accountable for this task; someone else has to verify it',
  },
  verifierDidIt: {
    zh: '您提交或代录过这项任务，应由他人核验',
    en: 'You submitted or entered part of this task; someone else has to verify it',
  },
  findingMissing: { zh: '请写明对这一项的核验结论', en: 'Write what you found on this very item' },
  guidanceMissing: {
    zh: '请选择一条指导记录，或写明为何无需指导',
    en: 'Choose a record of guidance, or say why none was needed',
  },
  guidanceOfAnotherTask: { zh: '所选的指导记录不属于这项任务', en: 'The chosen guidance does not belong to this task' },
  standardMissing: { zh: '请写明对照标准的核查情况', en: 'Write how the standard was met' },
  valuesMissing: {
    zh: '请填写 {count} 项量化指标的核查数值',
    en: 'Enter the value found for each of the {count} quantities',
  },
  valueNotReached: {
    zh: '核查数值 {value} 未达到要求（{wanted}），不能销号，可退回',
    en: 'The value {value} does not reach what is asked ({wanted}); it cannot be closed, but returned',
  },
  hardNeedsEvidence: {
    zh: '硬任务至少要有一份有效佐证才能销号',
    en: 'A hard task needs at least one piece of evidence that is not withdrawn',
  },
  demandedEvidence: {
    zh: '按“{decidedBy}”，须有{kind}佐证才能销号',
    en: '“{decidedBy}” demands {kindEn} before this can be closed',
  },
  dayInFuture: { zh: '发生日期不能晚于今天（{today}）', en: 'The day it happened cannot lie after today ({today})' },
  dayBeforeDispatch: {
    zh: '发生日期不能早于下发日期（{day}）',
    en: 'The day it happened cannot lie before the dispatch ({day})',
  },
  evidenceUnknown: {
    zh: '没有找到所选的佐证，或它已撤回',
    en: 'The chosen evidence was not found, or it is withdrawn',
  },
  evidenceLinked: { zh: '这份佐证已经关联到本任务', en: 'This evidence is linked to the task already' },
  evidenceNotLinked: { zh: '这份佐证没有关联到本任务', en: 'This evidence is not linked to the task' },
  evidenceOfOther: {
    zh: '这份佐证不在您的查看范围内，不能关联',
    en: 'This evidence is out of your reach and cannot be linked',
  },
  nothingAmended: { zh: '没有任何改动', en: 'Nothing would change' },
  personNotOfOrganisation: {
    zh: '所选人员今天不属于承办单位或其所在机构，请另选',
    en: 'The chosen person does not belong to the organisation or its body today; choose another',
  },
  organisationGone: {
    zh: '该单位今天不存在，请另选单位',
    en: 'This organisation does not exist today; choose another',
  },
  supporterIsLead: { zh: '牵头单位不能同时是配合单位', en: 'The lead cannot also be a supporter' },
  nobodyAccountable: {
    zh: '该单位及其所在机构都没有联络员，请先指定责任人',
    en: 'Neither the organisation nor its body has a liaison; name an accountable person',
  },
  nothingToFollow: {
    zh: '新版文件不再有这一项要求，不能改按新版；请保持不变或撤回任务',
    en: 'The new version does not ask this any more, so there is nothing to follow; keep the task as it is or withdraw it',
  },
  nothingToRecheck: { zh: '要求没有新的修订，无需处理', en: 'The requirement has no newer revision' },
  noDifference: {
    zh: '责任对象没有变化，无需处理',
    en: 'The organisation still answers the query; there is nothing to decide',
  },
  notTheFounding: {
    zh: '所选单位的设立不能证明这项任务已完成',
    en: 'The founding of this organisation does not fulfil the task',
  },
  badCursor: {
    zh: '翻页位置有误，请从第一页重新查看',
    en: 'The place in the list is not right; begin again at the first page',
  },
  noRight: { zh: '您没有“{permission}”的权限', en: 'You do not have the right “{permissionEn}”' },
  onlyLead: {
    zh: '这一步由牵头单位办理，配合单位可以报送配合情况',
    en: 'This is for the lead organisation; a supporter can report its part',
  },
  onlySupporters: {
    zh: '这一步由配合单位办理，牵头单位请报送进展',
    en: 'This is for a supporter; the lead organisation reports progress',
  },
  nothingToAcknowledge: { zh: '这一批中没有待签收的任务', en: 'Nothing of this dispatch waits to be acknowledged' },
  planChanged: {
    zh: '预览之后情况有变化，请核对变化后重新下发',
    en: 'Something changed since the preview; look at the changes and dispatch again',
  },
  planBlocked: { zh: '还有 {count} 处问题没有解决，不能下发', en: '{count} things stand in the way of the dispatch' },
  planEmpty: { zh: '没有可下发的任务', en: 'There is nothing to dispatch' },
  blockOwnerUnresolved: {
    zh: '“{words}”没有对应到单位，请选择责任单位或注明不下发的原因',
    en: '“{words}” means no organisation yet; choose one or say why nothing is dispatched',
  },
  blockOwnerMissing: {
    zh: '没有责任单位，请选择或注明不下发的原因',
    en: 'No organisation is responsible; choose one or say why nothing is dispatched',
  },
  blockDissolved: { zh: '{name}已撤销，请改选单位或排除', en: '{name} is dissolved; choose another or leave it out' },
  blockSupporterDissolved: { zh: '配合单位{name}已撤销，请移除', en: 'The supporter {name} is dissolved; remove it' },
  blockNobodyAccountable: {
    zh: '{name}及其所在机构没有联络员，请指定责任人',
    en: '{name} and its body have no liaison; name an accountable person',
  },
  blockAccountableLeft: {
    zh: '所选责任人今天已不在{name}或其所在机构，请另选',
    en: 'The chosen person no longer belongs to {name} or its body; choose another',
  },
  foundingSource: { zh: '组织登记：{name}于{day}设立', en: 'Register of organisations: {name} was founded on {day}' },
  foundingTitle: { zh: '设立{name}', en: 'Founding of {name}' },
});

/** What the timeline says of each act: a title, and where the act carries one, a line below it. */
export const tell = messages('tasks.timeline', {
  draft: { zh: '拟定任务', en: 'Drafted' },
  dispatch: { zh: '下发', en: 'Dispatched' },
  acknowledge: { zh: '签收', en: 'Acknowledged' },
  progress: { zh: '报送进展', en: 'Progress' },
  submit: { zh: '提交核验', en: 'Submitted for verification' },
  return: { zh: '退回', en: 'Returned' },
  close: { zh: '销号', en: 'Closed out' },
  withdraw: { zh: '撤回任务', en: 'Withdrawn' },
  amend: { zh: '调整任务', en: 'Amended' },
  reassign: { zh: '改派', en: 'Reassigned' },
  askExtension: { zh: '申请延期', en: 'Extension asked' },
  grantExtension: { zh: '同意延期', en: 'Extension granted' },
  refuseExtension: { zh: '不同意延期', en: 'Extension refused' },
  giveGuidance: { zh: '指导', en: 'Guidance' },
  escalate: { zh: '提级督办', en: 'Escalated' },
  linkEvidence: { zh: '关联佐证', en: 'Evidence linked' },
  withdrawEvidence: { zh: '取消关联佐证', en: 'Evidence unlinked' },
  note: { zh: '配合情况', en: 'Report of a supporter' },
  keep: { zh: '保持不变', en: 'Kept as it is' },
  due: { zh: '时限由{before}调整为{after}', en: 'due day from {before} to {after}' },
  standard: { zh: '标准由“{before}”调整为“{after}”', en: 'standard from “{before}” to “{after}”' },
  action: { zh: '内容由“{before}”调整为“{after}”', en: 'action from “{before}” to “{after}”' },
  quantities: { zh: '量化要求由“{before}”调整为“{after}”', en: 'quantities from “{before}” to “{after}”' },
  hardness: { zh: '任务性质由{before}调整为{after}', en: 'kind from {before} to {after}' },
  supervisionMode: { zh: '督办方式由{before}调整为{after}', en: 'supervision from {before} to {after}' },
  supervisionObject: { zh: '督办对象由{before}调整为{after}', en: 'object of supervision from {before} to {after}' },
  evidenceExpected: {
    zh: '可用的佐证由“{before}”调整为“{after}”',
    en: 'expected evidence from “{before}” to “{after}”',
  },
  evidenceDemand: { zh: '必须提供的佐证由{before}调整为{after}', en: 'demanded evidence from {before} to {after}' },
  askedOwners: {
    zh: '新版的责任单位由“{before}”改为“{after}”，本任务的承办单位和配合单位未变，需要时请改派',
    en: 'the new version names “{after}” instead of “{before}”; lead and supporters of this task are the same, reassign it where needed',
  },
  askedRecurrence: {
    zh: '新版的频次由“{before}”改为“{after}”，本任务仍是这一次',
    en: 'the new version asks “{after}” instead of “{before}”; this task is still this one time',
  },
  accountable: { zh: '责任人由{before}调整为{after}', en: 'accountable person from {before} to {after}' },
  leader: { zh: '责任领导由{before}调整为{after}', en: 'leader from {before} to {after}' },
  supporters: { zh: '配合单位由{before}调整为{after}', en: 'supporters from {before} to {after}' },
  revision: { zh: '改按要求的第 {after} 版办理', en: 'follows revision {after} of the requirement' },
  lead: { zh: '承办单位由{before}改为{after}', en: 'from {before} to {after}' },
  wanted: { zh: '申请延至{day}', en: 'asked for {day}' },
  guided: { zh: '已指导', en: 'guided' },
  notGuided: { zh: '无需指导：{why}', en: 'no guidance needed: {why}' },
  met: { zh: '对照标准：{met}', en: 'standard: {met}' },
  values: { zh: '核查数值：{values}', en: 'values found: {values}' },
  found: { zh: '核验结论：{finding}', en: 'finding: {finding}' },
  dueOn: { zh: '时限{day}', en: 'due {day}' },
  noDue: { zh: '未定时限', en: 'no due day' },
  nobody: { zh: '无', en: 'none' },
  partlyOnBehalf: { zh: '含代录', en: 'partly entered on behalf' },
});

/** The reminder for a chat group (复制催办文字): polite, with names, dates and links. */
export const remind = messages('tasks.reminder', {
  greeting: { zh: '各位同志好：', en: 'Good day,' },
  opening: {
    zh: '《{title}》部署的以下事项仍在办理中，烦请关注进度：',
    en: 'these items of “{title}” are still open; a look at them would be kind:',
  },
  organisation: { zh: '{organisation}（责任人：{person}）', en: '{organisation} (accountable: {person})' },
  itemLate: {
    zh: '{index}. {action}，时限{due}，已超过 {count} 天',
    en: '{index}. {action}, due {due}, {count} days ago',
  },
  itemDue: { zh: '{index}. {action}，时限{due}', en: '{index}. {action}, due {due}' },
  itemUndated: { zh: '{index}. {action}', en: '{index}. {action}' },
  link: { zh: '办理：{link}', en: 'Open: {link}' },
  closing: {
    zh: '已办结的请随手提交；有困难请告知，可申请延期。谢谢！',
    en: 'If something is done, please submit it; if there is a difficulty, tell us or ask for an extension. Thank you.',
  },
  nothing: { zh: '《{title}》部署的事项目前没有需要催办的。', en: 'Nothing of “{title}” needs a reminder now.' },
});
