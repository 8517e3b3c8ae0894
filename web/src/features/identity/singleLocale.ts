import { texts } from '../../app/locale/text.ts';

/** The words of single sign-on: the provider's answer, and what is linked. */
export const singleText = texts({
  'zh-CN': {
    title: '单点登录',
    lead: '把您在{name}的身份关联到这个账号，以后可以用它登录，不必再记本系统的密码。',
    noProvider: '本系统没有配置单点登录。',
    none: '还没有关联的身份。',
    linked: '{when}关联',
    link: '关联我的身份',
    unlink: '取消关联',
    unlinkText: '以后不能再用这个身份登录，须用用户名和密码。可以重新关联。',
    back: '我的',
    checking: '正在核对身份……',
    answerTitle: '单点登录',
    toSignIn: '返回登录页',
    toIdentities: '返回单点登录设置',
  },
  en: {
    title: 'Single sign-on',
    lead: 'Link your identity at {name} to this account; then it signs you in, without a password of this system.',
    noProvider: 'Single sign-on is not set up here.',
    none: 'No identity is linked.',
    linked: 'linked {when}',
    link: 'Link my identity',
    unlink: 'Unlink',
    unlinkText: 'This identity then signs in no more; user name and password do. It can be linked again.',
    back: 'My account',
    checking: 'Checking who it is…',
    answerTitle: 'Single sign-on',
    toSignIn: 'Back to sign-in',
    toIdentities: 'Back to single sign-on',
  },
});
