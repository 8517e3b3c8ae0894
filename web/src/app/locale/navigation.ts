import { texts } from './text.ts';

/** The words of the navigation, one per entry of routes.ts. */
export const navigationText = texts({
  'zh-CN': {
    home: '今天',
    tasks: '任务',
    directives: '部署文件',
    board: '总览',
    papers: '公文',
    organisations: '组织',
    people: '人员',
    accounts: '账号',
    invitations: '手机绑定',
    channels: '消息通道',
    grantRequests: '授权申请',
    signInRules: '登录要求',
    rights: '权限台账',
    audit: '审计',
    feedback: '意见反馈',
  },
  en: {
    home: 'Today',
    tasks: 'Tasks',
    directives: 'Documents',
    board: 'Board',
    papers: 'Papers',
    organisations: 'Organisations',
    people: 'People',
    accounts: 'Accounts',
    invitations: 'Phones',
    channels: 'Channels',
    grantRequests: 'Requests',
    signInRules: 'Sign-in',
    rights: 'Rights',
    audit: 'Audit',
    feedback: 'Feedback',
  },
});
