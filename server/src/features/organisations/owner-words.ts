import { branchKinds, findOrganisationKind, type OrganisationKindId, partyOrganisationKinds } from '@xieli/codes';
import type { NamedOrganisation, NameIndex } from './name-index.ts';
import type { OwnerQuery } from './owner-query.ts';

/** The words of a document for whoever has to act, with the condition it puts on them (domain.md G5). */
export interface OwnerWords {
  text: string;
  /** As the reader of documents gives it: `lacks` is null where it did not understand the condition. */
  condition?: { text: string; lacks: { organisationKind: string } | null } | null;
}

export interface OwnerResolution {
  organisationIds: string[];
  query: OwnerQuery | null;
  /** The words mean the audience of the document. */
  audience: boolean;
  /** Organisations that the words may mean, where they are not clear; for a person to choose from. */
  candidates: string[];
  /** The words were matched by what a person of the office has explained before. */
  remembered: boolean;
}

interface ClassOfOrganisations {
  kinds: readonly OrganisationKindId[];
  within: OwnerQuery['within'];
}

const audienceWords =
  /^(?:我们|大家|咱们|各位|你们|同志们|全体同志|各位同志|在座(?:的)?(?:各位)?(?:同志)?|全体与会(?:同志|人员))$/;

/** 县（市）区, 县（市、区）, 县市区, 县区, 区县 and the like, brackets made narrow before. */
const countiesPattern =
  '(?:县\\(市[、,]?区\\)|县\\(市\\)[、,]?区|县\\(区\\)|县\\(区[、,]?市\\)|市\\(县[、,]?区\\)|区\\(县[、,]?市\\)|区\\(县\\)|县市区|区县市|市县区|县[、,]市[、,]区|区县|县区)';
const ofCounties = new RegExp(`^(?:全市)?(?:各|所有|每个)?${countiesPattern}(?:级)?(.*)$`);
const ofSystem = new RegExp(
  `^(?:(?:全市)?(?:各级|市县两级|两级|上下)|(?:市(?:级)?(?:本级)?(?:和|及|、|与)?(?:各)?${countiesPattern}))(?:两级)?(政协.*)$`,
);
const ofOwnBody = /^(?:(?:市|县|区|本)?政协)?(?:机关)?(?:各|所有|全体|每个)(?:个)?(.+)$/;

/** What stands behind the place in the name of a class: 县（市、区）+ 政协党组. */
const partsOfBody: ReadonlyMap<string, readonly OrganisationKindId[]> = new Map(
  Object.entries({
    cppccBody: ['', '政协', '政协委员会', '政协组织', '政协机构'],
    partyGroup: ['政协党组', '党组'],
    officePartyGroup: ['政协机关党组', '机关党组'],
    officePartyCommittee: ['政协机关党委'],
    office: ['政协机关', '政协办公室', '政协办'],
    officeBranch: ['政协机关党支部', '政协机关支部'],
    specialCommittee: ['政协专委会', '政协各专委会', '政协专门委员会', '政协各专门委员会'],
    committeeBranch: ['政协专委会党支部', '政协各专委会党支部', '政协专委会功能型党支部', '政协专委会党组织'],
  }).flatMap(([kind, words]) => words.map((word) => [word, [kind as OrganisationKindId]] as const)),
);

/** What 各 stands before, inside one's own body. */
const partsOfOwnBody: ReadonlyMap<string, readonly OrganisationKindId[]> = new Map([
  ...['支部', '党支部', '基层党支部'].map((word) => [word, branchKinds] as const),
  ...['党组织', '基层党组织'].map((word) => [word, partyOrganisationKinds] as const),
  ...['专委', '专委办', '专委会办公室'].map((word) => [word, ['specialCommittee'] as const] as const),
  ...['专委会支部', '专委会党支部', '专委会功能型支部', '专委会功能型党支部', '专委会党组织'].map(
    (word) => [word, ['committeeBranch'] as const] as const,
  ),
  ...['机关支部', '机关党支部'].map((word) => [word, ['officeBranch'] as const] as const),
  ...['协同单位', '协作部门', '有关部门'].map((word) => [word, ['coordinatingDept'] as const] as const),
  ...['党员委员活动组', '党员活动组'].map((word) => [word, ['partyActivityGroup'] as const] as const),
]);

