import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useFieldWords } from '../../app/locale/field.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { type TextKey, useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Timeline } from '../../ui/Timeline.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import type { Organisation } from './ChangeDialogs.tsx';
import { Listed } from './Listed.tsx';
import { organisationsText } from './locale.ts';
import styles from './organisations.module.css';
import { People } from './People.tsx';
import { useTimelineEntries } from './timeline.tsx';

const FoundDialog = lazy(() => import('./FoundDialog.tsx'));
const RenameDialog = lazy(() => import('./ChangeDialogs.tsx').then((file) => ({ default: file.RenameDialog })));
const DissolveDialog = lazy(() => import('./ChangeDialogs.tsx').then((file) => ({ default: file.DissolveDialog })));

/** One question: what is this organisation, who answers for it, and what has changed? */
export default function OrganisationPage() {
  const { organisationId } = useParams({ strict: false }) as { organisationId: string };
  const read = useRead('GET /api/organisations/:id', { params: { id: organisationId } });
  return (
    <Answered read={read}>{(organisation) => <Shown key={organisation.id} organisation={organisation} />}</Answered>
  );
}

function Shown({ organisation }: { organisation: Organisation }) {
  const t = useText(organisationsText);
  const seesPeople = usePermitted('person.read');
  const isBody = organisation.id === organisation.body.id;
  const entries = useTimelineEntries(organisation.timeline);
  return (
    <Page
      title={organisation.name}
      above={<Above organisation={organisation} isBody={isBody} />}
      actions={<Acts organisation={organisation} />}
      answer={<Facts organisation={organisation} isBody={isBody} />}
    >
      {seesPeople ? <People organisation={organisation} isBody={isBody} /> : null}
      {isBody ? (
        <Section title={t('parts')}>
          <Listed bodyId={organisation.id} without={organisation.id} />
        </Section>
      ) : null}
      <Relations organisation={organisation} />
      <Names organisation={organisation} />
      <Section title={t('timeline')}>
        <Timeline entries={entries} />
      </Section>
    </Page>
  );
}

function Above({ organisation, isBody }: { organisation: Organisation; isBody: boolean }) {
  const t = useText(organisationsText);
  return (
    <>
      <Link to="/organisations">{t('title')}</Link>
      {isBody ? null : (
        <>
          {' / '}
          <Link to={`/organisations/${organisation.body.id}`}>{organisation.body.name}</Link>
        </>
      )}{' '}
      {organisation.existence.exists ? null : <StateBadge tone="stopped" word={t('dissolved')} />}
    </>
  );
}

const dialogOf = { found: 'found', rename: 'rename', dissolve: 'dissolve' } as const;
type ActName = keyof typeof dialogOf;

/** The acts that the server allows this person here; what is not allowed is not offered. */
function Acts({ organisation }: { organisation: Organisation }) {
  const t = useText(organisationsText);
  const [open, setOpen] = useState<ActName | null>(null);
  const allowed = (Object.keys(dialogOf) as ActName[]).filter(
    (name) => organisation.can.find((entry) => entry.action === name)?.allowed,
  );
  const close = () => setOpen(null);
  return (
    <>
      {allowed.map((name) => (
        <Button key={name} variant="default" onClick={() => setOpen(name)}>
          {t(dialogOf[name])}
        </Button>
      ))}
      <Suspense>
        {open === 'found' ? <FoundDialog body={organisation} onClose={close} /> : null}
        {open === 'rename' ? <RenameDialog organisation={organisation} onClose={close} /> : null}
        {open === 'dissolve' ? <DissolveDialog organisation={organisation} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function Facts({ organisation, isBody }: { organisation: Organisation; isBody: boolean }) {
  const t = useText(organisationsText);
  const words = useFieldWords();
  const language = useLanguage();
  const { existence } = organisation;
  const day = (value: string | null) => (value === null ? t('sinceUnknown') : formatDay(value, language));
  return (
    <Card>
      <dl className={styles.facts}>
        <Fact term={t('kindOf')}>{words('kind', organisation.kind)}</Fact>
        {isBody ? null : <Fact term={t('body')}>{organisation.body.name}</Fact>}
        <Fact term={t('since')}>{day(existence.from)}</Fact>
        {existence.exists ? null : <Fact term={t('until')}>{day(existence.to)}</Fact>}
        {existence.approvalDocument === null ? null : <Fact term={t('approval')}>{existence.approvalDocument}</Fact>}
      </dl>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Relations({ organisation }: { organisation: Organisation }) {
  const t = useText(organisationsText);
  const said = (relation: string, direction: string) =>
    t(`${relation}.${direction}` as TextKey<typeof organisationsText>);
  return (
    <Section title={t('relations')}>
      {organisation.relations.length === 0 ? (
        <p className={styles.note}>{t('noRelations')}</p>
      ) : (
        <ul className={styles.list}>
          {organisation.relations.map((row) => (
            <li key={row.id}>
              <Link to={`/organisations/${row.other.id}`} className={styles.item}>
                <span className={`${styles.note} ${styles.relation}`}>{said(row.relation, row.direction)}</span>
                <span className={styles.itemName}>{row.other.name}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Names({ organisation }: { organisation: Organisation }) {
  const t = useText(organisationsText);
  const language = useLanguage();
  const when = (from: string | null, to: string | null) => {
    if (from === null) return null;
    if (to === null) return t('onwards', { from: formatDay(from, language) });
    return t('period', { from: formatDay(from, language), to: formatDay(to, language) });
  };
  return (
    <Section title={t('names')}>
      <ul className={styles.list}>
        {organisation.names.map((row) => (
          <li key={row.id} className={styles.item}>
            <span className={styles.itemName}>{row.name}</span>
            <span className={styles.note}>
              {t(row.kind)} · {when(row.from, row.to)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
