import { type Message, messages } from '../../platform/locale/messages.ts';
import type { Refusal } from './archive.ts';
import type { Place, TemplateFinding } from './check.ts';
import type { PaperKind } from './contract.ts';

export const say = messages('templates', {
  notFound: { zh: '没有找到这个模板', en: 'The template was not found' },
  empty: { zh: '文件是空的，请重新选择', en: 'The file is empty; choose another' },
  tooLarge: {
    zh: '模板不能超过{limit} MB，请压缩其中的图片',
    en: 'A template has at most {limit} MB; make its pictures smaller',
  },
  fileGone: { zh: '上传的文件已过期，请重新选择文件', en: 'The uploaded file has expired; choose it again' },
  hasErrors: {
    zh: '模板有错误，请按下列提示修改后重新上传',
    en: 'The template has errors; mend what is listed and upload it again',
  },
  nameTaken: {
    zh: '已有名为“{name}”的模板，请换一个名称',
    en: 'There is a template named “{name}” already; choose another name',
  },
  changedMeanwhile: {
    zh: '模板已被他人修改，请核对后重试',
    en: 'Somebody else changed this template meanwhile; look again and retry',
  },
  ended: { zh: '模板已停用，请先恢复', en: 'The template has ended; bring it back first' },
  noOrganisation: {
    zh: '您没有所属单位，不能管理模板',
    en: 'You belong to no organisation and cannot manage templates',
  },
  tooHeavy: {
    zh: '文件过于复杂，未能处理，请删去不用的内容后重试',
    en: 'The file is too heavy to be handled; take out what is not needed',
  },
});

const refusals = messages('templates.refusals', {
  notWord: {
    zh: '这不是 Word 文档（.docx），请在 Word 或 WPS 中另存为 .docx 后上传',
    en: 'This is no Word document (.docx); save it as .docx and upload that',
  },
  oldOrLocked: {
    zh: '这是旧版 .doc 或带密码的文档，请去掉密码并另存为 .docx 后上传',
    en: 'This is an old .doc or has a password; take the password off and save it as .docx',
  },
  damaged: {
    zh: '文件已损坏，无法打开，请重新另存为 .docx 后上传',
    en: 'The file is damaged; save it as .docx again and upload that',
  },
  macros: {
    zh: '文件含有宏，不能作模板，请另存为不含宏的 .docx',
    en: 'The file holds macros and cannot be a template; save it as .docx without macros',
  },
  encrypted: { zh: '文件带密码，请去掉密码后上传', en: 'The file has a password; take it off' },
  zipBomb: {
    zh: '文件展开后过大，不能作模板，请删去大图片后重试',
    en: 'Unpacked, the file is too large for a template; take large pictures out',
  },
  wordTemplate: {
    zh: '这是 Word 模板文件（.dotx），请另存为 .docx 后上传',
    en: 'This is a Word template (.dotx); save it as .docx and upload that',
  },
  attachedTemplate: {
    zh: '文件套用着本文件之外的 Word 模板“{detail}”，请在 Word“开发工具—文档模板”中改为 Normal，或把全部内容复制到新建的空白文档，再另存上传',
    en: 'The file rests on a Word template outside of it, “{detail}”; attach Normal instead under Developer, Document Template, or copy everything into a new blank document and save that',
  },
  outside: {
    zh: '文件引用了外部内容“{detail}”，打开公文时会去别处读取，请删除后上传',
    en: 'The file refers to “{detail}” outside of it, which every paper would fetch; remove it',
  },
  embedded: {
    zh: '文件嵌入了其他文件“{detail}”，请删除或改为图片后上传',
    en: 'Another file is embedded, “{detail}”; remove it or put a picture in its place',
  },
});

const refusalFor: Record<Refusal['reason'], (slots: { detail: string }) => Message> = {
  notADocument: () => refusals.notWord(),
  unsupportedFormat: () => refusals.oldOrLocked(),
  unreadableEncoding: () => refusals.damaged(),
  empty: () => refusals.damaged(),
  damaged: () => refusals.damaged(),
  scanned: () => refusals.notWord(),
  tooManyPages: () => refusals.notWord(),
  crowdedPage: () => refusals.notWord(),
  macros: () => refusals.macros(),
  encrypted: () => refusals.encrypted(),
  tooLarge: () => refusals.zipBomb(),
  zipBomb: () => refusals.zipBomb(),
  wordTemplate: () => refusals.wordTemplate(),
  attachedTemplate: refusals.attachedTemplate,
  outside: refusals.outside,
  embedded: refusals.embedded,
};

