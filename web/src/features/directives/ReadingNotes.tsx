import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './directives.module.css';
import { importText } from './importLocale.ts';
import { type Reading, readAs } from './Source.tsx';

/** What a person should know of the reading: what was changed, what stands outside of the text and its words. */
export function ReadingNotes({ reading, onChange }: { reading: Reading; onChange: (reading: Reading) => void }) {
  const i = useText(importText);
  const { notes, format } = reading.document;
  const plain = format === 'pasted' || format === 'txt';
  const mended = plain && (reading.keepBreaks || notes.some((note) => note.key === 'linesMended'));
  return (
    <>
      {notes.map(({ key, words, untold }) => (
        <div key={key} className={styles.remark}>
          {words.length === 0 ? (
            i(`note.${key}`)
          ) : (
            <details>
              <summary>{i(`note.${key}`)}</summary>
              <ul className={styles.remarkWords}>
                {words.map((line) => (
                  <li key={line}>{key === 'unreadPages' ? i('page', { number: line }) : line}</li>
                ))}
              </ul>
              {untold === 0 ? null : <p>{i('untold', { count: untold })}</p>}
            </details>
          )}
        </div>
      ))}
      {mended ? <Breaks reading={reading} onChange={onChange} /> : null}
    </>
  );
}

/** Reads the same text again with its lines as they were broken, or mended. */
function Breaks({ reading, onChange }: { reading: Reading; onChange: (reading: Reading) => void }) {
  const i = useText(importText);
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const again = async () => {
    setWaiting(true);
    setProblem(null);
    try {
      onChange(await readAs({ ...reading, keepBreaks: !reading.keepBreaks }));
    } catch (failure) {
      setProblem(failure);
    } finally {
      setWaiting(false);
    }
  };
  return (
    <>
      <Button variant="default" size="compact-sm" loading={waiting} onClick={again}>
        {i(reading.keepBreaks ? 'mendBreaks' : 'keepBreaks')}
      </Button>
      <ProblemNotice problem={problem} />
    </>
  );
}
