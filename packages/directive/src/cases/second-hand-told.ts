import type { SentenceCase } from './sentence-case.ts';

/** What is only told, of the same hand. */
export const SECOND_HAND_TOLD: SentenceCase[] = [
  {
    about: 'principle',
    sentence: '不是所有活动都要签到留痕，关键看委员有没有真正参与。',
    actions: [],
  },
  {
    about: 'praise',
    sentence: '该县政协三年来没有一份提案因办理不力被退回，不得不说难能可贵。',
    actions: [],
  },
  {
    about: 'problem',
    sentence: '一些委员反映，会上不便讲、不能讲的话还比较多，影响了协商效果。',
    actions: [],
  },
  {
    about: 'suggestion',
    sentence: '各支部可结合行业特点，采用线上线下相结合的方式开展学习。',
    actions: [],
  },
  {
    about: 'suggestion',
    sentence: '条件成熟时，也可以邀请党外委员列席支部会议，听取他们的意见。',
    actions: [],
  },
  {
    about: 'praise',
    sentence: '这条建议被市里采纳，三条公交线路随之作了优化调整。',
    actions: [],
  },
  {
    about: 'suggestion',
    sentence: '委员可以通过履职平台提交书面意见，也可以当面向联络员反映。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '项目建成后，将极大改善片区群众的出行条件。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '督查组先后抽查了21个站点，发现并整改问题40余个。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '考核不是目的，督查也不是为了挑毛病，关键在于改进工作。',
    actions: [],
  },
  {
    about: 'praise',
    sentence: '考核结果显示，九个专委会全部达到优秀等次，群众测评满意度较高。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '——坚持党的领导。把党的领导贯穿协商履职各环节和全过程。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '只有把功夫下在平时，协商才能议到点子上、议出实效来。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '工作成效好不好，归根到底要看群众满意不满意。',
    actions: [],
  },
  {
    about: 'purpose',
    sentence: '为规范委员联络站的运行管理，根据上级有关规定，结合我市实际，制定本办法。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '开展这项活动，旨在让委员走进群众、让群众认识委员。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '机关增设了值班电话，以便群众随时反映诉求、了解办理进度。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '为更好适应新形势新任务的需要，现就加强联络工作有关事项通知如下。',
    actions: [],
  },
  {
    about: 'purpose',
    sentence: '为推动全市经济社会高质量发展贡献政协智慧和力量。',
    actions: [],
  },
  {
    about: 'purpose',
    sentence: '最终目的，是让每一份提案都有回音、每一条建议都有着落。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '此举旨在打通服务群众的最后一段路，确保委员声音直达决策层。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '这样做，就是要让党外委员真切感受到组织的温暖。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '为确保会议顺利召开，筹备组连日来反复推演流程。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '会议的主要目的，就是总结去年工作，查找差距不足，为下一阶段履职打好基础。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '从实际情况看，联络员队伍的专业能力还需要一个提高的过程。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '与会同志普遍反映，这份方案要求具体、要点突出、便于操作。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '上次主席会议形成的纪要共六条，摘要已刊登在内部简报上。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '只要方向对、路子正，就不怕起步晚。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '党建工作的首要原则是把牢政治方向，其核心要义是人民至上。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '要么不做，要做就做到群众心坎上，这是委员工作的一贯作风。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '有的支部活动要么流于形式，要么走马观花，党员参与热情不高。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '再过半个月就要召开全会，各界委员陆续启程赴会。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '老馆将要拆除的消息传出后，不少文史爱好者前来拍照留念。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '要看到，少数委员履职热情不高，个别界别活动还停留在纸面上。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '也要清醒地认识到，我们的调研深度与群众期待相比还有不小差距。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '要认识到，协商平台向基层延伸，是新时代赋予政协的一项重要使命。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '必须清醒看到，部分提案质量不高，同质化的问题仍未根本扭转。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '个别站点的服务还不能适应群众多样化需求，对来信来访反应迟缓。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '倡议一经发出，广大委员积极响应，三天内捐建图书角11个。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '面对突发汛情，驻村委员应对有序，应急物资供应充足。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '基层治理是我们必须答好的一道考题，也是必须扛起的一份责任。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '严守纪律是每名委员必须守住的底线。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '市政协率先在全省建立了委员履职积分制，探索出可推广的经验。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '近年来，各县区政协陆续制定过一批管理办法，有的已不再适用。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '上级领导去年在我市考察时指出，要让政协协商更接地气。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '早在五年前召开的座谈会上，老主席就强调，委员要常下基层、多交朋友。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '市委全会报告明确要求，政协要在凝聚共识上下更大功夫。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '中央有关文件指出，应当推动协商与基层治理相衔接。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '正如那位老委员所说：“必须先听懂群众的话，才能替群众说话。”',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '《委员履职手册（试行）》规定，委员每年应至少提交一件提案。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '上级在批复中强调，不得突破编制和经费限额，必须量力而行。',
    actions: [],
  },
];
