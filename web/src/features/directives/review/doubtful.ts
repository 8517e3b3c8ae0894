import { asksOf } from './asking.ts';
import type { Requirement } from './model.ts';

/** Requirements whose time should be looked at before they are accepted: the day has passed, or none is named. */
export function doubtfulTimes<One extends Pick<Requirement, 'content'>>(requirements: readonly One[], today: string) {
  const asking = (ask: 'dayPassed' | 'noDay') =>
    requirements.filter(({ content }) => asksOf(content, today).includes(ask));
  const passed = asking('dayPassed');
  return { passed, vague: asking('noDay').filter((one) => !passed.includes(one)) };
}
