import type { PostKindId } from '@xieli/codes';
import { demoSeed, generateCity } from '../city.ts';
import { addDays, addMonths, endOfMonth, parseDate } from '../dates.ts';
import type { City } from '../model.ts';
import type { RenderedTaskTable, TaskTableRow } from './model.ts';

const TITLE = '市政协党的建设重点任务分解表';

export const taskTableColumns = [
  ...(['序号', '重点任务', '具体措施', '责任领导', '牵头单位', '配合单位'] as const),
  ...(['责任人', '完成时限', '进展', '完成情况', '备注'] as const),
] as const satisfies readonly (keyof TaskTableRow)[];

interface RowPlan {
  theme: string;
  measure: string;
  /** Names of organisations as people in the city body write them; several are several leads. */
  leads: readonly string[];
  supporters?: readonly string[];
  /** Post in the first lead whose holder is 责任人; without it the cell stays empty and the liaison takes the task. */
  responsible?: PostKindId;
  due: string;
  progress?: string;
  done?: boolean;
  remark?: string;
}

const MEMBERSHIP = '织密组织体系';
const STUDY = '深化理论学习';
const FUSION = '推动党建与履职融合';
const BRAND = '培育党建品牌';
const DUTY = '压实工作责任';

function rowPlans(anchor: string): RowPlan[] {
  const monthEnd = (monthsLater: number) => monthWords(endOfMonth(anchor, monthsLater));
  return [
    {
      theme: STUDY,
      measure: '编印人民政协理论学习要点，发至每名党员委员',
      leads: ['文化文史和学习委员会'],
      supporters: ['市政协办公室'],
      responsible: 'committeeDirector',
      due: monthEnd(-2),
      progress: '学习要点已印发',
      done: true,
    },
    {
      theme: STUDY,
      measure: '举办党员委员读书分享会2期',
      leads: ['文化文史和学习委员会党支部'],
      supporters: ['机关第一党支部', '机关第二党支部'],
      responsible: 'branchSecretary',
      due: monthEnd(0),
      progress: '已举办1期',
    },
    {
      theme: STUDY,
      measure: '每季度开展1次机关党员集中学习',
      leads: ['市政协机关党委'],
      responsible: 'officePartyCommitteeSecretary',
      due: '每季度',
      remark: '年底前核对学习记录',
    },
    {
      theme: MEMBERSHIP,
      measure: '逐人核对党员委员编入支部情况，更新名册',
      leads: ['委员工作委员会'],
      supporters: ['市委组织部', '市委统战部'],
      responsible: 'committeeDirector',
      due: monthEnd(-1),
      progress: '已核对市级委员名册，县级名册正在汇总',
    },
    {
      theme: MEMBERSHIP,
      measure: '修订专委会党支部工作规则，明确活动次数和记录要求',
      leads: ['市政协机关党组'],
      supporters: ['市直机关工委'],
      responsible: 'partyGroupSecretary',
      due: monthEnd(1),
    },
    {
      theme: MEMBERSHIP,
      measure: '建立党员委员联系党外委员名单并公布联系方式',
      leads: ['委员工作委员会党支部'],
      supporters: ['民革市委会', '民盟市委会', '市工商联'],
      responsible: 'branchSecretary',
      due: monthEnd(2),
    },
    {
      theme: FUSION,
      measure: '在重点提案督办中组建党员委员与党外委员共同参加的督办小组',
      leads: ['提案委员会'],
      supporters: ['提案委员会党支部'],
      responsible: 'committeeDirector',
      due: monthEnd(1),
      progress: '已确定5件重点提案',
    },
    {
      theme: FUSION,
      measure: '组织委员企业结对帮扶，帮助解决用工难题不少于10件',
      leads: ['经济委员会', '农业和农村委员会'],
      supporters: ['市工商联', '市总工会'],
      responsible: 'committeeDirector',
      due: monthEnd(2),
    },
    {
      theme: FUSION,
      measure: '开展水源地保护民主监督，形成监督报告1份',
      leads: ['人口资源环境委员会'],
      supporters: ['市科协'],
      responsible: 'committeeDirector',
      due: monthEnd(0),
      progress: '已完成实地察看',
    },
    {
      theme: BRAND,
      measure: '确定“健康乡村行”党建品牌方案并开展首次义诊',
      leads: ['教科卫体委员会党支部'],
      supporters: ['农工党市委会', '九三学社市委会'],
      responsible: 'branchSecretary',
      due: monthEnd(1),
    },
    {
      theme: BRAND,
      measure: '设立法律服务委员工作室，每月安排1次值班',
      leads: ['社会法制委员会'],
      responsible: 'committeeDirector',
      due: monthEnd(3),
    },
    {
      theme: BRAND,
      measure: '建好侨界委员之家，制定场所使用办法',
      leads: ['民族宗教和港澳台侨委员会'],
      supporters: ['市政协办公室'],
      due: monthEnd(2),
      remark: '责任人待定',
    },
    {
      theme: DUTY,
      measure: '印发年度党建责任清单并组织签订',
      leads: ['市政协办公室'],
      supporters: ['市政协机关党组'],
      responsible: 'officeDirector',
      due: dayWords(addDays(addMonths(anchor, -1), 5)),
      progress: '清单已印发，尚有2个支部未签',
    },
    {
      theme: DUTY,
      measure: '组织机关党支部书记和专委会党支部书记书面述职',
      leads: ['市政协机关党组'],
      supporters: ['市政协机关党委'],
      responsible: 'partyGroupSecretary',
      due: monthEnd(2),
    },
  ];
}

