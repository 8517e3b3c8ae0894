import { indexByWord, normaliseName } from './normalise.ts';
import { branchKinds, type OrganisationKindId } from './organisation-kinds.ts';

export interface PostKind {
  id: string;
  name: string;
  english: string;
  /** Kinds of organisation that have such a post; `null` = any. A post elsewhere is an error (measures.md 2). */
  organisationKinds: readonly OrganisationKindId[] | null;
}

const PARTY_GROUPS: readonly OrganisationKindId[] = ['partyGroup', 'officePartyGroup'];
const BODIES: readonly OrganisationKindId[] = ['cppccBody'];
const COMMITTEES: readonly OrganisationKindId[] = ['specialCommittee'];
const GROUPS: readonly OrganisationKindId[] = ['partyActivityGroup', 'memberActivityGroup', 'partyCell'];

/** Posts that Xieli knows by meaning (domain.md B2, measures.md 2.3). Other titles are kept as they are written. */
export const postKinds = [
  { id: 'partyGroupSecretary', name: '党组书记', english: 'Party group secretary', organisationKinds: PARTY_GROUPS },
  {
    id: 'deputyPartyGroupSecretary',
    name: '党组副书记',
    english: 'Deputy Party group secretary',
    organisationKinds: PARTY_GROUPS,
  },
  { id: 'partyGroupMember', name: '党组成员', english: 'Party group member', organisationKinds: PARTY_GROUPS },
  {
    id: 'officePartyCommitteeSecretary',
    name: '机关党委书记',
    english: 'Office Party committee secretary',
    organisationKinds: ['officePartyCommittee'],
  },
  { id: 'branchSecretary', name: '支部书记', english: 'Branch secretary', organisationKinds: branchKinds },
  {
    id: 'deputyBranchSecretary',
    name: '支部副书记',
    english: 'Deputy branch secretary',
    organisationKinds: branchKinds,
  },
  {
    id: 'organisationCommissioner',
    name: '组织委员',
    english: 'Branch member for organisation',
    organisationKinds: branchKinds,
  },
  {
    id: 'publicityCommissioner',
    name: '宣传委员',
    english: 'Branch member for publicity',
    organisationKinds: branchKinds,
  },
  {
    id: 'disciplineCommissioner',
    name: '纪检委员',
    english: 'Branch member for discipline',
    organisationKinds: branchKinds,
  },
  { id: 'branchCommitteeMember', name: '支部委员', english: 'Branch committee member', organisationKinds: branchKinds },
  { id: 'chair', name: '主席', english: 'Chair', organisationKinds: BODIES },
  { id: 'viceChair', name: '副主席', english: 'Vice-chair', organisationKinds: BODIES },
  { id: 'secretaryGeneral', name: '秘书长', english: 'Secretary-general', organisationKinds: BODIES },
  { id: 'deputySecretaryGeneral', name: '副秘书长', english: 'Deputy secretary-general', organisationKinds: BODIES },
  { id: 'committeeDirector', name: '专委会主任', english: 'Committee director', organisationKinds: COMMITTEES },
  {
    id: 'committeeDeputyDirector',
    name: '专委会副主任',
    english: 'Deputy committee director',
    organisationKinds: COMMITTEES,
  },
  { id: 'officeDirector', name: '办公室主任', english: 'Office director', organisationKinds: ['office'] },
  {
    id: 'supervisionDirector',
    name: '督查室主任',
    english: 'Head of the supervision office',
    organisationKinds: ['supervisionOffice'],
  },
  { id: 'groupLeader', name: '组长', english: 'Group leader', organisationKinds: GROUPS },
  { id: 'inspectionLeader', name: '督导组组长', english: 'Inspection team leader', organisationKinds: null },
  { id: 'inspectionMember', name: '督导组成员', english: 'Inspection team member', organisationKinds: null },
  { id: 'partyAffairsCadre', name: '党务干部', english: 'Party-affairs cadre', organisationKinds: null },
  { id: 'clerk', name: '经办人', english: 'Clerk', organisationKinds: null },
  { id: 'liaison', name: '联络员', english: 'Liaison', organisationKinds: null },
] as const satisfies readonly PostKind[];

export type PostKindId = (typeof postKinds)[number]['id'];

const byWord = indexByWord<(typeof postKinds)[number]>(postKinds, (kind) => [kind.id, kind.name]);

/** The post that an identifier or its Chinese name means; `null` for a title that is only kept. */
export function findPostKind(word: string): (typeof postKinds)[number] | null {
  return byWord.get(normaliseName(word)) ?? null;
}

/** Whether an organisation of this kind can have this post. */
export function postFitsOrganisation(post: PostKindId, organisation: OrganisationKindId): boolean {
  const kind: PostKind | undefined = postKinds.find((entry) => entry.id === post);
  if (kind === undefined) return false;
  return kind.organisationKinds === null || kind.organisationKinds.includes(organisation);
}

/** Posts that make their holder an eligible contact of any member (measures.md 3.6). */
export const partyGroupPosts: readonly PostKindId[] = [
  'partyGroupSecretary',
  'deputyPartyGroupSecretary',
  'partyGroupMember',
];

/** Posts in the team of a branch (measures.md 2.3). */
export const branchPosts: readonly PostKindId[] = [
  'branchSecretary',
  'deputyBranchSecretary',
  'organisationCommissioner',
  'publicityCommissioner',
  'disciplineCommissioner',
  'branchCommitteeMember',
];
