import { findPostKind, type OrganisationKindId, postFitsOrganisation } from '@xieli/codes';
import { type Message, messages } from '../../platform/locale/messages.ts';

export const say = messages('people', {
  unreadable: {
    zh: '这个号码是用另一套密钥加密的，本系统读不出来；请重新登记',
    en: 'This number was encrypted with other keys and cannot be read here; enter it anew',
  },
  notFound: { zh: '没有找到这个人，或不在您的查看范围内', en: 'There is no such person within what you can see' },
  postNotFound: {
    zh: '没有找到这项任职，可能已被更正或结束',
    en: 'There is no such post; it may have been corrected or ended',
  },
  organisationNotFound: { zh: '没有找到这个组织，或它在该日不存在', en: 'There is no such organisation on that day' },
  unknownPost: { zh: '没有“{post}”这个职务', en: 'There is no post “{post}”' },
  postUnfit: { zh: '{organisation}不设“{post}”', en: '{organisation} has no post “{post}”' },
  inFuture: { zh: '日期不能晚于今天（{today}）', en: 'The date cannot be later than today ({today})' },
  holdsAlready: { zh: '{person}自{from}起已任此职', en: '{person} has held this post since {from}' },
  latterHolder: {
    zh: '现任联络员自{from}起任职，新任日期须晚于该日',
    en: 'The present liaison began on {from}; the new one has to begin later',
  },
  endsBeforeBeginning: { zh: '结束日期不能早于{from}', en: 'It cannot end before {from}' },
  endedAlready: { zh: '此项任职已于{to}结束', en: 'This post ended on {to}' },
  takenMeanwhile: {
    zh: '刚有人任命了联络员，请核对后重新提交',
    en: 'Somebody named a liaison meanwhile; look at it and submit again',
  },
});

export interface Finding {
  field: string;
  said: Message;
}

/** Someone's interval in a post; days with both ends included, `null` is open. */
export interface Tenure {
  personId: string;
  from: string | null;
  to: string | null;
}

export interface Appointment {
  personId: string;
  personName: string;
  post: string;
  from: string;
}

/**
 * Why the person cannot be appointed so, or null (measures.md 2: a post at the wrong kind of organisation is an error).
 * @param holders who holds this very post there on the first day or later
 */
export function findingOnAppointment(
  appointment: Appointment,
  organisation: { name: string; kind: string; exists: boolean },
  holders: readonly Tenure[],
  today: string,
): Finding | null {
  const kind = findPostKind(appointment.post);
  if (kind?.id !== appointment.post) return { field: 'post', said: say.unknownPost({ post: appointment.post }) };
  if (!organisation.exists) return { field: 'id', said: say.organisationNotFound() };
  if (!postFitsOrganisation(kind.id, organisation.kind as OrganisationKindId)) {
    return { field: 'post', said: say.postUnfit({ organisation: organisation.name, post: kind.name }) };
  }
  if (appointment.from > today) return { field: 'from', said: say.inFuture({ today }) };
  const same = holders.find((one) => one.personId === appointment.personId);
  if (same)
    return { field: 'personId', said: say.holdsAlready({ person: appointment.personName, from: same.from ?? '' }) };
  const later = kind.id === 'liaison' && holders.find((one) => one.from !== null && one.from >= appointment.from);
  if (later) return { field: 'from', said: say.latterHolder({ from: later.from ?? '' }) };
  return null;
}

/** Why the post cannot end on that last day, or null. */
export function findingOnEnding(tenure: Tenure, lastDay: string, today: string): Finding | null {
  if (tenure.to !== null && tenure.to <= today) return { field: 'id', said: say.endedAlready({ to: tenure.to }) };
  if (lastDay > today) return { field: 'lastDay', said: say.inFuture({ today }) };
  if (tenure.from !== null && lastDay < tenure.from) {
    return { field: 'lastDay', said: say.endsBeforeBeginning({ from: tenure.from }) };
  }
  return null;
}
