import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { useRead } from '../../../app/queries.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { uiText } from '../../../ui/locale.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { Answered } from '../../../ui/Waiting.tsx';
import type { Requirement } from './model.ts';
import styles from './split.module.css';
import { splitText } from './splitLocale.ts';

interface SplitDialogProps {
  requirement: Requirement;
  problem: unknown;
  sending: boolean;
  /** @param at offset in the text of the document */
  onSplit: (at: number) => void;
  onClose: () => void;
}

/** Where to take one requirement apart: a place that the words suggest, or any other. */
export default function SplitDialog({ requirement, problem, sending, onSplit, onClose }: SplitDialogProps) {
  const t = useText(splitText);
  const ui = useText(uiText);
  const form = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const read = useRead('GET /api/requirements/:requirementId/cuts', { params: { requirementId: requirement.id } });
  const at = chosen ?? read.data?.cuts[0]?.at ?? null;
  return (
    <Dialog
      title={t('title')}
      wide
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" form={form} disabled={at === null} loading={sending}>
            {t('split')}
          </Button>
        </>
      }
    >
      <Answered read={read} lines={4}>
        {({ start, passage, cuts }) => {
          const place = (at ?? start) - start;
          return (
            <form
              id={form}
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault();
                if (at !== null) onSplit(at);
              }}
            >
              <p>{t(cuts.length > 0 ? 'suggested' : 'noneSuggested')}</p>
              {cuts.length > 0 ? (
                <fieldset className={styles.cuts}>
                  <legend>{t('places')}</legend>
                  {cuts.map((cut) => (
                    <label key={cut.at}>
                      <input
                        type="radio"
                        name={form}
                        checked={at === cut.at}
                        onChange={() => setChosen(cut.at)}
                        data-autofocus={cut === cuts[0] ? true : undefined}
                      />
                      <span>{around(passage, cut.at - start)}</span>
                      <small>{t(`why.${cut.why}`)}</small>
                    </label>
                  ))}
                </fieldset>
              ) : null}
              <label className={styles.slider}>
                {t('elsewhere')}
                <input
                  type="range"
                  min={1}
                  max={passage.length - 1}
                  value={place}
                  onChange={(event) => setChosen(start + event.currentTarget.valueAsNumber)}
                  aria-valuetext={around(passage, place)}
                />
              </label>
              <div className={styles.halves} aria-live="polite">
                <p>
                  <b>{t('first')}</b>
                  {passage.slice(0, place)}
                </p>
                <p>
                  <b>{t('second')}</b>
                  {passage.slice(place)}
                </p>
              </div>
              <ProblemNotice problem={problem} />
            </form>
          );
        }}
      </Answered>
    </Dialog>
  );
}

/** Characters shown on each side of a place. */
const shown = 10;

function around(passage: string, at: number): string {
  const before = `${at > shown ? '…' : ''}${passage.slice(Math.max(0, at - shown), at)}`;
  const behind = `${passage.slice(at, at + shown)}${passage.length > at + shown ? '…' : ''}`;
  return `${before} ｜ ${behind}`;
}