function monthWords(date: string): string {
  const { year, month } = parseDate(date);
  return `${year}年${month}月底前`;
}

function dayWords(date: string): string {
  const { year, month, day } = parseDate(date);
  return `${year}年${month}月${day}日前`;
}

/** Look-ups among the organisations of the city body and the people who hold posts in them. */
function createDirectory(city: City) {
  const inCityBody = new Set(
    city.organisations.filter((entry) => entry.bodyId === city.tenant.bodyId).map((entry) => entry.id),
  );
  const idByName = new Map(
    city.names
      .filter((entry) => inCityBody.has(entry.organisationId))
      .map((entry) => [entry.name, entry.organisationId]),
  );
  const nameOfPerson = new Map(city.people.map((person) => [person.id, person.name]));

  function organisation(name: string): string {
    const id = idByName.get(name);
    if (id === undefined) throw new Error(`The city has no organisation called ${name}`);
    return id;
  }

  function holder(post: PostKindId, organisationId: string): string {
    const held = city.posts.find((entry) => entry.post === post && entry.organisationId === organisationId);
    const name = nameOfPerson.get(held?.personId ?? '');
    if (name === undefined) throw new Error(`Nobody is ${post} there`);
    return name;
  }

  return { organisation, holder };
}

/**
 * The fictional 任务分解表, issued a month before the anchor: its leads are organisations and its 责任人 people of the
 * generated city. Throws a RangeError when the anchor is no date.
 */
export function renderTaskTable(
  anchor: string,
  city: City = generateCity({ seed: demoSeed, anchor }),
): RenderedTaskTable {
  const directory = createDirectory(city);
  const viceLeader = directory.holder('deputyPartyGroupSecretary', directory.organisation('市政协党组'));
  const secretaryGeneral = directory.holder('secretaryGeneral', city.tenant.bodyId);

  const rows = rowPlans(anchor).map((plan, index): TaskTableRow => {
    const leadIds = plan.leads.map(directory.organisation);
    for (const supporter of plan.supporters ?? []) directory.organisation(supporter);
    return {
      序号: String(index + 1),
      重点任务: plan.theme,
      具体措施: plan.measure,
      责任领导: plan.theme === DUTY || plan.theme === STUDY ? secretaryGeneral : viceLeader,
      牵头单位: plan.leads.join('、'),
      配合单位: (plan.supporters ?? []).join('、'),
      责任人: plan.responsible === undefined ? '' : namesOf(plan.responsible, leadIds),
      完成时限: plan.due,
      进展: plan.progress ?? '',
      完成情况: completion(plan),
      备注: plan.remark ?? '',
    };
  });
  return { title: TITLE, issuer: '云汀市政协办公室', date: addMonths(anchor, -1), columns: taskTableColumns, rows };

  function namesOf(post: PostKindId, leadIds: readonly string[]): string {
    return leadIds.map((id) => directory.holder(post, id)).join('、');
  }
}

function completion(plan: RowPlan): string {
  if (plan.done === true) return '已完成';
  return plan.progress === undefined ? '未启动' : '正在推进';
}
