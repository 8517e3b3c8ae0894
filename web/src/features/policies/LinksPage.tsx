import { Button, NativeSelect } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { LinkLine } from './LinkLine.tsx';
import { linksText } from './linksLocale.ts';
import { Proposals } from './Proposals.tsx';
import { afterDeciding, type Held } from './pairPlace.ts';
import styles from './policies.module.css';
import { useDecidingLinks, without } from './useDecidingLinks.ts';
import { keyOf, type Sides, useProposals } from './useProposals.ts';

/** One question: which clauses above do the requirements of this document carry out? */
export default function LinksPage() {
  const t = useText(linksText);
  const { policyId } = useParams({ strict: false }) as { policyId: string };
  const { directiveId = '' } = useSearch({ strict: false }) as { directiveId?: string };
  const input = { params: { policyId }, query: { directiveId } };
  const read = useRead('GET /api/policies/:policyId/proposals', input, { live: ['upstream_links'] });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      above={<Link to={`/policies/${policyId}` as never}>{read.data?.upstream.title ?? t('policy')}</Link>}
    >
      <Answered read={read} lines={6}>
        {(sides) => (
          <SidesView
            key={`${sides.upstreamVersionId} ${sides.localVersionId}`}
            policyId={policyId}
            sides={sides}
            reread={read.refetch}
          />
        )}
      </Answered>
    </Page>
  );
}

function SidesView({ policyId, sides, reread }: { policyId: string; sides: Sides; reread: () => void }) {
  const t = useText(linksText);
  const links = usePermitted('policy.link');
  const comparing = useProposals(policyId, sides);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [held, setHeld] = useState<Held>({ key: null, index: 0 });
  const keys = comparing.proposals.map(keyOf);
  const { decide, undo, sending, progress, problem } = useDecidingLinks(policyId, sides, {
    onDecided: (pairs) => {
      setChosen((before) => without(before, pairs));
      setHeld((before) => afterDeciding(keys, before, new Set(pairs.map(keyOf))));
      comparing.again(pairs.map(({ requirementId }) => requirementId));
    },
    onUndone: (pairs) => {
      // What was taken back is in hand again where it is proposed again.
      const [first] = pairs;
      if (first && pairs.length === 1) setHeld((before) => ({ key: keyOf(first), index: before.index }));
      comparing.again(pairs.map(({ requirementId }) => requirementId));
    },
    onRefused: reread,
  });
  return (
    <>
      <p className={styles.note}>
        {t('localIs')}
        <Link to={`/directives/${sides.local.id}/review` as never}>{sides.local.title}</Link>
      </p>
      <ProblemNotice problem={problem} />
      {progress === null ? null : <p role="status">{t(sending ? 'deciding' : 'partly', progress)}</p>}
      <Proposals
        sides={sides}
        comparing={comparing}
        hand={{ chosen, setChosen, held, setHeld }}
        decide={links ? decide : null}
        onUndo={undo}
        sending={sending}
      />
      {links ? <AddByHand sides={sides} onAdd={(pair) => decide([pair], 'confirm')} sending={sending} /> : null}
      {sides.links.length === 0 ? null : (
        <Section title={t('linked', { count: sides.links.length })}>
          <ul className={styles.pairs}>
            {sides.links.map((link) => (
              <LinkLine key={link.id} link={link} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function AddByHand({
  sides,
  onAdd,
  sending,
}: {
  sides: Sides;
  onAdd: (pair: { requirementId: string; clauseKey: string }) => void;
  sending: boolean;
}) {
  const t = useText(linksText);
  const [clauseKey, setClauseKey] = useState('');
  const [requirementId, setRequirementId] = useState('');
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
  return (
    <Section title={t('add')}>
      <p className={styles.note}>{t('addText')}</p>
      <div className={styles.field}>
        <NativeSelect
          label={t('upstream')}
          value={clauseKey}
          onChange={(event) => setClauseKey(event.currentTarget.value)}
          data={[
            { value: '', label: t('pick') },
            ...sides.clauses.map(({ key, label }) => ({ value: key, label: short(label) })),
          ]}
        />
        <NativeSelect
          label={t('local')}
          value={requirementId}
          onChange={(event) => setRequirementId(event.currentTarget.value)}
          data={[
            { value: '', label: t('pick') },
            ...sides.requirements.map(({ id, action }) => ({ value: id, label: short(action) })),
          ]}
        />
        <Button
          variant="default"
          disabled={clauseKey === '' || requirementId === ''}
          loading={sending}
          onClick={() => onAdd({ requirementId, clauseKey })}
        >
          {t('addButton')}
        </Button>
      </div>
    </Section>
  );
}
