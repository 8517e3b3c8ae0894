import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { LinkLine, readsOfLinks } from './LinkLine.tsx';
import { linksText } from './linksLocale.ts';
import { usePairKeys } from './pairKeys.ts';
import styles from './policies.module.css';
import { type Comparing, keyOf, type Pair as PairOf, type Proposal, type Sides, useProposals } from './useProposals.ts';

type Decision = 'confirm' | 'reject';

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
          <SidesView key={`${sides.upstreamVersionId} ${sides.localVersionId}`} policyId={policyId} sides={sides} />
        )}
      </Answered>
    </Page>
  );
}

function SidesView({ policyId, sides }: { policyId: string; sides: Sides }) {
  const t = useText(linksText);
  const links = usePermitted('policy.link');
  const comparing = useProposals(policyId, sides);
  const act = useAct('POST /api/policies/:policyId/links', { refreshes: readsOfLinks });
  const decide = async (pairs: readonly PairOf[], decision: Decision) => {
    const items = pairs.flatMap(({ requirementId, clauseKey }) => {
      const requirement = sides.requirements.find((one) => one.id === requirementId);
      return requirement ? [{ requirementId, clauseKey, revision: requirement.revision, decision }] : [];
    });
    const body = { directiveId: sides.local.id, upstreamVersionId: sides.upstreamVersionId, items };
    if (items.length === 0 || act.sending) return;
    try {
      await act.sendAndWait({ params: { policyId }, body });
    } catch {
      // What was refused stands above the list.
      return;
    }
    comparing.again(items.map(({ requirementId }) => requirementId));
  };
  return (
    <>
      <p className={styles.note}>
        {t('local')}：<Link to={`/directives/${sides.local.id}/review` as never}>{sides.local.title}</Link>
      </p>
      <ProblemNotice problem={act.problem} />
      <Proposals sides={sides} comparing={comparing} decide={links ? decide : null} sending={act.sending} />
      {links ? <AddByHand sides={sides} onAdd={(pair) => decide([pair], 'confirm')} sending={act.sending} /> : null}
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

/** How far the comparison is, with the way to stop it and to go on; what the limits leave out. */
function Progress({ sides, comparing }: { sides: Sides; comparing: Comparing }) {
  const t = useText(linksText);
  const { compared, going, problem, stop, goOn } = comparing;
  const left = sides.requirements.length - sides.compared;
  return (
    <>
      {going ? (
        <div className={styles.buttons}>
          <p role="status">{t('comparing', { compared, all: sides.compared })}</p>
          <Button variant="default" onClick={stop}>
            {t('stop')}
          </Button>
        </div>
      ) : null}
      <ProblemNotice problem={problem} />
      {!going && compared < sides.compared ? (
        <div className={styles.buttons}>
          <p role="status">{t('stopped', { compared, all: sides.compared })}</p>
          <Button variant="default" onClick={goOn}>
            {t('goOn')}
          </Button>
        </div>
      ) : null}
      {left > 0 ? <p className={styles.note}>{t('beyond', { compared: sides.compared, left })}</p> : null}
    </>
  );
}

function Proposals({
  sides,
  comparing,
  decide,
  sending,
}: {
  sides: Sides;
  comparing: Comparing;
  decide: ((pairs: readonly Proposal[], decision: Decision) => void) | null;
  sending: boolean;
}) {
  const t = useText(linksText);
  const { proposals, going } = comparing;
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const at = Math.min(active, proposals.length - 1);
  const marked = proposals.filter((one) => chosen.has(keyOf(one)));
  const toggle = (one: Proposal | undefined) => {
    if (!one) return;
    const next = new Set(chosen);
    if (!next.delete(keyOf(one))) next.add(keyOf(one));
    setChosen(next);
  };
  const settle = (decision: Decision) => {
    const current = proposals[at];
    decide?.(marked.length > 0 ? marked : current ? [current] : [], decision);
    setChosen(new Set());
  };
  const move = (by: 1 | -1) => {
    const next = Math.max(0, Math.min(at + by, proposals.length - 1));
    setActive(next);
    document.getElementById(`pair-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  usePairKeys(
    {
      onMove: move,
      onChoose: () => toggle(proposals[at]),
      onConfirm: () => settle('confirm'),
      onReject: () => settle('reject'),
    },
    decide !== null && !going && proposals.length > 0,
  );
  // While portions come in, the list would move under the hand that decides.
  if (going)
    return (
      <Section title={t('proposals.going')}>
        <Progress sides={sides} comparing={comparing} />
      </Section>
    );
  return (
    <Section title={t('proposals', { count: proposals.length })}>
      <Progress sides={sides} comparing={comparing} />
      {proposals.length === 0 ? (
        <EmptyState title={t('noProposals')} text={t('noProposalsText')} icon="done" />
      ) : (
        <>
          {decide === null ? null : <p className={`${styles.note} ${styles.keys}`}>{t('keys')}</p>}
          {marked.length === 0 ? null : (
            <div className={styles.filters}>
              <Button loading={sending} onClick={() => settle('confirm')}>
                {t('confirmChosen', { count: marked.length })}
              </Button>
              <Button variant="default" loading={sending} onClick={() => settle('reject')}>
                {t('rejectChosen', { count: marked.length })}
              </Button>
            </div>
          )}
          <ul className={styles.pairs} aria-label={t('proposals', { count: proposals.length })}>
            {proposals.map((one, index) => (
              <li
                key={keyOf(one)}
                id={`pair-${index}`}
                className={styles.pair}
                data-active={decide !== null && index === at}
                aria-current={decide !== null && index === at}
              >
                <Pair sides={sides} proposal={one} />
                {decide === null ? null : (
                  <div className={styles.buttons}>
                    <Checkbox
                      label={t('choose', { action: actionOf(sides, one) })}
                      checked={chosen.has(keyOf(one))}
                      onChange={() => toggle(one)}
                    />
                    <Button disabled={sending} onClick={() => decide([one], 'confirm')}>
                      {t('confirm')}
                    </Button>
                    <Button variant="default" disabled={sending} onClick={() => decide([one], 'reject')}>
                      {t('reject')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

const actionOf = (sides: Sides, { requirementId }: Proposal) =>
  sides.requirements.find((one) => one.id === requirementId)?.action ?? '';

function Pair({ sides, proposal }: { sides: Sides; proposal: Proposal }) {
  const t = useText(linksText);
  const clause = sides.clauses.find((one) => one.key === proposal.clauseKey);
  const requirement = sides.requirements.find((one) => one.id === proposal.requirementId);
  const { shared } = proposal;
  return (
    <>
      <div className={styles.sides}>
        <div className={styles.side}>
          <p className={styles.note}>
            {t('upstream')} · {clause?.label}
          </p>
          <p>
            <Marked text={clause?.words ?? ''} words={shared} />
          </p>
        </div>
        <div className={styles.side}>
          <p className={styles.note}>{[t('local'), requirement?.clause].filter(Boolean).join(' · ')}</p>
          <p>
            <Marked text={requirement?.quote || requirement?.action || ''} words={shared} />
          </p>
        </div>
      </div>
      <p className={styles.note}>
        {[
          t('score', { score: proposal.score.toFixed(2) }),
          shared.length > 0 ? t('shared', { words: shared.join('、') }) : t('noShared'),
          proposal.otherAct ? t('otherAct') : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

/** A text with the words that both sides say marked in it. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const known = words.filter((word) => text.includes(word)).sort((one, other) => other.length - one.length);
  if (known.length === 0) return text;
  const escaped = known.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parts = text.split(new RegExp(`(${escaped.join('|')})`));
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <mark key={index} className={styles.word}>
        {part}
      </mark>
    ) : (
      part
    ),
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
