import { messages } from '../../platform/locale/messages.ts';

export const say = messages('evidence', {
  empty: { zh: '文件是空的（0 字节），请重新选择', en: 'The file is empty (0 bytes); choose it again' },
  tooLarge: {
    zh: '文件超过 {limit} MB，请压缩或拆分后再上传',
    en: 'The file is larger than {limit} MB; compress or split it',
  },
  unknownType: {
    zh: '不支持这种文件（{type}）。可以上传照片（JPEG、PNG、WebP、HEIC）、PDF、Word、Excel 和文本文件',
    en: 'This kind of file ({type}) is not taken. Photos (JPEG, PNG, WebP, HEIC), PDF, Word, Excel and text files are',
  },
  unknownBytes: {
    zh: '看不出这是什么文件。可以上传照片（JPEG、PNG、WebP、HEIC）、PDF、Word、Excel 和文本文件',
    en: 'It cannot be told what kind of file this is. Photos (JPEG, PNG, WebP, HEIC), PDF, Word, Excel and text files are taken',
  },
  otherContent: {
    zh: '文件名以 .{ending} 结尾，内容却不是这种文件（也可能设有密码）。请重新选择原件，或在相应软件中打开后另存再上传',
    en: 'The name ends in .{ending}, and the content is no such file (or is locked by a password). Choose the original again, or open it in its program and save it anew',
  },
  macros: {
    zh: '文件含有宏，请另存为不含宏的格式后再上传',
    en: 'The file contains macros; save it without them first',
  },
  unsafeArchive: {
    zh: '文件结构异常，无法安全打开，请在 Word 或 Excel 中另存后再上传',
    en: 'The file cannot be opened safely; save it anew in Word or Excel',
  },
  secrecy: {
    zh: '文件首部标有“{mark}”，涉密文件不得进入本系统。文件已删除，未作保存',
    en: 'The head of the file carries “{mark}”. Classified matter must not enter this system; the file was deleted and not kept',
  },
  secretText: {
    zh: '文字首部标有“{mark}”，涉密内容不得进入本系统，未作保存',
    en: 'The text begins with the mark “{mark}”. Classified matter must not enter this system; nothing was kept',
  },
  fileUnknown: { zh: '没有找到已上传的文件，请重新上传', en: 'The uploaded file was not found; upload it again' },
  nothing: { zh: '请写一句说明、填写文号或附上文件', en: 'Write a sentence, a document number or attach a file' },
  changedMeanwhile: {
    zh: '这份佐证刚被他人修改，请查看最新内容后再操作',
    en: 'This evidence was just changed by someone else; look at it again',
  },
  withdrawn: { zh: '这份佐证已撤回', en: 'This evidence has been withdrawn' },
  notFound: {
    zh: '没有找到这份佐证，可能已撤回或不在您的查看范围内',
    en: 'This evidence was not found; it may be withdrawn or out of your reach',
  },
  noRight: { zh: '您没有“{permission}”的权限', en: 'You do not have the right “{permissionEn}”' },
  noPicture: { zh: '这份佐证不是图片，没有预览', en: 'This evidence is no picture and has no preview' },
});
