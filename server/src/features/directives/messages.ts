import { messages } from '../../platform/locale/messages.ts';

/** What the server says about deployment documents: what happened, where, and how to mend it. */
export const say = messages('directives', {
  notFound: { zh: '没有找到这份文件', en: 'There is no such document' },
  requirementNotFound: { zh: '没有找到这项要求', en: 'There is no such requirement' },
  secret: {
    zh: '文件开头“{line}”带有“{mark}”标志，涉密文件不得在本系统处理。文件未保存，请按保密规定办理',
    en: 'The head of the document carries the secrecy mark “{mark}” (“{line}”); classified documents must not enter this system. Nothing was kept',
  },
  tooLarge: {
    zh: '文件超过上限（正文 10 MB，Word 和 PDF 文件 50 MB），请拆分后再导入',
    en: 'Too large (10 MB of text, 50 MB for a Word or PDF file); split it and import the parts',
  },
  zipBomb: {
    zh: '这个文件解压后异常庞大，可能有害，已拒绝。请用 Word 或 PDF 阅读器打开后另存为新文件再试',
    en: 'This file unpacks to an abnormal size and may be harmful; it was refused. Open it in Word or a PDF reader, save it as a new file and try again',
  },
  macros: {
    zh: '这个 Word 文件含有宏，已拒绝。请在 Word 中另存为不含宏的 .docx 再导入',
    en: 'This Word file contains macros and was refused. Save it in Word as a .docx without macros and import that',
  },
  notADocument: {
    zh: '文件“{fileName}”的内容不是文档（可能是改了扩展名的程序或其他文件），已拒绝。请选择 .docx、.doc、.wps、.pdf 或 .txt 文件',
    en: 'What is in “{fileName}” is no document (perhaps a program or another file under a changed name); it was refused. Choose a .docx, .doc, .wps, .pdf or .txt file',
  },
  unreadableEncoding: {
    zh: '无法识别文件“{fileName}”的文字编码，请用记事本另存为 UTF-8 后再导入',
    en: 'The character encoding of “{fileName}” is not known; save it as UTF-8 and import it again',
  },
  unsupportedFormat: {
    zh: '暂不支持“{fileName}”这种格式，请用 Word 或 WPS 打开后另存为 .docx，或直接粘贴正文',
    en: 'The format of “{fileName}” cannot be read; open it in Word or WPS and save it as .docx, or paste the text',
  },
  ofd: {
    zh: '暂不支持 OFD 版式文件“{fileName}”。请用 OFD 阅读器打开后转换或另存为 .docx 或带文字的 PDF，或复制正文后直接粘贴',
    en: 'OFD files such as “{fileName}” cannot be read; convert it to .docx or to a PDF with text in an OFD reader, or copy the text and paste it',
  },
  scanned: {
    zh: '“{fileName}”没有可读的文字层，可能是扫描件。请先做文字识别（OCR）并另存为 .docx，或把正文录入后粘贴',
    en: '“{fileName}” holds no text that can be read; it may be a scan. Have its characters recognised (OCR) and save it as .docx, or type the text and paste it',
  },
  tooManyPages: {
    zh: '“{fileName}”超过 500 页，请只导出部署文件所在的页后再导入',
    en: '“{fileName}” has more than 500 pages; export only those of the document and import them',
  },
  crowdedPage: {
    zh: '“{fileName}”第 {page} 页的文字多得不像文件正文（可能是图纸或异常文件），没有读入。请只导出部署文件所在的页，或把正文另存为 .docx 后再导入',
    en: 'Page {page} of “{fileName}” holds more words than a page of a document does (perhaps a drawing or a harmful file), so it was not read. Export only the pages of the document, or save its text as .docx, and import that',
  },
  damaged: {
    zh: '文件“{fileName}”已损坏，无法读取。请用 Word、WPS 或 PDF 阅读器打开并另存后再导入',
    en: '“{fileName}” is damaged and cannot be read. Open it in Word, WPS or a PDF reader, save it again and import that',
  },
  encrypted: {
    zh: '文件“{fileName}”设有打开密码，无法读取。请用密码打开，取消密码后另存再导入',
    en: '“{fileName}” is protected by a password and cannot be read; open it, remove the password, save it and import that',
  },
  empty: {
    zh: '没有读到文字。如果是扫描件，请先转成文字再导入',
    en: 'No text was found. A scan has to be turned into text first',
  },
  tooSlow: {
    zh: '这份文件过于复杂，在限定的时间和内存内没有读完。请拆分后再导入',
    en: 'The document is too complex to be read within the limits of time and memory; split it and import the parts',
  },
  fileGone: { zh: '上传的文件已过期，请重新选择文件', en: 'The uploaded file has expired; choose the file again' },
  audienceEmpty: {
    zh: '请选择受文对象：文中“我们”和没有点名的要求由谁落实',
    en: 'Choose the audience: who “we” are, and who acts where nobody is named',
  },
  unknownOrganisation: { zh: '所选单位不存在或不在本系统内', en: 'One of the organisations does not exist here' },
  horizonTooEarly: { zh: '任务安排截止日不能早于成文日期', en: 'The horizon cannot lie before the date of issue' },
  textTooLarge: {
    zh: '正文超过 10 MB 上限，请拆分后再导入',
    en: 'The text exceeds 10 MB; split it and import the parts',
  },
  noBody: { zh: '无法确定文件所属的政协，请选择', en: 'It is not clear whose document this is; choose the body' },
  noSuchCorrection: {
    zh: '本次审定没有把“{text}”认作这些单位，或已有变化，请刷新后再看',
    en: 'This review does not take “{text}” for these organisations, or it has changed; read it again',
  },
  withdrawn: { zh: '这份文件已撤回', en: 'This document was withdrawn' },
  frozen: {
    zh: '本版已经确认，不能直接修改。如需修改请先“另起新版”',
    en: 'This version is confirmed and cannot be changed; begin a new version first',
  },
  nothingToGiveUp: {
    zh: '没有未确认的新版可以放弃',
    en: 'There is no unconfirmed new version to give up',
  },
  notConfirmed: { zh: '本版尚未确认', en: 'This version is not confirmed yet' },
  alreadyConfirmed: { zh: '本版已由{by}于{on}确认', en: 'This version was confirmed by {by} on {on}' },
  undecidedLeft: {
    zh: '还有要求没有审定，审定完才能确认',
    en: 'Some requirements are not decided yet; decide them before confirming',
  },
  withdrawConfirmed: {
    zh: '文件已确认，不能撤回导入；如不再执行，请逐项撤回任务',
    en: 'The document was confirmed and its import cannot be withdrawn; withdraw its tasks instead',
  },
  changedMeanwhile: {
    zh: '内容已被他人更改，请刷新后再操作',
    en: 'Someone changed this meanwhile; reload and try again',
  },
  goneMeanwhile: {
    zh: '此项已被合并或撤销，不再单列，请查看最新内容后再操作',
    en: 'This item was merged or taken back meanwhile and no longer stands by itself; look at what is there now',
  },
  lineMoved: {
    zh: '您在别处又作了决定，可撤销或恢复的已不是这一步，请查看后再操作',
    en: 'You decided something else meanwhile, so another step is next to be taken back or put back; look and try again',
  },
  badCut: {
    zh: '不能在这里拆分：拆分后有一半没有文字。请另选位置',
    en: 'It cannot be split here, one half would have no words; choose another place',
  },
  notNeighbours: {
    zh: '只能合并同一条款内相邻的要求，请重新选择',
    en: 'Only neighbouring requirements of one clause can be merged; select others',
  },
  tooMuchToMerge: {
    zh: '合并后责任单位、数量或引用文件过多，一项要求容纳不下。请少选几项',
    en: 'Merged they would name more than one requirement can hold; select fewer',
  },
  sameText: {
    zh: '修订稿与现版文字完全相同。只改要求、不换原文的，请直接“另起新版”',
    en: 'The corrected text is the same as the present one; to change requirements over the same text begin a new version',
  },
  nothingToCompare: { zh: '没有可以比较的上一版', en: 'There is no version before it to compare with' },
  nothingToUndo: { zh: '没有您可以撤销的决定', en: 'There is no decision of yours to take back' },
  notDecided: { zh: '此项尚未审定', en: 'This item is not decided yet' },
  onlySoft: { zh: '“知悉”只用于软性要求', en: '“Made known” is for soft principles only' },
  deadlineReversed: { zh: '完成时限的起始日晚于截止日，请更正', en: 'The deadline begins after it ends; correct it' },
  badSpan: {
    zh: '选取的文字不在原文范围内，请重新选取',
    en: 'The selected passage lies outside the text; select it again',
  },
  accountNeeded: { zh: '此操作须由登录的人员办理', en: 'This has to be done by a person who is signed in' },
});

const met = (zh: string, en: string) => ({
  zh: `{by}已于{at}将此项定为“${zh}”，请查看后再决定`,
  en: `{by} decided “${en}” here at {at}; look at it and decide again`,
});

/** Two people at one item: who decided what, and when. Keyed by the decision that stands. */
export const sayDecided = messages('directives.decided', {
  undecided: met('未审定', 'undecided'),
  accepted: met('采纳', 'accepted'),
  edited: met('修改后采纳', 'accepted with changes'),
  rejected: met('不采纳', 'rejected'),
  deferred: met('暂缓', 'deferred'),
  nothingToDo: met('无需落实', 'nothing to do'),
  madeKnown: met('知悉', 'made known'),
});
