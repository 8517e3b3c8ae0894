import type { Message, Sentence } from '../../platform/locale/messages.ts';
import type { Change, Payloads } from './acts.ts';
import { demandWord } from './gates.ts';
import { tell } from './messages.ts';
import { hardnessWord } from './rules.ts';

const modeWord: Record<string, Sentence> = {
  watch: { zh: '盯住监督', en: 'watched closely' },
  track: { zh: '跟踪监督', en: 'tracked' },
  forceful: { zh: '强力监督', en: 'forcefully supervised' },
};

const objectWord: Record<string, Sentence> = {
  hardIndicator: { zh: '硬指标', en: 'hard indicator' },
  hardTask: { zh: '硬任务', en: 'hard task' },
  keyMeasure: { zh: '关键举措', en: 'key measure' },
  weakLink: { zh: '薄弱环节', en: 'weak link' },
};

/** How the timeline says what an amendment names by id or by day. */
interface Speaking {
  said: (message: Message) => string;
  word: (sentence: Sentence) => string;
  named: (id: string | null) => string;
  due: (change: Change<string | null>) => string;
}

/** What an amendment changed, both sides of each change, and what a followed revision asks that a task does not hold. */
export function tellAmendment({ changes, asked }: Payloads['amend'], { said, word, named, due }: Speaking): string[] {
  const none = said(tell.nobody());
  const tellChange = <T>(change: Change<T> | undefined, sentence: keyof typeof tell, words: (value: T) => string) =>
    change ? [said(tell[sentence]({ before: words(change.before) || none, after: words(change.after) || none }))] : [];
  const worded = (of: Record<string, Sentence>) => (value: string | null) =>
    value === null ? none : of[value] ? word(of[value]) : value;
  return [
    ...(changes.dueOn ? [due(changes.dueOn)] : []),
    ...tellChange(changes.action, 'action', String),
    ...tellChange(changes.standard, 'standard', String),
    ...tellChange(changes.quantities, 'quantities', (all) => all.map((one) => one.text).join('、')),
    ...tellChange(changes.hardness, 'hardness', worded(hardnessWord)),
    ...tellChange(changes.supervisionMode, 'supervisionMode', worded(modeWord)),
    ...tellChange(changes.supervisionObject, 'supervisionObject', worded(objectWord)),
    ...tellChange(changes.evidenceExpected, 'evidenceExpected', String),
    ...tellChange(changes.evidenceDemand, 'evidenceDemand', (demand) =>
      demand ? word(demandWord[demand.kind]) : none,
    ),
    ...tellChange(changes.accountablePersonId, 'accountable', named),
    ...tellChange(changes.leaderPersonId, 'leader', named),
    ...tellChange(changes.supporters, 'supporters', (ids) => ids.map(named).join('、')),
    ...(changes.requirementRevision ? [said(tell.revision({ after: changes.requirementRevision.after }))] : []),
    ...tellChange(asked?.owners, 'askedOwners', (words) => words.join('、')),
    ...tellChange(asked?.recurrence, 'askedRecurrence', String),
  ];
}
