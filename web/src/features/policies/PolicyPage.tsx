import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { type Choice, type Found, SearchPicker } from '../../ui/SearchPicker.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { policiesText } from './locale.ts';
import styles from './policies.module.css';
import { toneOfPolicy } from './states.ts';

const HeadDialog = lazy(() => import('./HeadDialog.tsx'));
const ChooseDialog = lazy(() => import('./ChooseDialog.tsx'));

type Policy = Answer<'GET /api/policies/:policyId'>;

/** One question: what is this document, who rests on it, and how far is it carried out? */
export default function PolicyPage() {
  const t = useText(policiesText);
  const { policyId } = useParams({ strict: false }) as { policyId: string };
  const live = ['upstream_policies', 'upstream_citations', 'upstream_links'];
  const read = useRead('GET /api/policies/:policyId', { params: { policyId } }, { live });
  const manages = usePermitted('policy.manage');
  return (
    <Page
      title={read.data?.title ?? t('title')}
      above={<Link to={'/policies' as never}>{t('back')}</Link>}
      answer={read.data ? <Head policy={read.data} /> : undefined}
      actions={read.data && manages && read.data.state !== 'merged' ? <Acts policy={read.data} /> : undefined}
    >
      <Answered read={read} lines={6}>
        {(policy) => (policy.mergedInto === null ? <Parts policy={policy} /> : null)}
      </Answered>
    </Page>
  );
}

function Head({ policy }: { policy: Policy }) {
  const t = useText(policiesText);
  const language = useLanguage();
  const facts: [string, ReactNode][] = [
    [t('number'), policy.documentNumber ?? '—'],
    [t('issuer'), policy.issuerName || '—'],
    [t('issuedOn'), policy.issuedOn ? formatDay(policy.issuedOn, language) : '—'],
    [
      t('text'),
      policy.directive ? (
        <Link key={policy.directive.id} to={`/directives/${policy.directive.id}/review` as never}>
          {policy.directive.title}
        </Link>
      ) : (
        t('text.none')
      ),
    ],
  ];
  return (
    <div className={styles.stack}>
      <div className={styles.buttons}>
        <StateBadge tone={toneOfPolicy[policy.state]} word={t(`state.${policy.state}`)} />
        {policy.repealedOn ? (
          <StateBadge tone="stopped" word={t('repealed', { day: formatDay(policy.repealedOn, language) })} />
        ) : null}
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {policy.mergedInto ? (
        <p>
          {t('mergedInto')}
          <Link to={`/policies/${policy.mergedInto.id}` as never}>{policy.mergedInto.title}</Link>
        </p>
      ) : null}
      {policy.state === 'stub' ? <p className={styles.note}>{t('stubText')}</p> : null}
    </div>
  );
}

function Acts({ policy }: { policy: Policy }) {
  const t = useText(policiesText);
  const [open, setOpen] = useState<'amend' | 'attach' | 'merge' | null>(null);
  const attach = useAct('POST /api/policies/:policyId/attach');
  const params = { policyId: policy.id };
  const close = () => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen('amend')}>{t('amend')}</Button>
      {policy.directive === null ? (
        <Button variant="default" onClick={() => setOpen('attach')}>
          {t('attach')}
        </Button>
      ) : (
        <ConfirmAction
          variant="default"
          label={t('detach')}
          question={t('detach.question')}
          text={t('detach.text')}
          onConfirm={() => attach.sendAndWait({ params, body: { seenVersion: policy.version, directiveId: null } })}
        />
      )}
      <Button variant="default" onClick={() => setOpen('merge')}>
        {t('merge')}
      </Button>
      <Suspense>
        {open === 'amend' ? <HeadDialog policy={policy} onClose={close} /> : null}
        {open === 'attach' || open === 'merge' ? <ChooseDialog policy={policy} what={open} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function Parts({ policy }: { policy: Policy }) {
  const t = useText(policiesText);
  return (
    <>
      <Section title={t('cited')}>
        {policy.citations.length === 0 ? (
          <p className={styles.note}>{t('citedNone')}</p>
        ) : (
          <ul className={styles.list} aria-label={t('cited')}>
            {policy.citations.map((one) => (
              <li key={one.id}>
                <div className={styles.words}>
                  <Link to={`/directives/${one.directive.id}/citations` as never}>{one.directive.title}</Link>
                  <p className={styles.note}>
                    {[one.clause ?? t('outside'), `《${one.title}》`, one.documentNumber].filter(Boolean).join(' · ')}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {policy.directive === null ? null : (
        <>
          <LinksPart policy={policy} />
          <Section title={t('gaps')}>
            <p className={styles.note}>{t('gapsText')}</p>
            <ul className={styles.list} aria-label={t('gaps')}>
              {policy.bodies.map((body) => (
                <li key={body.id}>
                  <Link to={`/policies/${policy.id}/gaps?bodyId=${body.id}` as never}>{body.name}</Link>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
      <Section title={t('clauses')}>
        {policy.clauses.length === 0 ? (
          <p className={styles.note}>{t('clausesNone')}</p>
        ) : (
          <ul className={styles.list} aria-label={t('clauses')}>
            {policy.clauses.map((clause) => (
              <li key={clause.key}>
                <div className={styles.words}>
                  <b>{clause.label}</b>
                  <p className={styles.note}>{clause.words}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function LinksPart({ policy }: { policy: Policy }) {
  const t = useText(policiesText);
  const [first] = policy.locals;
  const [chosen, setChosen] = useState<Choice | null>(first ? asChoice(first) : null);
  const offered = policy.locals.filter((one) => one.id !== chosen?.id);
  const useLinkable = (search: string) => useConfirmed(search, policy.directive?.id);
  return (
    <Section
      title={t('links')}
      aside={<Link to={`/directives/${policy.directive?.id}/again` as never}>{t('again')}</Link>}
    >
      <p className={styles.note}>{t('linksText')}</p>
      {offered.length === 0 ? null : (
        <p className={styles.note}>
          {t('localsKnown')}
          {offered.map((one) => (
            <button key={one.id} type="button" className={styles.offered} onClick={() => setChosen(asChoice(one))}>
              {one.title}
            </button>
          ))}
        </p>
      )}
      <div className={styles.field}>
        <SearchPicker
          label={t('local')}
          placeholder={t('localHint')}
          useSearch={useLinkable}
          value={chosen}
          onChange={setChosen}
        />
        {chosen === null ? null : (
          <Link to={`/policies/${policy.id}/links?directiveId=${chosen.id}` as never}>{t('open')}</Link>
        )}
      </div>
    </Section>
  );
}

const asChoice = ({ id, title }: { id: string; title: string }): Choice => ({ id, name: title, detail: null });

/** Confirmed documents, without the one that is the text itself. */
function useConfirmed(search: string, textId: string | undefined): Found {
  const query = { search, state: 'confirmed' } as const;
  const read = useRead('GET /api/directives', { query }, { enabled: search !== '' });
  const items = read.data?.items.filter((one) => one.id !== textId);
  return {
    choices: items?.map(({ id, title, documentNumber, issuedOn }) => ({
      ...{ id, name: title, detail: documentNumber ?? issuedOn },
    })),
    ...{ searching: read.isFetching, problem: read.error, more: read.data !== undefined && read.data.next !== null },
  };
}
