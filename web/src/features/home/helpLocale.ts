import { texts } from '../../app/locale/text.ts';

/** Questions and answers; loaded with the page that tells them. */
export const helpText = texts({
  'zh-CN': {
    help: '使用帮助',
    helpLead: '先看与您有关的几条。其他问题请用页面底部的“意见反馈”告诉办公室。',
    'offline.q': '没有网络时能填报吗？',
    'offline.a':
      '能。填报的文字和附件会先存在本机，页面顶部显示“尚未送达”的项数，联网后自动发送。三种状态分别是：等待发送（只在本机）、已发出（还没有回执）、已送达（服务器已确认）。重复点按或重复发送，只登记一次。',
    'figure.q': '页面上的数字从哪里来？',
    'figure.a':
      '每个数字都可以点开，看到它由哪些记录算出、截至哪一天、分子分母各是多少；每条记录都能再打开。没有数据时显示“无数据”，不会显示为 0。',
    'large.q': '字太小怎么办？',
    'large.a': '点页面顶部的“大字版”。文字和按钮都会放大，并重新排版；本机会记住这个选择。',
    'phone.q': '在手机上怎样免密码使用？',
    'phone.a':
      '请办公室经办发给您绑定邀请，用手机打开链接或扫描二维码，点“绑定并进入”。90 天内不必再输入密码；在“我的登录设备”里可以随时解除。',
    'keys.q': '只用键盘可以操作吗？',
    'keys.a':
      '可以。用 Tab 键在按钮和输入框之间移动，回车键确定，Esc 键关闭弹窗。打开页面后按一次 Tab，可直接跳到正文。',
    'conflict.q': '提示“别人刚刚修改过”怎么办？',
    'conflict.a': '您填写的内容不会丢。页面会把您的版本和已保存的版本并排列出，由您决定保留哪一个。',
  },
  en: {
    help: 'Help',
    helpLead: 'A few things that concern everyone. For anything else use “Feedback” at the foot of the page.',
    'offline.q': 'Can I report without a connection?',
    'offline.a':
      'Yes. Text and files are kept on this device, the top of the page says how many items are not delivered, and they are sent when there is a connection. There are three states: waiting (on this device only), sent (no receipt yet) and delivered (confirmed by the server). A repeated tap records once.',
    'figure.q': 'Where does a number come from?',
    'figure.a':
      'Every number opens: which records it rests on, as of which day, its numerator and denominator; and every record opens too. Where there is no data it says so and does not show 0.',
    'large.q': 'The text is too small',
    'large.a':
      'Choose “Large text” at the top of the page. Text and buttons grow and the page is laid out anew; this device remembers it.',
    'phone.q': 'How can I use my phone without a password?',
    'phone.a':
      'Ask the office for an invitation, open its link or scan its code, and tap “Bind and open”. No password is needed for 90 days; “My devices” ends it at any time.',
    'keys.q': 'Can I work with the keyboard alone?',
    'keys.a':
      'Yes. Tab moves between buttons and fields, Enter confirms, Escape closes a dialog. The first Tab on a page offers to skip to its content.',
    'conflict.q': '“Someone else has just changed this”: what now?',
    'conflict.a':
      'Nothing you typed is lost. Your version and the saved one are shown side by side, and you decide which to keep.',
  },
});
