import { fieldText } from '../../app/locale/field.ts';

const idsOf = (list: 'kind' | 'post') =>
  Object.keys(fieldText['zh-CN'])
    .filter((key) => key.startsWith(`${list}.`))
    .map((key) => key.slice(list.length + 1));

/** Every kind of organisation, in the order of the code list. */
export const kindIds: readonly string[] = idsOf('kind');
/** Every post, in the order of the code list. */
export const postIds: readonly string[] = idsOf('post');

/** Kinds that are founded here; bodies and upstream issuers come with an import. */
export const foundableKinds: readonly string[] = [
  'committeeBranch',
  ...kindIds.filter((id) => !['committeeBranch', 'cppccBody', 'upstreamIssuer'].includes(id)),
];

const branches: readonly string[] = ['committeeBranch', 'officeBranch', 'functionalBranch'];

/** Kinds that are attached to special committees. */
export const isAttachable = (kind: string): boolean => kind === 'committeeBranch' || kind === 'functionalBranch';

/** Kinds that a Party organisation guides and urges (domain.md B1). */
export const isGuided = (kind: string): boolean =>
  branches.includes(kind) || ['partyCell', 'partyActivityGroup', 'temporaryPartyOrg'].includes(kind);

/** Kinds that guide; the office Party group comes first. */
export const guidingKinds: readonly string[] = ['officePartyGroup', 'officePartyCommittee', 'partyGroup'];
