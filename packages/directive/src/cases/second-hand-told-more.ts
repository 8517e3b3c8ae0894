import type { SentenceCase } from './sentence-case.ts';

/** More of: What is only told, of the same hand. */
export const SECOND_HAND_TOLD_MORE: SentenceCase[] = [
  {
    about: 'attribution',
    sentence: '省政协主要领导多次要求，各级政协要把调研功夫下足。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '去年的工作报告提出，力争三年内建成覆盖城乡的协商网络。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '古人讲，知责于心、担责于身、履责于行，讲的就是这个道理。',
    actions: [],
  },
  {
    about: 'praise',
    sentence: '过去一年，界别工作亮点纷呈，涌现出一批叫得响的协商品牌。',
    actions: [],
  },
  {
    about: 'problem',
    sentence: '有的支部学习不经常，有的台账不规范，有的整改不到位。',
    actions: [],
  },
  {
    about: 'problem',
    sentence: '部分提案办理重答复、轻落实，群众获得感有待进一步增强。',
    actions: [],
  },
  {
    about: 'problem',
    sentence: '加强基层联络力量、完善激励机制等方面，仍存在不少薄弱环节。',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '同志们，让我们携起手来，奋力谱写政协事业发展的崭新篇章！',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '现在，请全体起立，奏唱国歌。请坐下。',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '下面，请大家以热烈的掌声欢迎委员代表上台发言。',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '借此机会，我代表市政协向默默奉献的联络员们致以崇高敬意！',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '祝大家工作顺利、身体健康，祝大会圆满成功！',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '请允许我代表与会同志，向长期关心支持政协工作的各界朋友表示衷心感谢。',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '我宣布，政协书画院成立大会现在开幕。',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '我们坚信，有市委的坚强领导，今年的目标任务一定要完成，也一定能够完成！',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '号角已经吹响，征途就在脚下，让我们为推动高质量发展不懈奋斗！',
    actions: [],
  },
  {
    about: 'ceremony',
    sentence: '最后，再次感谢承办单位的周到安排，确保了会议取得圆满成功。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '今年以来，市政协连续2年被评为先进，恰逢成立70周年。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '党员委员占委员总数的四成以上，共有26个支部、310名党员参加了活动。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '受场地所限，原有活动室不能容纳全体委员，去年已另行租用会议中心。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '有委员建议在老城区增设社区食堂，相关部门已着手研究论证。',
    actions: [],
  },
  {
    about: 'suggestion',
    sentence: '在不影响正常工作的前提下，经批准可以提前结束驻点。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '我市即将迎来建市四十周年，政协事业站在了新的起点上。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '市政协原计划去年年底举办书画展，后因场馆维修而推迟。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '协商民主的真谛，就在于有事好商量、众人的事情由众人商量。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '——坚持少而精。学习培训重在实效，宁缺毋滥，好中选优。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '实践告诉我们，制度的生命力在于执行，执行的关键在于领导带头。',
    actions: [],
  },
  {
    about: 'principle',
    sentence: '党建与履职一体两面，抓住了党建，就抓住了履职的根本。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '市政协是发展全过程人民民主的重要平台，界别是其重要特色。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '这次轮训的主要内容有三项，主要面向新任委员。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '做好界别工作，需要热心，需要耐心，更需要恒心。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '按照上级的要求，机关先期完成了人员调整和办公用房清理。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '翻阅历年会议纪要可以看到，这一议题前后讨论过五次。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '只要心里装着群众，办法总比困难多，这是老委员们的切身体会。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '协商的首要环节是选题，选题的要义在于贴近民生。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '人才、资金、场地三要素齐备，平台建设的基础条件已经成熟。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '议题、主体、程序是协商活动的三个要素，缺一不可。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '眼看新一届委员就要报到，接待站点的准备工作已全部就绪。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '即将要启用的新会场，可同时容纳六百人参会。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '老主席当年常讲，委员要清醒看到自己的责任，不辜负群众的期待。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '机构改革后，委员会职能作了相应调整，市场供应保障划归经济委联系。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '调研组就灾害应急、药品供应和老旧小区改造等问题与基层干部作了交流。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '群众的反应是最真实的评价，也是改进工作的重要参照。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '出席、签到、投票是选举中必须履行的三道程序，缺少任何一道均视为无效。',
    actions: [],
  },
  {
    about: 'falseFriend',
    sentence: '去年汛期，志愿服务队昼夜巡堤，确保了三处险段安然无恙。',
    actions: [],
  },
  {
    about: 'attribution',
    sentence: '前不久印发的指导意见要求，凡是新建小区都要预留议事场所。',
    actions: [],
  },
  {
    about: 'praise',
    sentence: '大家一致认为，联络站选址合理、制度健全、群众信得过。',
    actions: [],
  },
  {
    about: 'praise',
    sentence: '实践证明，市政协的做法是成功的，探索是有益的，值得充分肯定。',
    actions: [],
  },
  {
    about: 'problem',
    sentence: '个别单位主要负责同志重视不够，该办的不办，该报的不报。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '由委员自发组建的调解队，近两年来成功化解纠纷百余起。',
    actions: [],
  },
  {
    about: 'background',
    sentence: '第六届委员会第三次会议以来，共立案提案412件，办结率达到99%。',
    actions: [],
  },
];
