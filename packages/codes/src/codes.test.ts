import { describe, expect, it } from 'vitest';
import {
  activityTypes,
  affiliations,
  attendedPresences,
  branchKinds,
  contactMeans,
  dutyForms,
  ethnicGroups,
  findActivityType,
  findAffiliation,
  findContactMeans,
  findDutyForm,
  findEthnicGroup,
  findFunctionType,
  findMembershipStatus,
  findMemberTitle,
  findOrganisationKind,
  findPostKind,
  findPresence,
  findRelationKind,
  findSector,
  findSex,
  functionTypes,
  isPartyMember,
  normaliseName,
  organisationKinds,
  postFitsOrganisation,
  postKinds,
  presences,
  relationKinds,
  sectorsOfTerm,
  sexes,
} from './index.ts';
import { indexByWord } from './normalise.ts';

describe('political affiliations', () => {
  it('has the thirteen codes of GB/T 4762 in order', () => {
    expect(affiliations.map((entry) => entry.code)).toEqual(
      Array.from({ length: 13 }, (_, index) => String(index + 1).padStart(2, '0')),
    );
  });

  it.each([
    ['01', '01'],
    ['1', '01'],
    ['中国共产党党员', '01'],
    ['中共 党员', '01'],
    ['中共预备党员', '02'],
    ['民革党员', '04'],
    ['中国国民党革命委员会会员', '04'],
    ['民盟', '05'],
    ['民建会员', '06'],
    ['无党派人士', '12'],
    ['无党派民主人士', '12'],
    ['１３', '13'],
  ])('reads %s as %s', (word, code) => {
    expect(findAffiliation(word)).toMatchObject({ code });
  });

  it('calls a bare 党员 ambiguous and an unknown word unknown', () => {
    expect(findAffiliation('党员')).toBe('ambiguous');
    expect(findAffiliation('民社党')).toBeNull();
    expect(findAffiliation('')).toBeNull();
    expect(findAffiliation('14')).toBeNull();
  });

  it('counts probationary and dual-party persons as Party members', () => {
    expect(isPartyMember(['02'])).toBe(true);
    expect(isPartyMember(['06', '01'])).toBe(true);
    expect(isPartyMember(['05'])).toBe(false);
    expect(isPartyMember([])).toBe(false);
  });
});

describe('sectors', () => {
  it('has 34 in both national terms, with the merger and the new one of the 14th', () => {
    const thirteenth = sectorsOfTerm(13).map((sector) => sector.name);
    const fourteenth = sectorsOfTerm(14).map((sector) => sector.name);
    expect(thirteenth).toHaveLength(34);
    expect(fourteenth).toHaveLength(34);
    expect(fourteenth).toContain('环境资源界');
    expect(thirteenth).not.toContain('环境资源界');
    expect(fourteenth).not.toContain('青联');
  });

  it('reads a sector with and without 界', () => {
    expect(findSector('教育')?.id).toBe('education');
    expect(findSector('教育界')?.id).toBe('education');
    expect(findSector('民盟界')?.id).toBe('democraticLeague');
    expect(findSector('航天界')).toBeNull();
  });
});

describe('ethnic groups and sex', () => {
  it('has 56 groups with distinct codes and letters and the two extensions', () => {
    const standard = ethnicGroups.filter((group) => group.letters !== null);
    expect(standard).toHaveLength(56);
    expect(new Set(standard.map((group) => group.letters)).size).toBe(56);
    expect(ethnicGroups.map((group) => group.code)).toEqual(expect.arrayContaining(['01', '56', '97', '98']));
    expect(findEthnicGroup('57')).toBeNull();
  });

  it.each([
    ['汉', '01'],
    ['汉族', '01'],
    ['1', '01'],
    ['tj', '15'],
    ['TA', '41'],
    ['土家', '15'],
    ['其他', '97'],
  ])('reads %s as %s', (word, code) => {
    expect(findEthnicGroup(word)?.code ?? null).toBe(code);
  });

  it('reads the codes and words of GB/T 2261.1', () => {
    expect(sexes.map((sex) => sex.code)).toEqual(['0', '1', '2', '9']);
    expect(findSex('女')?.code).toBe('2');
    expect(findSex('男性')?.code).toBe('1');
    expect(findSex('3')).toBeNull();
  });
});

