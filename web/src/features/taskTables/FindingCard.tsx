import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Speaker, useText } from '../../app/locale/text.ts';
import { OrganisationPicker, PersonPicker } from '../../ui/pickers.tsx';
import type { Chosen, Decision, Finding, Offer } from './choices.ts';
import { tablesText } from './locale.ts';
import styles from './tables.module.css';

type Say = Speaker<(typeof tablesText)['zh-CN']>;

interface FindingCardProps {
  finding: Finding;
  decision: Decision | undefined;
  /** Other rows that ask the same. */
  elsewhere: number;
  onChoose: (choose: Chosen, words: string) => void;
  onEverywhere: () => void;
  onUndo: () => void;
}

/** One finding: what is wrong, in which cell, and the choices a person has. */
export function FindingCard({ finding, decision, elsewhere, onChoose, onEverywhere, onUndo }: FindingCardProps) {
  const t = useText(tablesText);
  return (
    <div className={styles.finding}>
      <p>
        <span className={styles.note}>{finding.title} </span>
        <span className={styles.message}>{finding.message}</span>
      </p>
      {decision === undefined ? (
        <>
          <p className={styles.note}>{finding.remedy}</p>
          <div className={styles.offers}>
            {finding.offers.map((offer) => (
              <OfferControl key={JSON.stringify(offer)} offer={offer} finding={finding} onChoose={onChoose} />
            ))}
          </div>
        </>
      ) : (
        <div className={styles.offers}>
          <span>{t('choose.done', { what: decision.words })}</span>
          <Button variant="subtle" onClick={onUndo}>
            {t('choose.undo')}
          </Button>
          {elsewhere > 0 ? (
            <Button variant="default" onClick={onEverywhere}>
              {t('choose.everywhere', { count: elsewhere, value: finding.value })}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

function OfferControl({
  offer,
  finding,
  onChoose,
}: {
  offer: Offer;
  finding: Finding;
  onChoose: FindingCardProps['onChoose'];
}) {
  const t = useText(tablesText);
  if (offer.kind === 'searchOrganisation') {
    return (
      <div className={styles.field}>
        <OrganisationPicker
          label={t('choose.searchOrganisation')}
          value={null}
          onChange={(one) => one && onChoose({ kind: 'organisation', id: one.id }, one.name)}
        />
      </div>
    );
  }
  if (offer.kind === 'searchPerson') {
    return (
      <div className={styles.field}>
        <PersonPicker
          label={t('choose.searchPerson')}
          value={null}
          onChange={(one) => one && onChoose({ kind: 'person', id: one.id }, one.name)}
        />
      </div>
    );
  }
  if (offer.kind === 'create') return <NewPerson name={finding.value} onChoose={onChoose} />;
  const { choose, words } = plainOffer(offer, finding, t);
  return (
    <Button variant="default" onClick={() => onChoose(choose, words)}>
      {words}
    </Button>
  );
}

/** An offer that one press takes. */
function plainOffer(offer: Offer, finding: Finding, t: Say): { choose: Chosen; words: string } {
  if (offer.kind === 'organisation') return { choose: { kind: 'organisation', id: offer.id }, words: offer.name };
  if (offer.kind === 'person') return { choose: { kind: 'person', id: offer.id }, words: t('choose.person', offer) };
  if (offer.kind === 'liaison') return { choose: { kind: 'liaison' }, words: t('choose.liaison', offer) };
  return { choose: { kind: 'leaveOut' }, words: t(`choose.leaveOut.${finding.column}` as 'choose.leaveOut.row') };
}

/** Somebody who is not on record yet is told from namesakes by the mobile number (measures.md 2). */
function NewPerson({ name, onChoose }: { name: string; onChoose: FindingCardProps['onChoose'] }) {
  const t = useText(tablesText);
  const [open, setOpen] = useState(false);
  const [mobile, setMobile] = useState('');
  if (!open) {
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('choose.create')}
      </Button>
    );
  }
  return (
    <form
      className={styles.offers}
      onSubmit={(event) => {
        event.preventDefault();
        onChoose({ kind: 'create', mobile }, `${t('choose.create')} ${mobile}`);
      }}
    >
      <TextInput
        label={t('choose.mobile', { name })}
        description={t('choose.mobileHow')}
        value={mobile}
        inputMode="numeric"
        maxLength={11}
        required
        onChange={(event) => setMobile(event.currentTarget.value.replace(/\D/g, ''))}
      />
      <Button type="submit" disabled={!/^1\d{10}$/.test(mobile)}>
        {t('choose.create')}
      </Button>
    </form>
  );
}
