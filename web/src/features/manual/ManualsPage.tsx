import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { chooseLanguage, languages, useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useSession } from '../../app/session.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import { Line } from './Blocks.tsx';
import { manualText } from './locale.ts';
import styles from './manual.module.css';
import { useManuals } from './manuals.ts';
import type { Manual } from './markdown.ts';
import { searchManuals } from './search.ts';
import { type ManualId, manualsOf } from './sections.ts';

type Offered = { id: ManualId; manual: Manual };

/** All manuals, the visitor's own first and with their contents, and what they say about a word. */
export default function ManualsPage() {
  const t = useText(manualText);
  const { roles } = useSession();
  const [search, setSearch] = useState('');
  const { data: manuals, error, refetch } = useManuals();
  const own = manualsOf(roles.map(({ role }) => role));
  const ownManuals = own.flatMap((id) => manuals?.filter((one) => one.id === id) ?? []);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      answer={
        <search aria-label={t('search')}>
          <TextInput
            type="search"
            label={t('search')}
            placeholder={t('searchHint')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </search>
      }
    >
      <ProblemNotice problem={error} onRetry={() => refetch()} />
      {manuals === undefined && error === null ? <Skeleton lines={6} /> : null}
      {manuals === undefined || search.trim() === '' ? null : <Results manuals={manuals} search={search} />}
      {manuals === undefined || search.trim() !== '' ? null : (
        <>
          <Section title={t('yours')}>
            <div className={styles.own}>
              {ownManuals.map((one) => (
                <WithContents key={one.id} {...one} />
              ))}
            </div>
          </Section>
          <Section title={t('others')}>
            <ul className={styles.lines}>
              {manuals
                .filter(({ id }) => !own.includes(id))
                .map(({ id, manual }) => (
                  <li key={id}>
                    <Link to="/help/$manual" params={{ manual: id }}>
                      {manual.title}
                    </Link>
                  </li>
                ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  );
}

function WithContents({ id, manual }: Offered) {
  return (
    <section className={styles.book}>
      <h3 className={styles.bookHead}>
        <Link to="/help/$manual" params={{ manual: id }} className={styles.bookTitle}>
          {manual.title}
        </Link>
      </h3>
      <ul className={styles.lines}>
        {manual.sections.map((section) => (
          <li key={section.id}>
            <Link to="/help/$manual" params={{ manual: id }} hash={section.id}>
              {section.title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Results({ manuals, search }: { manuals: readonly Offered[]; search: string }) {
  const t = useText(manualText);
  const language = useLanguage();
  const other = languages.find((one) => one !== language);
  const found = searchManuals(manuals, search);
  return (
    <>
      <p role="status">{found.length === 0 ? null : t('found', { count: found.length })}</p>
      {found.length > 0 ? null : (
        <EmptyState
          title={t('nothing', { search: search.trim() })}
          text={t('nothingHow')}
          icon="search"
          action={
            <Button variant="default" onClick={() => other && chooseLanguage(other)}>
              {t('searchOther')}
            </Button>
          }
        />
      )}
      <ul className={styles.lines}>
        {found.map(({ manual, manualTitle, section, title, line }) => (
          <li key={`${manual} ${section}`}>
            <Link to="/help/$manual" params={{ manual }} hash={section}>
              {`${title} · ${manualTitle}`}
            </Link>
            {line === null ? null : (
              <p className={styles.said}>
                <Line words={line} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