describe('organisations, relations and posts', () => {
  it('finds each kind by identifier, name and alias', () => {
    for (const kind of organisationKinds) {
      for (const word of [kind.id, kind.name, ...kind.aliases]) expect(findOrganisationKind(word)?.id).toBe(kind.id);
    }
    expect(organisationKinds.filter((kind) => kind.imported)).toHaveLength(13);
  });

  it('has the eight relations of the graph and says which carry the guided scope', () => {
    expect(relationKinds).toHaveLength(8);
    expect(relationKinds.filter((kind) => kind.carriesGuidedScope).map((kind) => kind.id)).toEqual([
      'leads',
      'guides',
      'guidesAndUrges',
    ]);
    expect(findRelationKind('指导督促')?.id).toBe('guidesAndUrges');
  });

  it('refuses a post in the wrong kind of organisation', () => {
    expect(postFitsOrganisation('branchSecretary', 'committeeBranch')).toBe(true);
    expect(postFitsOrganisation('branchSecretary', 'partyGroup')).toBe(false);
    expect(postFitsOrganisation('partyGroupSecretary', 'officePartyGroup')).toBe(true);
    expect(postFitsOrganisation('liaison', 'participatingUnit')).toBe(true);
    expect(branchKinds).toEqual(['officeBranch', 'committeeBranch', 'functionalBranch']);
  });

  it('finds each post and keeps unknown titles unknown', () => {
    for (const post of postKinds) expect(findPostKind(post.name)?.id).toBe(post.id);
    expect(findPostKind('调研员')).toBeNull();
  });
});

describe('duty and membership words', () => {
  it('has four functions and six forms, where 民主监督 is one of each', () => {
    expect(functionTypes).toHaveLength(4);
    expect(dutyForms).toHaveLength(6);
    expect(findFunctionType('民主监督')?.id).toBe('democraticSupervision');
    expect(findDutyForm('民主监督')?.id).toBe('supervision');
    expect(findDutyForm('打卡')).toBeNull();
  });

  it('reads an empty title as a plain member but an empty status as nothing', () => {
    expect(findMemberTitle(' ')?.id).toBe('member');
    expect(findMemberTitle('机关干部')?.id).toBe('officeStaff');
    expect(findMembershipStatus('去世')?.id).toBe('deceased');
    expect(findMembershipStatus('')).toBeNull();
  });
});

describe('words of records', () => {
  it('has the thirteen types of activity and finds each by identifier and name', () => {
    expect(activityTypes).toHaveLength(13);
    for (const type of activityTypes) {
      expect(findActivityType(type.id)?.id).toBe(type.id);
      expect(findActivityType(` ${type.name}`)?.id).toBe(type.id);
    }
    expect(findActivityType('团建')).toBeNull();
    expect(findActivityType('')).toBeNull();
  });

  it('has six means of contact', () => {
    expect(contactMeans.map((means) => means.name)).toEqual(['面谈', '走访', '电话', '座谈', '线上', '其他']);
    expect(findContactMeans('走 访')?.id).toBe('visit');
    expect(findContactMeans('')).toBeNull();
  });

  it('counts those present and those observing as attended', () => {
    expect(presences.map((presence) => presence.name)).toEqual(['出席', '列席', '请假', '缺席']);
    expect(attendedPresences).toEqual([findPresence('出席')?.id, findPresence('列席')?.id]);
    expect(findPresence('迟到')).toBeNull();
  });
});

describe('comparison of words', () => {
  it('ignores width, blanks and the kind of middle dot', () => {
    expect(normaliseName(' 阿依‧古丽　')).toBe('阿依·古丽');
    expect(normaliseName('Ａ１')).toBe('A1');
  });

  it('refuses a list in which one word names two entries', () => {
    expect(() => indexByWord([{ w: 'a' }, { w: 'ａ' }], (entry) => [entry.w])).toThrow(/two entries/);
  });
});
