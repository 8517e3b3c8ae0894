/** Places and offices of the fictional city. None of the names is that of a real city, county or town. */

export interface CommitteeSeat {
  /** Latin word for user names and ids on screen addresses. */
  slug: string;
  name: string;
  shortName: string;
  english: string;
}

export interface Place {
  level: 'city' | 'county';
  slug: string;
  /** With its ending: 云汀市, 砚湖区. */
  name: string;
  english: string;
  /** 市, 区, 县: how its offices are called inside it. */
  ending: '市' | '区' | '县';
  committees: readonly CommitteeSeat[];
  /** How its committees have Party branches: one each, some shared, or none at all yet. */
  branches: 'each' | 'joint' | 'none';
}

const PROPOSALS = { slug: 'proposals', name: '提案委员会', shortName: '提案委', english: 'Proposals' };
const ECONOMY = { slug: 'economy', name: '经济委员会', shortName: '经济委', english: 'Economy' };
const AGRICULTURE = { slug: 'agriculture', name: '农业和农村委员会', shortName: '农业农村委', english: 'Agriculture' };
const ENVIRONMENT = { slug: 'environment', name: '人口资源环境委员会', shortName: '人资环委', english: 'Environment' };
const EDUCATION = {
  slug: 'education',
  name: '教科卫体委员会',
  shortName: '教科卫体委',
  english: 'Education and health',
};
const LAW = { slug: 'law', name: '社会法制委员会', shortName: '社法委', english: 'Society and law' };
const CULTURE = {
  slug: 'culture',
  name: '文化文史和学习委员会',
  shortName: '文史学习委',
  english: 'Culture and study',
};
const FRIENDSHIP = {
  slug: 'friendship',
  name: '民族宗教和港澳台侨委员会',
  shortName: '民宗侨委',
  english: 'Ethnic affairs and overseas friendship',
};
const MEMBERS = { slug: 'members', name: '委员工作委员会', shortName: '委员工作委', english: "Members' affairs" };

export const cityPlace: Place = {
  level: 'city',
  slug: 'yunting',
  name: '云汀市',
  english: 'Yunting City',
  ending: '市',
  committees: [PROPOSALS, ECONOMY, AGRICULTURE, ENVIRONMENT, EDUCATION, LAW, CULTURE, FRIENDSHIP, MEMBERS],
  branches: 'each',
};

/** Nine counties, districts and county-level cities; four of them have no committee branch yet (domain.md B5). */
export const countyPlaces: readonly Place[] = [
  {
    level: 'county',
    slug: 'yanhu',
    name: '砚湖区',
    english: 'Yanhu District',
    ending: '区',
    committees: [PROPOSALS, ECONOMY, EDUCATION, LAW, CULTURE, MEMBERS],
    branches: 'each',
  },
  {
    level: 'county',
    slug: 'tingsong',
    name: '听松区',
    english: 'Tingsong District',
    ending: '区',
    committees: [PROPOSALS, ECONOMY, EDUCATION, LAW, MEMBERS],
    branches: 'each',
  },
  {
    level: 'county',
    slug: 'wuzhu',
    name: '梧渚市',
    english: 'Wuzhu City (county level)',
    ending: '市',
    committees: [PROPOSALS, ECONOMY, AGRICULTURE, EDUCATION, CULTURE],
    branches: 'joint',
  },
  {
    level: 'county',
    slug: 'weichuan',
    name: '苇川县',
    english: 'Weichuan County',
    ending: '县',
    committees: [PROPOSALS, ECONOMY, AGRICULTURE, CULTURE],
    branches: 'each',
  },
  {
    level: 'county',
    slug: 'suiling',
    name: '穗岭县',
    english: 'Suiling County',
    ending: '县',
    committees: [PROPOSALS, AGRICULTURE, ENVIRONMENT, EDUCATION, CULTURE],
    branches: 'each',
  },
  {
    level: 'county',
    slug: 'fengyu',
    name: '枫屿县',
    english: 'Fengyu County',
    ending: '县',
    committees: [PROPOSALS, ECONOMY, AGRICULTURE, CULTURE],
    branches: 'none',
  },
  {
    level: 'county',
    slug: 'xuepu',
    name: '雪浦县',
    english: 'Xuepu County',
    ending: '县',
    committees: [PROPOSALS, ECONOMY, AGRICULTURE, EDUCATION, CULTURE],
    branches: 'none',
  },
  {
    level: 'county',
    slug: 'zhuyin',
    name: '竹隐县',
    english: 'Zhuyin County',
    ending: '县',
    committees: [PROPOSALS, AGRICULTURE, ENVIRONMENT, CULTURE],
    branches: 'none',
  },
  {
    level: 'county',
    slug: 'qingya',
    name: '晴崖县',
    english: 'Qingya County',
    ending: '县',
    committees: [PROPOSALS, ECONOMY, AGRICULTURE, LAW],
    branches: 'none',
  },
];

/** Departments that help to build the Party organisations of the city body (domain.md A9). */
export const coordinatingDepartments = [
  { name: '云汀市纪委监委', aliases: ['市纪委监委'] },
  { name: '中共云汀市委组织部', aliases: ['市委组织部'] },
  { name: '中共云汀市委宣传部', aliases: ['市委宣传部'] },
  { name: '中共云汀市委统战部', aliases: ['市委统战部'] },
  { name: '中共云汀市直属机关工作委员会', aliases: ['市直机关工委', '市直属机关工委'] },
] as const;

/** Parties and mass organisations that take part in the city body, and the committee that contacts each (domain.md B1). */
export const participatingUnits = [
  { name: '民革云汀市委员会', aliases: ['民革市委会'], contact: 'law' },
  { name: '民盟云汀市委员会', aliases: ['民盟市委会'], contact: 'education' },
  { name: '民建云汀市委员会', aliases: ['民建市委会'], contact: 'economy' },
  { name: '民进云汀市委员会', aliases: ['民进市委会'], contact: 'culture' },
  { name: '农工党云汀市委员会', aliases: ['农工党市委会'], contact: 'education' },
  { name: '致公党云汀市委员会', aliases: ['致公党市委会'], contact: 'friendship' },
  { name: '九三学社云汀市委员会', aliases: ['九三学社市委会'], contact: 'environment' },
  { name: '云汀市工商业联合会', aliases: ['市工商联'], contact: 'economy' },
  { name: '云汀市总工会', aliases: ['市总工会'], contact: 'law' },
  { name: '共青团云汀市委员会', aliases: ['团市委'], contact: 'members' },
  { name: '云汀市妇女联合会', aliases: ['市妇联'], contact: 'law' },
  { name: '云汀市科学技术协会', aliases: ['市科协'], contact: 'agriculture' },
] as const;
