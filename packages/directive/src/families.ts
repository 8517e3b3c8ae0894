/**
 * Families of rules that can be left out of a reading, to measure what each of them brings (`npm run benchmark -- --without`).
 * Nothing else leaves them out.
 *
 * - `telling`: what narrates, argues, defines or quotes asks for nothing (domain.md G2)
 * - `results`: purposes and results at the end of a chain (GUIDE 2, purpose)
 * - `unmarked`: what asks without a modal by its form (`考核结果作为…`, `不新设场所`, `出勤率不低于80%`)
 * - `adjuncts`: circumstances before a comma (`按照…，`)
 * - `frames`: lead-ins, ceremony, examples
 * - `sections`: what a heading says of the sentences below it
 * - `headings`: dates that a heading hands down
 * - `owners`: bodies from brackets, headings and foregoing sentences
 * - `tables`: rows, columns and their headers
 * - `speeches`, `plans`, `articles`: how a whole document of that genre speaks
 */
export const RULE_FAMILIES = [
  'telling',
  'results',
  'unmarked',
  'adjuncts',
  'frames',
  'sections',
  'headings',
  'owners',
  'tables',
  'speeches',
  'plans',
  'articles',
] as const;

export type RuleFamily = (typeof RULE_FAMILIES)[number];

export type LeftOutRules = ReadonlySet<RuleFamily>;

export const ALL_RULES: LeftOutRules = new Set();
