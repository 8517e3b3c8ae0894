import { useLayoutEffect, useRef } from 'react';
import { formatDay, formatShortDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { axisOf } from './axis.ts';
import styles from './deadlines.module.css';
import type { Deadline } from './shapes.ts';
import { viewsText } from './viewsLocale.ts';

// Heights are pixels and places are shares of the width, so that the words keep their size however wide the line is.
const baseline = 118;
const tallest = 92;
const percent = (share: number) => `${100 * share}%`;

/** The due days on one line: how much falls due when, what of it is late, and where today is. The table below says the same. */
export function Deadlines({ deadlines, today }: { deadlines: readonly Deadline[]; today: string }) {
  const v = useText(viewsText);
  const language = useLanguage();
  const axis = axisOf(deadlines, today);
  const most = Math.max(1, ...axis.marks.map(({ deadline }) => deadline.tasks.value ?? 0));
  const heightOf = (count: number | null) => ((count ?? 0) / most) * tallest;
  const todayX = percent(axis.todayAt);
  const frame = useRef<HTMLElement>(null);
  // On a phone the line is wider than the screen: it opens where today is and then stays where the reader pushes it.
  useLayoutEffect(() => {
    if (frame.current === null) return;
    const { scrollWidth, clientWidth } = frame.current;
    frame.current.scrollLeft = axis.todayAt * scrollWidth - clientWidth / 2;
  }, [axis.todayAt]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways has to be reached by the keyboard */}
      <section ref={frame} className={styles.axisFrame} tabIndex={0} aria-label={v('deadlines.title')}>
        <svg className={styles.axis} role="img" aria-label={v('deadlines.chart')}>
          <pattern id="late-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className={styles.hatchGround} width="5" height="5" />
            <line className={styles.hatchLine} x1="0" x2="0" y1="0" y2="5" />
          </pattern>
          <line className={styles.axisLine} x1="0" x2="100%" y1={baseline} y2={baseline} />
          {axis.months.map(({ day, at }) => (
            <g key={day}>
              <line className={styles.tick} x1={percent(at)} x2={percent(at)} y1={baseline} y2={baseline + 8} />
              <text className={styles.month} x={percent(at)} dx="4" y={baseline + 22}>
                {monthName(day, language)}
              </text>
            </g>
          ))}
          {axis.marks.map(({ deadline, at }) => (
            <g key={deadline.on} transform="translate(-5 0)">
              <rect
                className={styles.dueMark}
                data-past={deadline.on < today || undefined}
                x={percent(at)}
                width="10"
                y={baseline - heightOf(deadline.tasks.value)}
                height={heightOf(deadline.tasks.value)}
              />
              <rect
                className={styles.lateBar}
                x={percent(at)}
                width="10"
                y={baseline - heightOf(deadline.late.value)}
                height={heightOf(deadline.late.value)}
              />
            </g>
          ))}
          <line className={styles.todayLine} x1={todayX} x2={todayX} y1="6" y2={baseline} />
          <text className={styles.todayWord} x={todayX} dx="6" y="16">
            {v('deadlines.today')}
          </text>
        </svg>
      </section>
      {axis.later.length === 0 ? null : (
        <p className={styles.later}>
          {v('deadlines.later')}
          {axis.later.map(({ on, tasks }) => (
            <span key={on} className={styles.nowrap}>
              {formatDay(on, language)}{' '}
              <FigureValue
                figure={tasks}
                label={v('deadlines.tasksOn', { day: formatDay(on, language) })}
                size="inline"
              />
            </span>
          ))}
        </p>
      )}
      <details className={styles.details}>
        <summary>{v('deadlines.list')}</summary>
        <table className={styles.plain}>
          <thead>
            <tr>
              <th scope="col">{v('deadlines.day')}</th>
              <th scope="col">{v('deadlines.tasks')}</th>
              <th scope="col">{v('deadlines.late')}</th>
            </tr>
          </thead>
          <tbody>
            {deadlines.map(({ on, tasks, late }) => (
              <tr key={on}>
                <th scope="row">
                  <time dateTime={on}>{formatShortDay(on, today, language)}</time>
                </th>
                <td>
                  <FigureValue
                    figure={tasks}
                    label={v('deadlines.tasksOn', { day: formatDay(on, language) })}
                    size="inline"
                  />
                </td>
                <td>
                  {(late.value ?? 0) === 0 ? (
                    '—'
                  ) : (
                    <FigureValue
                      figure={late}
                      label={v('deadlines.lateOn', { day: formatDay(on, language) })}
                      size="inline"
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function monthName(day: string, language: 'zh-CN' | 'en'): string {
  const style = language === 'en' ? ({ month: 'short' } as const) : ({ month: 'long' } as const);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { ...style, timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}
