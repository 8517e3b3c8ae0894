/** Documents that speak of secrecy, or are marked in words that are no mark of secrecy, and have to be taken in. */
export const secrecyLookAlikes: readonly string[] = [
  '内部资料\n关于走访的通知',
  '内部资料 注意保存\n关于走访的通知',
  '关于做好保密工作的通知\n各县区：\n请认真落实。',
  '学习资料\n会上强调，国家秘密一经定密，严禁外传。',
  '关于机密文件清退工作的说明\n请按时清退。',
  '秘密工作岗位人员名单\n张某某',
  '一、绝密档案的管理\n由专人负责。',
  '通知\n各县区：\n秘密\n一词的用法如下。',
  '妥善保管 严禁外传\n会议须知',
  '特急\n关于走访的通知',
];

/** Marks of secrecy as they stand in the head of a document, with the star and term of GB/T 9704 and without. */
export const secrecyMarks: readonly (readonly [mark: string, level: string])[] = ['秘密', '机密', '绝密'].flatMap(
  (level) => [level, `${level}★`, `${level}★1年`].map((mark) => [mark, level] as const),
);
