export { addWorkdays, type Day, formatDay, parseDay } from './calendar.ts';
export { type Cut, findCuts } from './cuts.ts';
export { bindingTime, findTimes } from './deadlines.ts';
export { RULE_FAMILIES, type RuleFamily } from './families.ts';
export { type GuideDeadline, type GuideObligation, type GuideShape, toGuideShape } from './guide-shape.ts';
export { hardnessOf, kindOfAction } from './judgement.ts';
export * from './model.ts';
export { type ParseOptions, parseDirective } from './parse.ts';
export { findQuantities } from './quantities.ts';
export { type ArchiveRequest, openArchive } from './reading/archive.ts';
export { readDocument } from './reading/read-document.ts';
export {
  type DocumentFormat,
  FILE_LIMIT_BYTES,
  type ReadNote,
  type ReadOptions,
  type ReadRefusal,
  type ReadResult,
  type ReadSuccess,
  type RefusalReason,
  TEXT_LIMIT_BYTES,
  type TextEncoding,
} from './reading/result.ts';
export { readPlain } from './reading/txt.ts';
export { attributeOf, decodeEntities, encodeText, type XmlTag, xmlTags } from './reading/xml.ts';
export { type ReasonKey, type ReasonLanguage, reasonInWords, reasonWords } from './reasons.ts';
export { findRecurrence } from './recurrence.ts';
export { findSecrecyMark, type SecrecyMark } from './secrecy.ts';
export { type ClauseWords, clauseComparer, type Likeness, proposedFrom } from './similarity/likeness.ts';
