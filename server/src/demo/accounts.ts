import { pinyin } from 'pinyin-pro';
import type { Role } from '../platform/access/permissions.ts';
import type { Account, Person, Persona } from './model.ts';
import type { BodyOffices } from './organisations.ts';
import type { CityStaff, Staff } from './staff.ts';

interface Holder {
  username: string;
  person: Person;
  title: string;
  titleEnglish: string;
  role: Role;
  organisationId: string;
  persona?: Persona;
}

/** The county whose clerk the persona card offers: one that has no committee branch yet. */
export const personaCounty = 'fengyu';

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `沈亦舟` → `Shen Yizhou`. */
function latinName(name: string): string {
  const surname = pinyin(name, {
    toneType: 'none',
    mode: 'surname',
    pattern: 'pinyin',
    type: 'array',
    surname: 'head',
  });
  const surnameLength = /^(欧阳|上官|司徒|慕容)/.test(name) ? 2 : 1;
  return [surname.slice(0, surnameLength), surname.slice(surnameLength)]
    .map((syllables) => capitalised(syllables.join('').replaceAll('ü', 'yu')))
    .join(' ');
}

interface Holders {
  city: BodyOffices;
  cityStaff: CityStaff;
  cityChair: Person;
  /** Secretary of the branch that the persona card offers. */
  branchSecretary: Person;
  inspector: Person;
  counties: readonly { offices: BodyOffices; staff: Staff }[];
}

/** Every account of the demo: the personas of spine.md 6.3 and a clerk for each county and each city committee. */
export function openAccounts(holders: Holders, identifier: () => string): Account[] {
  return [...personas(holders), ...countyClerks(holders), ...cityUnitClerks(holders)].map((holder) => ({
    id: identifier(),
    username: holder.username,
    displayName: holder.person.name,
    displayNameEnglish: latinName(holder.person.name),
    title: holder.title,
    titleEnglish: holder.titleEnglish,
    personId: holder.person.id,
    role: holder.role,
    organisationId: holder.organisationId,
    persona: holder.persona ?? null,
  }));
}

function personas({ city, cityStaff, cityChair, branchSecretary, inspector }: Holders): Holder[] {
  const organisationId = city.bodyId;
  const branch = city.committeeBranches[0];
  if (branch === undefined) throw new Error('The city has no committee branch');
  return [
    {
      username: 'clerk',
      person: cityStaff.clerk,
      title: '市政协办公室经办',
      titleEnglish: 'Office clerk of the city',
      role: 'officeClerk',
      organisationId,
      persona: 'clerk',
    },
    {
      username: 'verifier',
      person: cityStaff.verifier,
      title: '市政协核验人',
      titleEnglish: 'Verifier of the city',
      role: 'verifier',
      organisationId,
      persona: 'verifier',
    },
    {
      username: 'secretary',
      person: branchSecretary,
      title: '提案委员会党支部书记',
      titleEnglish: 'Secretary of the proposals committee branch',
      role: 'branchSecretary',
      organisationId: branch.id,
      persona: 'branchSecretary',
    },
    {
      username: 'leader',
      person: cityChair,
      title: '市政协党组书记、主席',
      titleEnglish: 'Party group secretary and chair of the city',
      role: 'leader',
      organisationId,
      persona: 'leader',
    },
    {
      username: 'inspector',
      person: inspector,
      title: '督导组成员（市委督查室）',
      titleEnglish: 'Inspector from the supervision office',
      role: 'inspector',
      organisationId,
      persona: 'inspector',
    },
    {
      username: 'sysadmin',
      person: cityStaff.systemAdministrator,
      title: '系统管理员',
      titleEnglish: 'System administrator',
      role: 'systemAdministrator',
      organisationId,
      persona: 'systemAdministrator',
    },
    {
      username: 'secadmin',
      person: cityStaff.securityAdministrator,
      title: '安全管理员',
      titleEnglish: 'Security administrator',
      role: 'securityAdministrator',
      organisationId,
      persona: 'securityAdministrator',
    },
    {
      username: 'auditadmin',
      person: cityStaff.auditAdministrator,
      title: '审计管理员',
      titleEnglish: 'Audit administrator',
      role: 'auditAdministrator',
      organisationId,
      persona: 'auditAdministrator',
    },
  ];
}

function countyClerks({ counties }: Holders): Holder[] {
  return counties.map(({ offices, staff }) => ({
    username: offices.place.slug,
    person: staff.clerk,
    title: `${offices.place.name}政协经办`,
    titleEnglish: `Clerk of ${offices.place.english}`,
    role: 'unitClerk',
    organisationId: offices.bodyId,
    ...(offices.place.slug === personaCounty ? { persona: 'countyClerk' as const } : {}),
  }));
}

function cityUnitClerks({ city, cityStaff }: Holders): Holder[] {
  const committees = city.committees.map((committee, index): Holder => {
    const person = cityStaff.committeeClerks[index];
    if (person === undefined) throw new Error(`No clerk for ${committee.name}`);
    return {
      username: committee.slug,
      person,
      title: `${committee.name}经办`,
      titleEnglish: `Clerk of the committee for ${committee.english.toLowerCase()}`,
      role: 'unitClerk',
      organisationId: committee.id,
    };
  });
  const officePartyGroup: Holder = {
    username: 'officeparty',
    person: cityStaff.partyAffairsCadre,
    title: '市政协机关党组经办',
    titleEnglish: 'Clerk of the office Party group',
    role: 'unitClerk',
    organisationId: city.officePartyGroupId,
  };
  return [...committees, officePartyGroup];
}
