export { type GuideDeadline, type GuideObligation, type GuideShape, toGuideShape } from './guideShape.ts';
export * from './model.ts';
export { type ParseOptions, parseDirective } from './parse.ts';
export { findSecrecyMark, type SecrecyMark } from './secrecy.ts';
