import { Button } from '@mantine/core';
import { useText } from '../app/locale/text.ts';
import { uiText } from './locale.ts';

interface MoreButtonProps {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The way to the next page of a list; nothing where there is none. */
export function MoreButton({ list }: MoreButtonProps) {
  const t = useText(uiText);
  if (!list.hasNextPage) return null;
  return (
    <Button
      mt="var(--space-4)"
      variant="default"
      onClick={() => list.fetchNextPage()}
      loading={list.isFetchingNextPage}
    >
      {t('list.more')}
    </Button>
  );
}
