import type { MemberTitleId } from '@xieli/codes';
import type { Random } from './random.ts';

/** 单位及职务 that go with a sector, without the place that stands before them. */
const BY_SECTOR: Readonly<Record<string, readonly string[]>> = {
  中国共产党: ['发展和改革局副局长', '司法局副局长', '档案馆馆长', '信访局副局长', '委党校副校长'],
  共青团: ['青少年活动中心主任', '团校教师', '青年志愿者协会秘书长'],
  青联: ['青年创业园负责人', '青年联合会副主席', '软件企业负责人'],
  总工会: ['机械制造企业车间主任', '工人文化宫主任', '职工服务中心主任'],
  妇联: ['妇女儿童活动中心主任', '家政服务企业负责人', '幼儿园园长'],
  工商联: ['食品加工企业负责人', '物流企业负责人', '商会副会长', '纺织企业负责人'],
  科协: ['科技馆馆长', '农村专业技术协会理事长', '气象学会理事长'],
  台联: ['台胞联谊会副会长', '台资企业副总经理'],
  侨联: ['归国华侨联合会副主席', '侨资企业负责人', '留学人员创业园工程师'],
  文化艺术界: ['文化馆副馆长', '戏曲团演员', '美术馆馆员', '作家协会副主席'],
  科学技术界: ['水利勘测设计院工程师', '材料研究所研究员', '信息中心高级工程师'],
  社会科学界: ['地方志办公室编审', '社会科学院研究员', '律师协会副会长'],
  经济界: ['商业银行行长', '中小企业服务中心主任', '会计师事务所合伙人', '园区管理委员会副主任'],
  农业界: ['农业技术推广站高级农艺师', '茶业合作社理事长', '种子站站长', '家庭农场主'],
  教育界: ['第二中学教师', '职业技术学院副教授', '小学校长', '教研室主任'],
  体育界: ['少年体育学校教练', '体育馆馆长'],
  新闻出版界: ['融媒体中心编辑', '新华书店经理', '日报社记者'],
  医药卫生界: ['第一人民医院主任医师', '妇幼保健院护士长', '中医院药剂师', '疾病预防控制中心主任'],
  对外友好界: ['外事服务中心主任', '职业技术学院外语教师'],
  社会福利和社会保障界: ['残疾人康复中心主任', '养老服务中心主任', '社区居民委员会主任'],
  少数民族界: ['民族小学教师', '民族文化传习所所长'],
  宗教界: ['道教协会会长', '佛教协会副会长', '基督教协会会长'],
};

const ELSEWHERE = [
  ...['第三中学教师', '第二人民医院副主任医师', '建筑设计院工程师', '图书馆馆员', '生态环境监测站工程师'],
  ...['律师事务所律师', '职业技术学院讲师', '园林设计公司负责人', '地震监测站站长', '交通运输局高级工程师'],
] as const;

const LEADERS: Partial<Record<MemberTitleId, string>> = {
  chair: '政协主席',
  viceChair: '政协副主席',
  secretaryGeneral: '政协秘书长',
};

/** Where the holder of a seat works: in the body itself if a leader, else somewhere that fits the sector. */
export function drawWorkplace(place: string, title: MemberTitleId, sector: string, random: Random): string {
  const drawn = random.pick(BY_SECTOR[sector] ?? ELSEWHERE);
  return place + (LEADERS[title] ?? drawn);
}
