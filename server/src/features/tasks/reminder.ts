import { daysBetween } from '../../platform/clock/days.ts';
import { dayInWords, type Language, speak } from '../../platform/locale/messages.ts';
import { remind } from './messages.ts';

/** One task that somebody is reminded of. */
export interface RemindedTask {
  id: string;
  action: string;
  organisation: string;
  person: string;
  dueOn: string | null;
  finishedOn: string | null;
}

const shownSigns = 60;

/**
 * The text a clerk copies into the chat group: who, what, until when and where, politely and without a reproach in it. By
 * organisation, the nearest due day first; tasks under review are nobody's to be reminded of.
 * @param address origin under which the links are opened
 */
export function reminderText(
  title: string,
  tasks: readonly RemindedTask[],
  today: string,
  address: string,
  language: Language,
): string {
  if (tasks.length === 0) return speak(remind.nothing({ title }), language);
  const lines = [speak(remind.greeting(), language), speak(remind.opening({ title }), language)];
  const byOrganisation = Map.groupBy(tasks, (task) => task.organisation);
  for (const [organisation, own] of byOrganisation) {
    const person = [...new Set(own.map((task) => task.person))].join('、');
    lines.push('', speak(remind.organisation({ organisation, person }), language));
    own.sort(byDue).forEach((task, index) => {
      lines.push(
        itemLine(task, index + 1, today, language),
        speak(remind.link({ link: `${address}/t/${task.id}` }), language),
      );
    });
  }
  return [...lines, '', speak(remind.closing(), language)].join('\n');
}

function itemLine(task: RemindedTask, index: number, today: string, language: Language): string {
  const signs = [...task.action];
  const action = signs.length > shownSigns ? `${signs.slice(0, shownSigns - 1).join('')}…` : task.action;
  if (task.dueOn === null) return speak(remind.itemUndated({ index, action }), language);
  const due = dayInWords(task.dueOn, language);
  const count = daysBetween(task.dueOn, today);
  return speak(
    count > 0 ? remind.itemLate({ index, action, due, count }) : remind.itemDue({ index, action, due }),
    language,
  );
}

function byDue(a: RemindedTask, b: RemindedTask): number {
  const [left, right] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
