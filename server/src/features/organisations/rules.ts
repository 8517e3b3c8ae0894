import { branchKinds, findOrganisationKind, type OrganisationKindId } from '@xieli/codes';
import { type Message, messages } from '../../platform/locale/messages.ts';

export const say = messages('organisations', {
  notFound: { zh: '没有找到这个组织', en: 'There is no such organisation' },
  bodyNotFound: {
    zh: '没有找到所属政协，或它在该日不存在',
    en: 'There is no such body, or it does not exist on that day',
  },
  unknownKind: { zh: '没有“{kind}”这种组织类别', en: 'There is no kind of organisation “{kind}”' },
  importedOnly: {
    zh: '政协委员会和上级发文机关随组织名册导入，不在此设立',
    en: 'Bodies and upstream issuers come with the import of organisations and are not founded here',
  },
  inFuture: { zh: '日期不能晚于今天（{today}）', en: 'The date cannot be later than today ({today})' },
  nameTaken: { zh: '同一政协内已有组织叫“{name}”', en: 'Another organisation of this body is called “{name}”' },
  attachedToNothing: {
    zh: '专委会党支部须依托至少一个专门委员会',
    en: 'A committee branch has to be attached to at least one special committee',
  },
  notAttachable: {
    zh: '“{name}”不能作为依托对象：须为同一政协内、当日存在的专门委员会或党支部',
    en: '“{name}” cannot carry it: it must be a special committee or branch of the same body that exists on that day',
  },
  notGuiding: {
    zh: '“{name}”不能指导督促它：须为同一政协内、当日存在的党组或机关党委',
    en: '“{name}” cannot guide it: it must be a Party group or office Party committee of the same body on that day',
  },
  beforeBeginning: { zh: '日期须晚于{from}', en: 'The date must be later than {from}' },
  sameName: { zh: '新名称与现名称相同', en: 'The new name is the present one' },
  alreadyDissolved: { zh: '该组织已撤销', en: 'The organisation is dissolved already' },
  bodyStays: { zh: '政协委员会下仍有组织，不能撤销', en: 'The body still has organisations and cannot be dissolved' },
  carriesOthers: {
    zh: '仍有组织依托于它（{names}），请先撤销这些组织',
    en: 'Others are attached to it ({names}); dissolve them first',
  },
  successorUnfit: {
    zh: '承接组织须为另一个、在该日存在的组织',
    en: 'The successor must be another organisation that exists on that day',
  },
  correctedMeanwhile: {
    zh: '这条信息刚被他人更正，请刷新后重新提交',
    en: 'Somebody corrected this meanwhile; reload and submit again',
  },
  changedMeanwhile: {
    zh: '该组织的信息刚被他人改动，请核对后重新提交',
    en: 'Somebody changed this organisation meanwhile; look at it and submit again',
  },
});

/** What a rule knows of an organisation on the day it judges. */
export interface Standing {
  id: string;
  name: string;
  kind: string;
  bodyId: string;
  exists: boolean;
}

export interface Founding {
  name: string;
  kind: string;
  foundedOn: string;
  attachedTo: readonly string[];
  guidedBy: string | null;
}

/** A finding of a rule: the field to mend and what to say of it. */
export interface Finding {
  field: string;
  said: Message;
}

const importedOnly: readonly OrganisationKindId[] = ['cppccBody', 'upstreamIssuer'];
const carrying: readonly string[] = ['specialCommittee', ...branchKinds];
const guiding: readonly string[] = ['partyGroup', 'officePartyGroup', 'officePartyCommittee'];

/**
 * Why an organisation cannot be founded so, or null when it can (domain.md B1).
 * @param others organisations it names, as they are on the founding day
 * @param takenNames official names in the body on that day
 */
export function findingOnFounding(
  founding: Founding,
  bodyId: string,
  others: ReadonlyMap<string, Standing>,
  takenNames: ReadonlySet<string>,
  today: string,
): Finding | null {
  const kind = findOrganisationKind(founding.kind)?.id;
  if (kind !== founding.kind) return { field: 'kind', said: say.unknownKind({ kind: founding.kind }) };
  if (importedOnly.includes(kind)) return { field: 'kind', said: say.importedOnly() };
  const body = others.get(bodyId);
  if (!body?.exists || body.kind !== 'cppccBody') return { field: 'bodyId', said: say.bodyNotFound() };
  if (founding.foundedOn > today) return { field: 'foundedOn', said: say.inFuture({ today }) };
  if (takenNames.has(founding.name)) return { field: 'name', said: say.nameTaken({ name: founding.name }) };
  if (kind === 'committeeBranch' && founding.attachedTo.length === 0)
    return { field: 'attachedTo', said: say.attachedToNothing() };
  const within = (id: string, kinds: readonly string[]) => {
    const other = others.get(id);
    return other?.exists === true && other.bodyId === bodyId && kinds.includes(other.kind);
  };
  const unfit = founding.attachedTo.find(
    (id) => !within(id, kind === 'committeeBranch' ? ['specialCommittee'] : carrying),
  );
  if (unfit) return { field: 'attachedTo', said: say.notAttachable({ name: others.get(unfit)?.name ?? unfit }) };
  if (founding.guidedBy && !within(founding.guidedBy, guiding)) {
    return {
      field: 'guidedBy',
      said: say.notGuiding({ name: others.get(founding.guidedBy)?.name ?? founding.guidedBy }),
    };
  }
  return null;
}

/** Why it cannot have the new name from that day, or null. `since` is the first day of its present name. */
export function findingOnRenaming(
  renaming: { name: string; from: string },
  present: { name: string; since: string | null; exists: boolean },
  takenNames: ReadonlySet<string>,
  today: string,
): Finding | null {
  if (!present.exists) return { field: 'id', said: say.alreadyDissolved() };
  if (renaming.name === present.name) return { field: 'name', said: say.sameName() };
  if (renaming.from > today) return { field: 'from', said: say.inFuture({ today }) };
  if (present.since !== null && renaming.from <= present.since) {
    return { field: 'from', said: say.beforeBeginning({ from: present.since }) };
  }
  if (takenNames.has(renaming.name)) return { field: 'name', said: say.nameTaken({ name: renaming.name }) };
  return null;
}

export interface Ending {
  exists: boolean;
  /** First day of its existence. */
  since: string | null;
  isBody: boolean;
  /** Organisations of the body besides itself that exist on the day. */
  hasOthers: boolean;
  /** Names of organisations attached to it on the day. */
  carries: readonly string[];
}

/** Why it cannot be dissolved as of that day, or null. Its tasks do not stand in the way: they stay and are marked (spine.md 4.6). */
export function findingOnDissolving(
  dissolving: { on: string; successorId: string | null },
  id: string,
  ending: Ending,
  successor: Standing | undefined,
  today: string,
): Finding | null {
  if (!ending.exists) return { field: 'id', said: say.alreadyDissolved() };
  if (dissolving.on > today) return { field: 'on', said: say.inFuture({ today }) };
  if (ending.since !== null && dissolving.on <= ending.since)
    return { field: 'on', said: say.beforeBeginning({ from: ending.since }) };
  if (ending.isBody && ending.hasOthers) return { field: 'id', said: say.bodyStays() };
  if (ending.carries.length > 0) return { field: 'id', said: say.carriesOthers({ names: ending.carries.join('、') }) };
  if (dissolving.successorId !== null && (dissolving.successorId === id || !successor?.exists)) {
    return { field: 'successorId', said: say.successorUnfit() };
  }
  return null;
}
