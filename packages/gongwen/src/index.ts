export { checkPaper, type Finding, isUpward, PaperError } from './check.ts';
export {
  type Flow,
  type Indent,
  type Line,
  lineText,
  type Placed,
  type PlacedSpan,
  type PlacedTable,
} from './flow.ts';
export { characterPitch, charactersPerLine, linePitch, linesPerPage, page, sizes, typeArea } from './grid.ts';
export { goesUpward, type PaperFormat, type PaperKind, type PaperKindId, paperKind, paperKinds } from './kinds.ts';
export { layOut } from './layout.ts';
export {
  type Attachment,
  type Block,
  type Column,
  type Imprint,
  type Level,
  type Paper,
  type Presence,
  plain,
  type Span,
  spansOf,
  type Text,
} from './model.ts';
export {
  chineseNumeral,
  type DocumentNumber,
  formatCopyNumber,
  formatDay,
  formatNumber,
  headingCounter,
  levelLabel,
  type NumberFault,
  numberFault,
  parseNumber,
} from './numbers.ts';
export { estimatePages, type ImprintPlace, imprintPlace, type PageEstimate } from './pages.ts';
export { type Face, type FaceFonts, type Fonts, type Role, type RoleType, roleTypes, standardFonts } from './roles.ts';
export { type SignaturePlaces, sealedPlaces, unsealedPlaces } from './signature.ts';
export { breakTitle, titleWords } from './title.ts';
export { toDocx } from './word/index.ts';
