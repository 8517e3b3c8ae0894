import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../app/locale/text.ts';
import { usePermitted } from '../../app/session.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import styles from './board.module.css';
import { boardText } from './locale.ts';
import { BarLegend, Progress } from './Progress.tsx';
import { type BoardAnswer, mostLate, shortName } from './shapes.ts';

const bodiesNamed = 3;

/** The answer of the board on one phone screen: what was asked, how it stands, what is late and with whom, and for a leader what needs me. */
export function Headline({ board, instruct }: { board: BoardAnswer; instruct: ReactNode }) {
  const t = useText(boardText);
  const { headline } = board;
  const late = (headline.late.value ?? 0) > 0;
  // What waits for others stands on their first page; the board speaks of what a leader settles by a word.
  const leads = usePermitted('instruction.write');
  const needed = (headline.needsMe.value ?? 0) > 0;
  return (
    <section className={styles.headline} aria-label={t('title')}>
      <div className={styles.progress}>
        <div className={styles.figures}>
          <FigureValue figure={headline.closed} label={t('answer.closed')} size="large" />
          <FigureValue figure={headline.dispatched} label={t('answer.tasks')} />
          <FigureValue figure={headline.onTime} label={t('answer.onTime')} />
        </div>
        <Progress closed={headline.closed} late={headline.late} tall />
        <BarLegend />
      </div>
      <dl className={styles.lines}>
        {headline.requirementsAssigned.value === null ? null : (
          <Line label={t('answer.asked')}>
            <FigureValue figure={headline.requirementsAssigned} label={t('answer.asked')} size="inline" counts />
            <span className={styles.quiet}>
              {t(board.directive === null ? 'answer.askedAllText' : 'answer.askedText')}
            </span>
          </Line>
        )}
        <Line label={t('answer.late')} tone={late ? 'late' : 'quiet'}>
          {late ? (
            <>
              <FigureValue figure={headline.late} label={t('answer.late')} size="inline" />
              <span className={styles.with}>
                {mostLate(board.bodies, bodiesNamed).map((body) => (
                  <span key={body.id} className={styles.nowrap}>
                    {shortName(body.name)}{' '}
                    <FigureValue figure={body.late} label={`${body.name} ${t('answer.late')}`} size="inline" />
                  </span>
                ))}
              </span>
            </>
          ) : (
            t('answer.noneLate')
          )}
        </Line>
        {leads ? (
          <Line label={t('answer.needsMe')} tone={needed ? 'strong' : 'quiet'}>
            {needed ? (
              <>
                <FigureValue figure={headline.needsMe} label={t('answer.needsMe')} size="inline" />
                <a href="#needs-me" className={styles.see}>
                  {t('answer.see')}
                </a>
              </>
            ) : (
              <span>{t('answer.nothingForMe')}</span>
            )}
            {instruct}
          </Line>
        ) : null}
        <Line label={t('answer.next')}>
          <FigureValue figure={headline.dueSoon} label={t('answer.next')} size="inline" />
        </Line>
        <Line label={t('answer.toVerify')}>
          <FigureValue figure={headline.toVerify} label={t('answer.toVerify')} size="inline" />
          <span className={styles.beside}>
            {t('answer.unacknowledged')}{' '}
            <FigureValue figure={headline.unacknowledged} label={t('answer.unacknowledged')} size="inline" />
          </span>
        </Line>
      </dl>
    </section>
  );
}

function Line({ label, tone, children }: { label: string; tone?: 'late' | 'strong' | 'quiet'; children: ReactNode }) {
  return (
    <div className={styles.line} data-tone={tone}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The button of the 批示 box; the box itself is loaded when it is pressed. */
export function InstructButton({ onOpen, compact = false }: { onOpen: () => void; compact?: boolean }) {
  const t = useText(boardText);
  return (
    <Button variant={compact ? 'default' : 'filled'} onClick={onOpen} data-print="no">
      {t('instruct')}
    </Button>
  );
}