/** Why a file cannot be a template, in the words of a person, with how to mend it. */
export function refusalMessage({ reason, detail }: Refusal): Message {
  return refusalFor[reason]({ detail: detail.slice(0, 80) });
}

const findings = messages('templates.findings', {
  unknownField: {
    zh: '没有名为“{field}”的字段（{place}“{text}”）',
    en: 'There is no field “{field}” ({placeEn}, “{text}”)',
  },
  unknownNear: {
    zh: '没有名为“{field}”的字段（{place}“{text}”），是否应为“{meant}”',
    en: 'There is no field “{field}” ({placeEn}, “{text}”); perhaps “{meant}” is meant',
  },
  emptyField: { zh: '花括号内没有字段名（{place}“{text}”）', en: 'Braces without a name ({placeEn}, “{text}”)' },
  unclosedBrace: {
    zh: '花括号没有成对，字段应写作两个左括号、字段名、两个右括号，且在同一段内（{place}“{text}”）',
    en: 'Braces are not closed: a field is two opening braces, its name and two closing ones, all in one paragraph ({placeEn}, “{text}”)',
  },
  notAlone: {
    zh: '“{field}”会展开为多段或表格，必须单独占一段（{place}“{text}”）',
    en: '“{field}” becomes several paragraphs or a table and must stand alone in its paragraph ({placeEn}, “{text}”)',
  },
  blockOutsideBody: {
    zh: '“{field}”会展开为多段或表格，不能放在{place}',
    en: '“{field}” becomes several paragraphs or a table and cannot stand here: {placeEn}',
  },
  rowOutsideTable: {
    zh: '“{field}”是表格的一列，只能放在表格的行内（{place}“{text}”）',
    en: '“{field}” is a column and can only stand in the row of a table ({placeEn}, “{text}”)',
  },
  twoTablesInRow: {
    zh: '一行只能重复一个表的数据，不能再放其他表或多段字段（{place}“{text}”）',
    en: 'A row repeats the records of one table and holds no other table or text of several paragraphs ({placeEn}, “{text}”)',
  },
  elsewhere: {
    zh: '图表、图示和批注中的字段不会填写，请移到正文（“{field}”）',
    en: 'Fields in charts, diagrams and comments are not filled; move it into the text (“{field}”)',
  },
  tooMany: { zh: '字段过多（{field}处），请删减到300处以内', en: 'There are {field} fields; keep to 300' },
  noField: {
    zh: '没有找到任何字段，请在需要填写的位置写入字段，例如标题处',
    en: 'There is no field in it; write one where something is to be filled in',
  },
  notOfKind: { zh: '{kind}没有“{field}”这项内容', en: 'A {kindEn} has no “{field}”' },
  missing: {
    zh: '{kind}一般应有“{field}”，模板中没有，生成的文件也不会有',
    en: 'A {kindEn} usually has “{field}”; the template does not, nor will the file',
  },
});

const kindWords: Record<PaperKind, { zh: string; en: string }> = {
  progressCircular: { zh: '进展通报', en: 'progress circular' },
  dispatchNotice: { zh: '任务通知', en: 'dispatch notice' },
  urgingLetter: { zh: '督办函', en: 'letter of urging' },
};

const places: Record<Place, { zh: string; en: string }> = {
  body: { zh: '正文段落', en: 'body' },
  header: { zh: '页眉', en: 'header' },
  footer: { zh: '页脚', en: 'footer' },
  note: { zh: '脚注或尾注', en: 'footnote or endnote' },
  other: { zh: '其他部分', en: 'another part' },
};

/** A finding with its place and, where one was probably meant, the known name. */
export function findingMessage(finding: TemplateFinding): Message {
  const { code, field, kind, where, meant } = finding;
  const place = places[where?.place ?? 'body'];
  const words = kind === null ? { zh: '', en: '' } : kindWords[kind];
  const slots = {
    ...{ field, text: where?.text ?? '', place: place.zh, placeEn: place.en },
    ...{ meant: meant ?? '', kind: words.zh, kindEn: words.en },
  };
  if (code === 'unknownField' && field === '') return findings.emptyField(slots);
  if (code === 'unknownField' && meant !== null) return findings.unknownNear(slots);
  return findings[code](slots);
}
