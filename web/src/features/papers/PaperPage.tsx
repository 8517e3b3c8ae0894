import { Button } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { addressOf } from '../../app/client.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { DownloadLink } from '../../ui/DownloadLink.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { papersText } from './locale.ts';
import { PaperSheet } from './PaperSheet.tsx';
import { Setting } from './Setting.tsx';

const WordsDialog = lazy(() => import('./WordsDialog.tsx'));
const IssueDialog = lazy(() => import('./IssueDialog.tsx'));

export type PaperAnswer = Answer<'GET /api/papers/:paperId'>;

/** One paper as it looks, with what can still be done to it. */
export default function PaperPage() {
  const { paperId = '' } = useParams({ strict: false }) as { paperId?: string };
  const t = useText(papersText);
  const read = useRead(
    'GET /api/papers/:paperId',
    { params: { paperId } },
    { live: ['papers', 'tasks', 'paper_templates'] },
  );
  if (read.data) return <OnePaper paper={read.data} />;
  return (
    <Page title={t('list')}>
      <Answered read={read} lines={8}>
        {() => null}
      </Answered>
    </Page>
  );
}

function OnePaper({ paper }: { paper: PaperAnswer }) {
  const t = useText(papersText);
  const language = useLanguage();
  const [open, setOpen] = useState<'words' | 'issue' | null>(null);
  const allowed = new Set(paper.can.filter((can) => can.allowed).map((can) => can.action));
  const banner =
    paper.state === 'draft'
      ? t('draftBanner')
      : t('issuedBanner', { day: formatDay(paper.asOf, language), who: paper.issuedBy ?? '' });
  return (
    <Page
      title={paper.words.title}
      width="wide"
      above={
        <>
          <Link to={'/papers' as never}>{t('list')}</Link> · {t(`kind.${paper.kind}`)} ·{' '}
          <Link to={`/board/${paper.directive.id}` as never}>{paper.directive.title}</Link>
        </>
      }
      lead={banner}
      actions={
        <>
          <StateBadge tone={paper.state === 'issued' ? 'done' : 'neutral'} word={t(`state.${paper.state}`)} />
          <DownloadLink
            address={addressOf('GET /api/papers/:paperId/file', { params: { paperId: paper.id } })}
            variant="default"
            leftSection={<Icon name="download" size={18} />}
          >
            {t('download')}
          </DownloadLink>
          {allowed.has('discard') ? <Discard paper={paper} /> : null}
          {allowed.has('words') ? (
            <Button variant="default" onClick={() => setOpen('words')}>
              {t('edit')}
            </Button>
          ) : null}
          {allowed.has('issue') ? <Button onClick={() => setOpen('issue')}>{t('issue')}</Button> : null}
        </>
      }
    >
      <Setting paper={paper} mayChange={allowed.has('words')} />
      <PaperSheet flow={paper.flow} figures={paper.figures} />
      <Suspense>
        {open === 'words' ? <WordsDialog paper={paper} onClose={() => setOpen(null)} /> : null}
        {open === 'issue' ? <IssueDialog paper={paper} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </Page>
  );
}

function Discard({ paper }: { paper: PaperAnswer }) {
  const t = useText(papersText);
  const navigate = useNavigate();
  const act = useAct('POST /api/papers/:paperId/discard', { refreshes: ['GET /api/papers'] });
  return (
    <ConfirmAction
      variant="default"
      label={t('discard')}
      question={t('discard.question')}
      text={t('discard.text')}
      onConfirm={async () => {
        await act.sendAndWait({ params: { paperId: paper.id }, body: { version: paper.version } });
        await navigate({ to: '/papers' as never });
      }}
    />
  );
}
