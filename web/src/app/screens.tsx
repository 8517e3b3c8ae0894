import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Page } from '../ui/Page.tsx';
import { EmptyState } from '../ui/Waiting.tsx';
import { shellText } from './locale/shell.ts';
import { useText } from './locale/text.ts';
import { useRoleName } from './roles.ts';

/** A page that stands in for one that cannot be shown. */
function Instead({
  title,
  text,
  icon,
  action,
}: {
  title: string;
  text: string;
  icon: 'search' | 'stopped' | 'late' | 'offline';
  action: ReactNode;
}) {
  return (
    <div role="alert">
      <title>{title}</title>
      <EmptyState title={title} text={text} icon={icon} action={action} />
    </div>
  );
}

export function NotFoundPage() {
  const t = useText(shellText);
  return (
    <Instead
      title={t('notFound.title')}
      text={t('notFound.text')}
      icon="search"
      action={
        <Button component="a" href="/" variant="default">
          {t('backHome')}
        </Button>
      }
    />
  );
}

export function NotPermittedPage() {
  const t = useText(shellText);
  const who = useRoleName();
  return (
    <Page
      title={t('notPermitted.title')}
      lead={t('notPermitted.text', { who })}
      answer={
        <Button component="a" href="/" variant="default">
          {t('backHome')}
        </Button>
      }
    />
  );
}

/** The error boundary of every page. A chunk that is gone means that a newer version stands on the server. */
export function BrokenPage({ error }: { error: unknown }) {
  const t = useText(shellText);
  const updated = isMissingChunk(error);
  useEffect(() => {
    if (!updated) console.error(error);
  }, [error, updated]);
  return (
    <Instead
      title={t(updated ? 'updated.title' : 'broken.title')}
      text={t(updated ? 'updated.text' : 'broken.text')}
      icon="late"
      action={<Button onClick={() => window.location.reload()}>{t('reload')}</Button>}
    />
  );
}

export function UnreachablePage({ onRetry }: { onRetry: () => void }) {
  const t = useText(shellText);
  return (
    <Instead
      title={t('unreachable.title')}
      text={t('unreachable.text')}
      icon="offline"
      action={<Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
}

// The three browsers' own words for a module that could not be fetched.
function isMissingChunk(error: unknown): boolean {
  if (!(error instanceof TypeError)) return false;
  return /dynamically imported module|Importing a module script failed|error loading dynamically/i.test(error.message);
}
