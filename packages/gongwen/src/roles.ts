import { sizes } from './grid.ts';

/** Typefaces the standard names, by their use. */
export type Face = 'title' | 'body' | 'heading' | 'subheading' | 'folio';

export interface FaceFonts {
  /** Name the document asks for. */
  readonly name: string;
  /** What stands in where it is missing, best first. The file can name one; a page in the browser takes them all. */
  readonly fallbacks: readonly string[];
}

export type Fonts = Readonly<Record<Face, FaceFonts>>;

/** The usual names. The typefaces are licensed and not part of this package: the reader's machine has them or falls back. */
export const standardFonts: Fonts = {
  title: { name: '方正小标宋简体', fallbacks: ['方正小标宋_GBK', '华文中宋', '宋体', 'SimSun', 'serif'] },
  body: { name: '仿宋_GB2312', fallbacks: ['仿宋', 'FangSong', '华文仿宋', 'serif'] },
  heading: { name: '黑体', fallbacks: ['SimHei', '华文黑体', 'sans-serif'] },
  subheading: { name: '楷体_GB2312', fallbacks: ['楷体', 'KaiTi', '华文楷体', 'serif'] },
  folio: { name: '宋体', fallbacks: ['SimSun', '华文宋体', 'serif'] },
};

/** What a line is in the document; it decides typeface, size and colour. */
export type Role =
  | 'copyNumber'
  | 'secrecy'
  | 'urgency'
  | 'mark'
  | 'number'
  | 'title'
  | 'recipients'
  | 'paragraph'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'tableTitle'
  | 'attachmentNote'
  | 'issuer'
  | 'date'
  | 'note'
  | 'presence'
  | 'attachmentLabel'
  | 'attachmentTitle'
  | 'copies'
  | 'printing';

export interface RoleType {
  /** Name of the paragraph style in the file. */
  readonly style: string;
  readonly face: Face;
  /** Points; of a mark, where the document says none. */
  readonly size: number;
  readonly red?: true;
}

const third = sizes.third;

export const roleTypes: Readonly<Record<Role, RoleType>> = {
  copyNumber: { style: '公文份号', face: 'body', size: third },
  secrecy: { style: '公文密级', face: 'heading', size: third },
  urgency: { style: '公文紧急程度', face: 'heading', size: third },
  mark: { style: '公文发文机关标志', face: 'title', size: 44, red: true },
  number: { style: '公文发文字号', face: 'body', size: third },
  title: { style: '公文标题', face: 'title', size: sizes.second },
  recipients: { style: '公文主送机关', face: 'body', size: third },
  paragraph: { style: '公文正文', face: 'body', size: third },
  heading1: { style: '公文一级标题', face: 'heading', size: third },
  heading2: { style: '公文二级标题', face: 'subheading', size: third },
  heading3: { style: '公文三级标题', face: 'body', size: third },
  heading4: { style: '公文四级标题', face: 'body', size: third },
  tableTitle: { style: '公文表题', face: 'heading', size: sizes.fourth },
  attachmentNote: { style: '公文附件说明', face: 'body', size: third },
  issuer: { style: '公文署名', face: 'body', size: third },
  date: { style: '公文成文日期', face: 'body', size: third },
  note: { style: '公文附注', face: 'body', size: third },
  presence: { style: '公文出席人员', face: 'body', size: third },
  attachmentLabel: { style: '公文附件序号', face: 'heading', size: third },
  attachmentTitle: { style: '公文附件标题', face: 'title', size: sizes.second },
  copies: { style: '公文抄送机关', face: 'body', size: sizes.fourth },
  printing: { style: '公文印发机关', face: 'body', size: sizes.fourth },
};

/** Size of a mark that fits one line of the type area, in points. */
export function fittingMarkSize(mark: string, widthInPoints: number): number {
  const characters = Math.max(1, [...mark].length);
  return Math.max(22, Math.min(62, Math.floor((widthInPoints * 0.96) / characters)));
}

/** Pitch of the line of a mark: its own size and a quarter, so that its ink has room. Twips. */
export function markPitch(size: number): number {
  return Math.round(size * 20 * 1.25);
}
