import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useAct, useList } from '../../app/queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { SearchedList } from '../../ui/SearchedList.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useSearchWords } from '../../ui/searchWords.ts';
import { useCopy } from '../../ui/useCopy.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import styles from './accounts.module.css';
import { accountsText } from './locale.ts';

type Candidate = ItemOf<'GET /api/invitations/candidates'>;

/** One question: whose phone is bound already, and how do I send the others the link? */
export default function InvitationsPage() {
  const t = useText(accountsText);
  const search = useSearchWords();
  const list = useList('GET /api/invitations/candidates', {
    query: search.words === '' ? {} : { search: search.words },
  });
  // Held here and not in the line, which a late answer to the search takes away together with the link just made.
  const invite = useAct('POST /api/invitations', { refreshes: ['GET /api/invitations/candidates'] });
  const [invited, setInvited] = useState<Candidate | null>(null);
  return (
    <Page title={t('invitations')} lead={t('invitationsLead')}>
      <SearchedList
        search={search}
        label={t('search')}
        list={list}
        empty={<EmptyState title={t('noCandidates')} text={t('noCandidatesText')} icon="phone" />}
      >
        {rowsOf(list.data).map((candidate) => (
          <CandidateLine
            key={candidate.id}
            candidate={candidate}
            sending={invite.sending && invited?.id === candidate.id}
            problem={invited?.id === candidate.id ? invite.problem : null}
            onInvite={() => {
              setInvited(candidate);
              invite.send({ body: { accountId: candidate.id } });
            }}
          />
        ))}
      </SearchedList>
      {invite.answer === undefined || invited === null ? null : (
        <InvitationDialog name={invited.displayName} invitation={invite.answer} onClose={invite.reset} />
      )}
    </Page>
  );
}

interface CandidateLineProps {
  candidate: Candidate;
  sending: boolean;
  problem: unknown;
  onInvite: () => void;
}

function CandidateLine({ candidate, sending, problem, onInvite }: CandidateLineProps) {
  const t = useText(accountsText);
  const known = candidate.boundSeenAt !== null || candidate.invitedUntil !== null;
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <b>{candidate.displayName}</b>
        <p className={styles.note}>{candidate.organisationName}</p>
        <ProblemNotice problem={problem} />
      </div>
      <BoundState candidate={candidate} />
      <Button
        variant={known ? 'default' : 'filled'}
        loading={sending}
        aria-label={`${t(known ? 'inviteAgain' : 'invite')} ${candidate.displayName}`}
        onClick={onInvite}
      >
        {t(known ? 'inviteAgain' : 'invite')}
      </Button>
    </li>
  );
}

function BoundState({ candidate }: { candidate: Candidate }) {
  const t = useText(accountsText);
  const language = useLanguage();
  if (candidate.boundSeenAt !== null) {
    const when = formatInstant(candidate.boundSeenAt, language);
    return <StateBadge tone="done" icon="phone" word={t('bound', { when })} />;
  }
  if (candidate.invitedUntil !== null) {
    const when = formatInstant(candidate.invitedUntil, language);
    return <StateBadge tone="waiting" word={t('invited', { when })} />;
  }
  return <StateBadge tone="neutral" icon="phone" word={t('unbound')} />;
}

function InvitationDialog({
  name,
  invitation,
  onClose,
}: {
  name: string;
  invitation: { url: string; qrSvg: string; expiresAt: string };
  onClose: () => void;
}) {
  const t = useText(accountsText);
  const language = useLanguage();
  const { shown, copy, copied, said } = useCopy<HTMLParagraphElement>();
  return (
    <Dialog
      title={t('invitationTitle', { name })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={() => copy(invitation.url)}>
            {t(copied ? 'copied' : 'copyLink')}
          </Button>
          <Button onClick={onClose}>{t('done')}</Button>
        </>
      }
    >
      <p>{t('invitationText')}</p>
      <div className={styles.code}>
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(invitation.qrSvg)}`} alt={t('qr')} />
        <p ref={shown} className={styles.address}>
          {invitation.url}
        </p>
        <p className={styles.note}>{t('validUntil', { when: formatInstant(invitation.expiresAt, language) })}</p>
      </div>
      {said}
    </Dialog>
  );
}
