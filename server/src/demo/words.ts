/** What the people of the demo write. Every sentence is made up. */

const short = (action: string) => (action.length > 24 ? `${action.slice(0, 24)}…` : action);

export const progressWords: readonly ((action: string) => string)[] = [
  (action) => `已召开专题会研究“${short(action)}”，明确了分工和时间表`,
  (action) => `“${short(action)}”已完成初稿，正在征求各支部意见`,
  (action) => `围绕“${short(action)}”走访了三个界别小组，收集意见建议十一条`,
  () => '已与县委组织部门沟通，相关请示已报送，等待批复',
  () => '本月开展两次活动，党员委员参加情况已登记，资料正在整理',
];

export const submitWords: readonly ((action: string) => string)[] = [
  (action) => `“${short(action)}”已完成，有关文件已印发`,
  (action) => `“${short(action)}”已落实到位，活动记录和名单已归档`,
  () => '各项内容已全部完成，请予核验',
];

export const guidanceWords = [
  '到单位看了工作台账，建议把责任细化到人，补充两次活动记录',
  '电话指导：名单要与组织部门核对一致，批复文件请一并报送',
  '列席了专题会议，就制度衔接提了三条意见',
] as const;

export const returnWords = [
  '佐证只有计划没有结果，请补充活动开展后的记录',
  '名单与在册人数不一致，请核对后重新提交',
] as const;

export const closingWords = [
  '查阅了印发文件和活动记录，内容与要求一致，可以销号',
  '与经办同志当面核对，事项已办结，佐证真实完整',
  '抽查两个支部，落实情况与报送材料相符',
] as const;
