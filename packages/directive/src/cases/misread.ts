import type { SentenceCase } from './sentence-case.ts';

/** Sentences of the same hand that are still read otherwise than it would; some are a matter of taste. One that is read right is moved away. */
export const MISREAD: SentenceCase[] = [
  {
    about: 'prohibition',
    sentence: '委员撰写社情民意信息，严禁抄袭拼凑，不得一稿多投。',
    actions: ['严禁抄袭拼凑', '不得一稿多投'],
    owners: ['委员'],
  },
  {
    about: 'plan',
    sentence: '今年，我们计划开展6次专题调研，形成12篇社情民意专报。',
    actions: ['开展6次专题调研', '形成12篇社情民意专报'],
    due: ['2026-12-31', '2026-12-31'],
  },
  {
    about: 'falseFriend',
    sentence: '研究室要点面结合选取样本，每个县区不少于3个村。',
    actions: ['点面结合选取样本，每个县区不少于3个村'],
    owners: ['研究室'],
  },
  {
    about: 'falseFriend',
    sentence: '对长期闲置的活动室，要么调整用途，要么收回场地，由机关服务中心4月底前提出处置意见。',
    actions: ['调整用途', '收回场地', '4月底前提出处置意见'],
    due: [null, null, '2026-04-30'],
  },
  {
    about: 'falseFriend',
    sentence: '各级联络组要看到差距、补上短板，6月底前完成整改。',
    actions: ['看到差距、补上短板', '6月底前完成整改'],
    owners: ['各级联络组'],
    due: [null, '2026-06-30'],
  },
  {
    about: 'falseFriend',
    sentence: '各部门应急群众之所急，优先办理涉及供水供暖的提案。',
    actions: ['急群众之所急', '优先办理涉及供水供暖的提案'],
    owners: ['各部门'],
  },
  {
    about: 'praise',
    sentence: '委员们把提案写在田间地头，用脚步丈量民情，赢得了群众点赞。',
    actions: [],
  },
  {
    about: 'praise',
    sentence: '第三党支部积极探索、主动作为，走在了全市前列。',
    actions: [],
  },
  {
    about: 'directive',
    sentence: '信息中心配合提案委做好平台升级，6月15日前上线试运行。',
    actions: ['配合提案委做好平台升级', '6月15日前上线试运行'],
    owners: ['信息中心'],
    due: [null, '2026-06-15'],
  },
  {
    about: 'directive',
    sentence: '每个专委会至少打造一个协商品牌，做到“一委一品牌”。',
    actions: ['至少打造一个协商品牌'],
    owners: ['每个专委会'],
  },
  {
    about: 'directive',
    sentence: '调研报告不超过4000字，附件最多不超过3个。',
    actions: ['不超过4000字', '附件最多不超过3个'],
  },
  {
    about: 'directive',
    sentence: '实现党员委员联系界别群众全覆盖，今年覆盖面不低于70%。',
    actions: ['实现党员委员联系界别群众全覆盖', '今年覆盖面不低于70%'],
    due: [null, '2026-12-31'],
  },
  {
    about: 'directive',
    sentence: '各联络站工作人员不得少于2人，其中党员占比达到三分之一以上。',
    actions: ['不得少于2人', '占比达到三分之一以上'],
  },
  {
    about: 'plan',
    sentence: '全年拟培训联络员300人次以上，举办专题讲座不少于8场。',
    actions: ['培训联络员300人次以上', '举办专题讲座不少于8场'],
    due: ['2026-12-31', '2026-12-31'],
  },
  {
    about: 'directive',
    sentence: '请各联络组对照名单逐一核实委员通讯地址，如有变动以书面形式报机关党委。',
    actions: ['对照名单逐一核实委员通讯地址', '如有变动以书面形式报机关党委'],
    owners: ['各联络组'],
  },
  {
    about: 'suggestion',
    sentence: '不妨从身边的小事议起，先易后难逐步拓展。',
    actions: ['从身边的小事议起', '先易后难逐步拓展'],
  },
  {
    about: 'plan',
    sentence: '经费缺口部分，机关将在下一年度预算中统筹解决。',
    actions: ['在下一年度预算中统筹解决'],
    owners: ['机关'],
    due: ['2027-12-31'],
  },
  {
    about: 'principle',
    sentence: '坚持问题导向，群众关心什么就协商什么，什么问题突出就议什么。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '每名新任委员必须参加一次履职培训，提交一篇学习体会。',
    actions: ['参加一次履职培训', '提交一篇学习体会'],
    owners: ['每名新任委员'],
  },
  {
    about: 'directive',
    sentence: '主席在总结时强调，本次会议议定的事项必须逐件交办、逐件销号。',
    actions: ['逐件交办、逐件销号'],
  },
  {
    about: 'directive',
    sentence: '9月下旬，召开界别工作交流会，邀请外地专家授课。',
    actions: ['召开界别工作交流会', '邀请外地专家授课'],
    due: ['2026-09-30', '2026-09-30'],
  },
];
