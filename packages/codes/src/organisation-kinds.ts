import { indexByWord, normaliseName } from './normalise.ts';

export interface OrganisationKind {
  /** Identifier of domain.md H. */
  id: string;
  name: string;
  english: string;
  aliases: readonly string[];
  /** Whether 组织名册 may import this kind (measures.md 2.1); the others exist too (spine.md 2.6). */
  imported: boolean;
}

/** Kinds of organisation, in the order of measures.md 2.1 and then those that no template imports. */
export const organisationKinds = [
  { id: 'cppccBody', name: '政协委员会', english: 'CPPCC body', aliases: ['政协机构'], imported: true },
  { id: 'partyGroup', name: '政协党组', english: 'Leading Party group', aliases: ['党组'], imported: true },
  { id: 'officePartyGroup', name: '机关党组', english: 'Office Party group', aliases: [], imported: true },
  { id: 'officePartyCommittee', name: '机关党委', english: 'Office Party committee', aliases: [], imported: true },
  { id: 'officeBranch', name: '机关党支部', english: 'Office branch', aliases: [], imported: true },
  {
    id: 'committeeBranch',
    name: '专委会党支部',
    english: 'Committee branch',
    aliases: ['专委会功能型党支部', '专委会党组织'],
    imported: true,
  },
  { id: 'functionalBranch', name: '功能型党支部', english: 'Functional branch', aliases: [], imported: true },
  { id: 'partyCell', name: '党小组', english: 'Party cell', aliases: [], imported: true },
  {
    id: 'partyActivityGroup',
    name: '党员活动小组',
    english: 'Party-member activity group',
    aliases: ['党员委员活动小组'],
    imported: true,
  },
  {
    id: 'temporaryPartyOrg',
    name: '临时党组织',
    english: 'Temporary Party organisation',
    aliases: ['临时党支部'],
    imported: true,
  },
  {
    id: 'specialCommittee',
    name: '专门委员会',
    english: 'Special committee',
    aliases: ['专委会'],
    imported: true,
  },
  { id: 'memberActivityGroup', name: '委员活动组', english: 'Member activity group', aliases: [], imported: true },
  { id: 'participatingUnit', name: '参加单位', english: 'Participating unit', aliases: [], imported: true },
  { id: 'subPartyGroup', name: '分党组', english: 'Sub Party group', aliases: ['专委会分党组'], imported: false },
  { id: 'office', name: '办公室', english: 'General office', aliases: ['办公厅'], imported: false },
  { id: 'coordinatingDept', name: '协同部门', english: 'Coordinating department', aliases: [], imported: false },
  { id: 'supervisionOffice', name: '督查室', english: 'Supervision office', aliases: ['督查机构'], imported: false },
  { id: 'handlingUnit', name: '承办单位', english: 'Handling unit', aliases: [], imported: false },
  { id: 'upstreamIssuer', name: '上级发文机关', english: 'Upstream issuer', aliases: [], imported: false },
] as const satisfies readonly OrganisationKind[];

export type OrganisationKindId = (typeof organisationKinds)[number]['id'];

const byWord = indexByWord<(typeof organisationKinds)[number]>(organisationKinds, (kind) => [
  kind.id,
  kind.name,
  ...kind.aliases,
]);

/** The kind that an identifier, its Chinese name or an alias means; `null` for any other word. */
export function findOrganisationKind(word: string): (typeof organisationKinds)[number] | null {
  return byWord.get(normaliseName(word)) ?? null;
}

/** Branches in the sense of measures.md 3.1. */
export const branchKinds: readonly OrganisationKindId[] = ['officeBranch', 'committeeBranch', 'functionalBranch'];

/** Party organisations in the sense of measures.md 3.1. */
export const partyOrganisationKinds: readonly OrganisationKindId[] = [
  ...branchKinds,
  'partyGroup',
  'officePartyGroup',
  'officePartyCommittee',
  'partyCell',
  'partyActivityGroup',
  'temporaryPartyOrg',
];
