import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../app/client.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { DownloadLink } from '../../ui/DownloadLink.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Card } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import styles from './ledgers.module.css';
import { ledgersText } from './locale.ts';
import {
  countOf,
  firstGroup,
  type Group,
  groups,
  type Origin,
  origins,
  type Report,
  type ShownRow,
  shownRows,
} from './rows.ts';

/** Rows that are drawn at once. */
const page = 100;

/** The answer first: how many rows differ; each count opens its rows. */
export function ReportView({ report, onAgain }: { report: Report; onAgain: () => void }) {
  const t = useText(ledgersText);
  const language = useLanguage();
  const [group, setGroup] = useState<Group>(firstGroup(report));
  const [words, setWords] = useState('');
  const [origin, setOrigin] = useState<Origin | ''>('');
  const { file, fileName } = report;
  const differs = groups.some((one) => one !== 'unchanged' && countOf(report, one) > 0);
  return (
    <>
      <Card>
        <div className={styles.answer}>
          <div>
            <p className={styles.verdict} role="status">
              {differs ? t('verdictSome', { count: report.changed.length }) : t('verdictNone')}
            </p>
            <p className={styles.note}>
              {report.title} · {fileName}
            </p>
            <p className={styles.note}>
              {t('exported', { at: formatInstant(report.exportedAt, language), sheet: report.sheet })}
            </p>
          </div>
          <div className={styles.buttons}>
            <DownloadLink
              variant="default"
              address={addressOf('GET /api/ledgers/marked', { query: { file, fileName } })}
              leftSection={<Icon name="download" size={18} />}
            >
              {t('download')}
            </DownloadLink>
            <Button variant="default" onClick={onAgain}>
              {t('again')}
            </Button>
          </div>
        </div>
        <Remarks report={report} />
      </Card>
      <fieldset className={styles.groups}>
        <legend className="visually-hidden">{t('group')}</legend>
        {groups.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.group}
            aria-pressed={one === group}
            onClick={() => setGroup(one)}
          >
            <b>{countOf(report, one)}</b> {t(`group.${one}`)}
          </button>
        ))}
      </fieldset>
      <search className={styles.filters}>
        <TextInput
          type="search"
          label={t('search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {group === 'changed' ? (
          <NativeSelect
            label={t('origin')}
            value={origin}
            onChange={(event) => setOrigin(event.currentTarget.value as Origin | '')}
            data={[
              { value: '', label: t('origin.all') },
              ...origins.map((value) => ({ value, label: t(`origin.${value}`) })),
            ]}
          />
        ) : null}
      </search>
      <p className={styles.note}>{t(`text.${group}`)}</p>
      <Rows
        key={group}
        rows={shownRows(report, group, words, origin === '' ? null : origin)}
        unlisted={group === 'missing' ? report.missing.count - report.missing.items.length : 0}
        report={report}
      />
    </>
  );
}

/** What of the file was not compared. */
function Remarks({ report: { columns, otherSheets } }: { report: Report }) {
  const t = useText(ledgersText);
  const remarks = { absent: columns.absent, unrecognised: columns.unrecognised, otherSheets };
  return (Object.keys(remarks) as (keyof typeof remarks)[])
    .filter((name) => remarks[name].length > 0)
    .map((name) => (
      <p key={name} className={styles.remark}>
        {t(name, { names: remarks[name].join('、') })}
      </p>
    ));
}

function Rows({ rows, unlisted, report }: { rows: readonly ShownRow[]; unlisted: number; report: Report }) {
  const t = useText(ledgersText);
  const [shown, setShown] = useState(page);
  if (rows.length === 0) return <EmptyState title={t('nothing')} text={t('nothingText')} icon="search" />;
  const rest = rows.length - shown;
  return (
    <>
      <ul className={styles.rows}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.key}>
            <Card as="article">
              <Row row={row} report={report} />
            </Card>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span role="status" className={styles.note}>
          {unlisted > 0
            ? t('listed', { listed: rows.length, count: rows.length + unlisted })
            : t('shown', { count: rows.length })}
        </span>
        {rest > 0 ? (
          <Button variant="default" onClick={() => setShown(shown + page)}>
            {t('more', { count: Math.min(rest, page) })}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Row({ row, report }: { row: ShownRow; report: Report }) {
  const t = useText(ledgersText);
  return (
    <>
      <div className={styles.rowHead}>
        {row.row === null ? null : <span className={styles.note}>{t('row', { row: row.row })}</span>}
        <span className={styles.label}>{row.label}</span>
        {row.leftTheFilter ? <span className={styles.note}>{t('leftTheFilter')}</span> : null}
        {row.why === null ? null : <span className={styles.note}>{t(`why.${row.why}`)}</span>}
        {row.page === null ? null : (
          <Link to={row.page} className={styles.open} aria-label={`${t('open')} ${row.label}`}>
            {t(row.page.split('/').length > 2 ? 'open' : 'list')}
          </Link>
        )}
      </div>
      {row.changes.length === 0 ? null : <Changes changes={row.changes} report={report} />}
    </>
  );
}

function Changes({ changes, report }: { changes: ShownRow['changes']; report: Report }) {
  const t = useText(ledgersText);
  const how = new Map(report.columns.compared.map(({ title, change }) => [title, change]));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(['column', 'inFile', 'now', 'how'] as const).map((name) => (
            <th key={name} scope="col">
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.column}>
            <th scope="row">{change.column}</th>
            <td data-label={t('inFile')}>
              <span className={change.origin === 'here' ? styles.quiet : styles.new}>
                {change.inFile === '' ? t('empty') : change.inFile}
              </span>
              <p className={styles.note}>{t(`origin.${change.origin}`)}</p>
            </td>
            <td data-label={t('now')}>{change.now === '' ? t('empty') : change.now}</td>
            <td data-label={t('how')} className={styles.note}>
              {how.get(change.column)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
