export { type GuideDeadline, type GuideObligation, type GuideShape, toGuideShape } from './guideShape.ts';
export * from './model.ts';
export { type ParseOptions, parseDirective } from './parse.ts';
export { readDocument } from './reading/readDocument.ts';
export {
  DOCX_LIMIT_BYTES,
  type DocumentFormat,
  type ReadNote,
  type ReadRefusal,
  type ReadResult,
  type ReadSuccess,
  type RefusalReason,
  TEXT_LIMIT_BYTES,
  type TextEncoding,
} from './reading/result.ts';
export { findSecrecyMark, type SecrecyMark } from './secrecy.ts';
