import { Button, NativeSelect } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { addressOf } from '../../app/client.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { DownloadLink } from '../../ui/DownloadLink.tsx';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { gapsText } from './gapsLocale.ts';
import { linksText } from './linksLocale.ts';
import styles from './policies.module.css';
import { toneOfCoverage, toneOfLink } from './states.ts';

const FillDialog = lazy(() => import('./FillDialog.tsx'));
const Returned = lazy(() => import('./Returned.tsx'));

type Sheet = Answer<'GET /api/policies/:policyId/gaps'>;
export type GapRow = Sheet['rows'][number];

/** One question: where do we fall short of the document above, and who mends it by when? */
export default function GapsPage() {
  const t = useText(gapsText);
  const { policyId } = useParams({ strict: false }) as { policyId: string };
  const { bodyId = '' } = useSearch({ strict: false }) as { bodyId?: string };
  const fills = usePermitted('gap.fill');
  const exports = usePermitted('policy.export');
  const input = { params: { policyId }, query: { bodyId } };
  const live = ['upstream_links', 'gap_entries', 'tasks'];
  const read = useRead('GET /api/policies/:policyId/gaps', input, { live });
  const sheet = read.data;
  return (
    <Page
      title={t('title')}
      lead={sheet ? t('lead', { body: sheet.body.name }) : undefined}
      width="wide"
      above={<Link to={`/policies/${policyId}` as never}>{sheet?.policy.title ?? ''}</Link>}
      actions={
        exports ? (
          <DownloadLink
            variant="default"
            address={addressOf('GET /api/policies/gaps/export', { query: { policyId, bodyId } })}
          >
            {t('export')}
          </DownloadLink>
        ) : undefined
      }
      answer={
        sheet && sheet.rows.length > 0 ? (
          <div className={styles.figures}>
            <FigureValue figure={sheet.shallow} label={t('shallow')} size="large" counts />
            <FigureValue figure={sheet.deep} label={t('deep')} size="large" counts />
          </div>
        ) : undefined
      }
    >
      <Answered read={read} lines={6}>
        {(known) =>
          known.rows.length === 0 ? (
            <EmptyState title={t('none')} text={t('noneText')} icon="directive" />
          ) : (
            <Rows policyId={policyId} sheet={known} fills={fills} />
          )
        }
      </Answered>
      {fills && sheet && sheet.rows.length > 0 ? (
        <Suspense>
          <Returned policyId={policyId} bodyId={bodyId} />
        </Suspense>
      ) : null}
    </Page>
  );
}

const columns = ['clause', 'requirements', 'coverage', 'gap', 'measure', 'owner', 'dueOn'] as const;

function Rows({ policyId, sheet, fills }: { policyId: string; sheet: Sheet; fills: boolean }) {
  const t = useText(gapsText);
  const [show, setShow] = useState<'all' | 'gaps'>('all');
  const [filling, setFilling] = useState<GapRow | null>(null);
  const rows = sheet.rows.filter((row) => show === 'all' || row.defect === 'own');
  return (
    <>
      <div className={styles.filters}>
        <NativeSelect
          label={t('show')}
          value={show}
          onChange={(event) => setShow(event.currentTarget.value as 'all' | 'gaps')}
          data={(['all', 'gaps'] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('nothing')} text={t('nothingText')} icon="search" />
      ) : (
        <table className={styles.table}>
          <caption>{t('caption')}</caption>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
              {fills ? (
                <th scope="col">
                  <span className="visually-hidden">{t('fill')}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.clauseKey} row={row} onFill={fills ? () => setFilling(row) : null} />
            ))}
          </tbody>
        </table>
      )}
      {filling ? (
        <Suspense>
          <FillDialog policyId={policyId} bodyId={sheet.body.id} row={filling} onClose={() => setFilling(null)} />
        </Suspense>
      ) : null}
    </>
  );
}

function Row({ row, onFill }: { row: GapRow; onFill: (() => void) | null }) {
  const t = useText(gapsText);
  const l = useText(linksText);
  const language = useLanguage();
  return (
    <tr className={row.defect === 'inherited' ? styles.inherited : undefined}>
      <th scope="row">
        {row.clause}
        <p className={styles.note}>{row.words}</p>
        {row.by !== null && row.on !== null ? (
          <p className={styles.note}>{t('written', { who: row.by, on: formatDay(row.on, language) })}</p>
        ) : null}
      </th>
      <td data-label={t('requirements')}>
        {row.links.length === 0 ? (
          '—'
        ) : (
          <ul className={styles.carried}>
            {row.links.map((link) => (
              <li key={link.id}>
                {link.action}
                {link.state === 'covers' ? null : (
                  <StateBadge tone={toneOfLink[link.state]} word={l(`state.${link.state}`)} />
                )}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label={t('coverage')}>
        <StateBadge tone={toneOfCoverage[row.coverage]} word={t(`coverage.${row.coverage}`)} />
        {row.defect === 'inherited' ? <p className={styles.note}>{t('inherited')}</p> : null}
      </td>
      <td data-label={t('gap')}>{row.gap || '—'}</td>
      <td data-label={t('measure')}>{row.measure || '—'}</td>
      <td data-label={t('owner')}>{row.owner?.name ?? '—'}</td>
      <td data-label={t('dueOn')}>{row.dueOn ? formatDay(row.dueOn, language) : '—'}</td>
      {onFill === null ? null : (
        <td>
          <Button variant="default" aria-label={t('fillOf', { clause: row.clause })} onClick={onFill}>
            {t('fill')}
          </Button>
        </td>
      )}
    </tr>
  );
}
