import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { call } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import { asProblem } from '../../app/problem.ts';
import { useAct } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { gapsText } from './gapsLocale.ts';
import styles from './policies.module.css';

type Comparison = Answer<'POST /api/policies/gaps/read'>;
const limitBytes = 10 * 1024 * 1024;

/** Takes a sheet that came back: compared row by row first, then entered whole. */
export default function Returned({ policyId, bodyId }: { policyId: string; bodyId: string }) {
  const t = useText(gapsText);
  const [files, setFiles] = useState<File[]>([]);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [stale, setStale] = useState(false);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [file] = files;
  const read = async (chosen: File) => {
    setReading(true);
    setProblem(null);
    setStale(false);
    try {
      const headers = { 'X-File-Name': encodeURIComponent(chosen.name) };
      const query = { policyId, bodyId };
      setComparison(await call('POST /api/policies/gaps/read', { query, body: chosen }, { headers }));
    } catch (failure) {
      setComparison(null);
      setProblem(failure);
    } finally {
      setReading(false);
    }
  };
  return (
    <Section title={t('readBack')}>
      <Card>
        <div className={styles.stack}>
          <p className={styles.note}>{t('readBackText')}</p>
          <FileDrop
            label={t('file')}
            files={files}
            onChange={(chosen) => {
              setFiles(chosen);
              setComparison(null);
              setProblem(null);
            }}
            limitBytes={limitBytes}
            endings={['.xlsx']}
            multiple={false}
          />
          <ProblemNotice problem={problem} />
          <div>
            <Button disabled={file === undefined} loading={reading} onClick={() => file && read(file)}>
              {t('compare')}
            </Button>
          </div>
          {stale ? <p role="status">{t('stale')}</p> : null}
          {comparison === null ? null : (
            <Compared
              key={comparison.token}
              comparison={comparison}
              sheet={{ policyId, bodyId }}
              onChanged={(next) => {
                setStale(true);
                setComparison(next);
              }}
            />
          )}
        </div>
      </Card>
    </Section>
  );
}

function Compared({
  comparison,
  sheet,
  onChanged,
}: {
  comparison: Comparison;
  sheet: { policyId: string; bodyId: string };
  onChanged: (comparison: Comparison) => void;
}) {
  const t = useText(gapsText);
  const act = useAct('POST /api/policies/gaps/apply');
  const [entered, setEntered] = useState<number | null>(null);
  const { changed, errors, unchanged, missing, token, fileName } = comparison;
  const apply = async () => {
    try {
      setEntered((await act.sendAndWait({ body: { ...sheet, token, fileName } })).entryIds.length);
    } catch (failure) {
      const { kind, current } = asProblem(failure);
      if (kind === 'conflict' && current !== undefined) onChanged(current as Comparison);
      throw failure;
    }
  };
  if (entered !== null) return <p role="status">{t('applied', { count: entered })}</p>;
  return (
    <div className={styles.stack}>
      {errors.length === 0 ? null : (
        <>
          <h3>{t('errors', { count: errors.length })}</h3>
          <p className={styles.note}>{t('errorsText')}</p>
          <ul className={styles.list}>
            {errors.map((one) => (
              <li key={`${one.row} ${one.detail}`}>
                <div className={styles.words}>
                  <b>{t('row', { row: one.row })}</b> {one.clause}
                  <p className={styles.note}>{one.detail}</p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {changed.length === 0 ? (
        <p role="status">{errors.length === 0 ? t('same') : null}</p>
      ) : (
        <Changed rows={changed} />
      )}
      <p className={styles.note}>{t('unchanged', { count: unchanged.length })}</p>
      {missing.length === 0 ? null : <p className={styles.note}>{t('missing', { count: missing.length })}</p>}
      {changed.length === 0 || errors.length > 0 ? null : (
        <div>
          <ConfirmAction
            label={t('apply', { count: changed.length })}
            question={t('apply.question')}
            text={t('apply.text', { fileName })}
            onConfirm={apply}
          />
        </div>
      )}
    </div>
  );
}

function Changed({ rows }: { rows: Comparison['changed'] }) {
  const t = useText(gapsText);
  return (
    <>
      <h3>{t('changed', { count: rows.length })}</h3>
      <table className={styles.table}>
        <caption>{t('changed', { count: rows.length })}</caption>
        <thead>
          <tr>
            {(['clause', 'field', 'before', 'after'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) =>
            row.changes.map((change) => (
              <tr key={`${row.entryId} ${change.field}`}>
                <th scope="row">{row.clause}</th>
                <td data-label={t('field')}>{t(change.field)}</td>
                <td data-label={t('before')}>{change.before || t('empty')}</td>
                <td data-label={t('after')}>{change.after || t('empty')}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  );
}