/**
 * Finds out whom the words mean. Pure: the same index gives the same answer. What is not clear stays unresolved, with the
 * candidates: a task to the wrong body is worse than a question to the clerk.
 */
export function matchOwner(index: NameIndex, words: OwnerWords): OwnerResolution {
  const text = plainWords(words.text);
  if (words.condition) return conditional(text, words.condition);
  if (text === '' || audienceWords.test(text)) return { ...unresolved(), audience: true };
  return single(index, text) ?? listed(index, text) ?? unresolved(candidatesFor(index, text));
}

function unresolved(candidates: string[] = []): OwnerResolution {
  return { organisationIds: [], query: null, audience: false, candidates, remembered: false };
}

function resolved(ids: readonly string[]): OwnerResolution {
  return { organisationIds: [...new Set(ids)], query: null, audience: false, candidates: [], remembered: false };
}

/** Words as they are compared: white space out, brackets narrow, a leading 中共 kept, as it is part of a name. */
export function plainWords(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replace(/[。；;，,、]+$/, '');
}

/** One name or one class. */
function single(index: NameIndex, text: string): OwnerResolution | null {
  const explained = byRemembering(index, text);
  if (explained) return explained;
  const named = byName(index, text);
  if (named && named.organisationIds.length > 0) return named;
  const group = classOf(text);
  const ids = group ? members(index, group) : [];
  return ids.length > 0 ? resolved(ids) : named;
}

/** `A、B和C`: all of them, or nothing when one of them is unclear. */
function listed(index: NameIndex, text: string): OwnerResolution | null {
  const parts = partsOf(text);
  if (parts.length < 2) return null;
  const each = parts.map((part) => single(index, part));
  if (each.some((one) => one === null || one.organisationIds.length === 0)) return null;
  const whole = resolved(each.flatMap((one) => one?.organisationIds ?? []));
  return { ...whole, remembered: each.some((one) => one?.remembered) };
}

/** Names that stand in a row; what is in brackets belongs to the name before it: 县（市、区）政协 is one. */
export function partsOf(text: string): string[] {
  return text.split(/(?:[、,，;；/]|(?:和|及|与|以及|暨)(?=[^、]{2,}))(?![^(（]*[)）])/).filter((part) => part !== '');
}

/** What a person has explained goes before names: it was explained because the names were not enough. */
function byRemembering(index: NameIndex, text: string): OwnerResolution | null {
  const meant = index.remembered.get(text);
  if (!meant) return null;
  const existing = meant.filter((id) => index.organisations.some((one) => one.id === id));
  // Where one of them is gone, what was meant is asked anew: a task to the wrong bodies is worse than a question.
  if (existing.length < meant.length) return existing.length > 0 ? unresolved(existing) : null;
  return { ...resolved(existing), remembered: true };
}

/** In the document's own body first, then in the whole tenant; two organisations of one name are unclear. */
function byName(index: NameIndex, text: string): OwnerResolution | null {
  for (const variant of variantsOf(text)) {
    const named = index.organisations.filter((one) => one.names.some((name) => plainWords(name) === variant));
    const own = named.filter((one) => one.bodyId === index.bodyId);
    const chosen = own.length > 0 ? own : named;
    if (chosen.length === 1) return resolved(chosen.map((one) => one.id));
    // 机关党支部 is the name of one in each county; in a document of the city it means the city's own.
    const ownKind = own.length === 0 && chosen.length > 1 ? onlyOneOfKind(index, text) : null;
    if (ownKind) return ownKind;
    if (chosen.length > 1) return unresolved(chosen.map((one) => one.id));
  }
  return onlyOneOfKind(index, text);
}

/** The name as it stands, without the body's own prefix, and without what only says who inside it answers. */
function variantsOf(text: string): string[] {
  const bare = text.replace(/(?:的)?(?:主要)?(?:负责同志|负责人|领导班子|班子成员|班子)$/, '');
  const forms = [text, bare];
  for (const form of [text, bare]) {
    const inside = form.replace(/^(?:本|我|我市|我县|我区)?政协(?=.)/, '');
    forms.push(inside, form.replace(/^(?:本|我)(?=[市县区]?政协|党组|机关)/, ''));
  }
  return [...new Set(forms)].filter((form) => form !== '');
}

/** 督查室, 机关: the kind as a name, where the own body has just one of it. */
function onlyOneOfKind(index: NameIndex, text: string): OwnerResolution | null {
  const kind = /^(?:本|我)?(?:市|县|区)?(?:政协)?机关$/.test(text) ? 'office' : kindNamed(text);
  if (!kind || kind === 'cppccBody') return null;
  const ids = members(index, { kinds: [kind], within: 'ownBody' });
  if (ids.length === 0) return null;
  return ids.length === 1 ? resolved(ids) : unresolved(ids);
}

/** The kind whose name the words are, or a usual short form of it (机关支部), where they mean one kind alone. */
function kindNamed(text: string): OrganisationKindId | null {
  const usual = partsOfOwnBody.get(text) ?? [];
  return findOrganisationKind(text)?.id ?? (usual.length === 1 ? (usual[0] ?? null) : null);
}

/** `各县（市、区）政协党组` → Party groups of the guided bodies. `null` when the words name no class that is known. */
function classOf(text: string): ClassOfOrganisations | null {
  const system = ofSystem.exec(text);
  if (system) return classWithin(partsOfBody.get(withoutPlural(system[1] ?? '')), 'system');
  const counties = ofCounties.exec(text);
  if (counties) return classWithin(partsOfBody.get(withoutPlural(counties[1] ?? '')), 'guided');
  const own = text === '专委会' ? '专委会' : ofOwnBody.exec(text)?.[1];
  if (!own) return null;
  const kind = findOrganisationKind(own)?.id;
  return classWithin(partsOfOwnBody.get(own) ?? (kind && kind !== 'cppccBody' ? [kind] : undefined), 'ownBody');
}

function classWithin(kinds: readonly OrganisationKindId[] | undefined, within: OwnerQuery['within']) {
  return kinds ? { kinds, within } : null;
}

function withoutPlural(words: string): string {
  return words.replace(/^(?:级|各级|两级)/, '').replace(/(?:等单位|们)$/, '');
}

function members(index: NameIndex, { kinds, within }: ClassOfOrganisations): string[] {
  const bodies = new Set(within === 'ownBody' ? [index.bodyId] : index.guidedBodyIds);
  if (within === 'system') bodies.add(index.bodyId);
  const meant = (one: NamedOrganisation) => bodies.has(one.bodyId) && (kinds as readonly string[]).includes(one.kind);
  return index.organisations.filter(meant).map((one) => one.id);
}

/**
 * `没有建立专委会党组织的` + `县（市、区）政协` → a query that is answered on the day of dispatch. A branch of a committee is
 * sought by what it is attached to, everything else in the same body.
 */
function conditional(text: string, condition: NonNullable<OwnerWords['condition']>): OwnerResolution {
  const group = classOf(text) ?? classOf(`各${text}`);
  const [kind, ...others] = group?.kinds ?? [];
  if (!group || !kind || others.length > 0 || !condition.lacks) return unresolved();
  const lacking = lackedKinds(condition.lacks.organisationKind);
  if (lacking.length === 0) return unresolved();
  const by = kind === 'specialCommittee' ? 'attachedTo' : 'sameBody';
  const conditions = lacking.map((lacked) => ({ has: false, kind: lacked, by }) as const);
  return { ...unresolved(), query: { kind, within: group.within, conditions } };
}

/** `partyBranch` is what the reader of documents calls a 党支部 of no certain kind. */
function lackedKinds(word: string): readonly OrganisationKindId[] {
  if (word === 'partyBranch') return branchKinds;
  const kind = findOrganisationKind(word);
  return kind ? [kind.id] : [];
}

/** Organisations whose name ends with the words, or holds them: what a person is most likely to choose from. */
function candidatesFor(index: NameIndex, text: string): string[] {
  if (text.length < 2) return [];
  const near = (one: NamedOrganisation) => one.names.some((name) => plainWords(name).endsWith(text));
  const holding = (one: NamedOrganisation) => one.names.some((name) => plainWords(name).includes(text));
  const found = index.organisations.filter(near);
  return (found.length > 0 ? found : index.organisations.filter(holding)).map((one) => one.id);
}
