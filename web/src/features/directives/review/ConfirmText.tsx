import { useText } from '../../../app/locale/text.ts';
import { confirmWords } from './confirmLocale.ts';
import type { Requirement } from './model.ts';
import { unmatchedCount } from './unmatched.ts';

/** What follows from confirming, and what will still be asked before a dispatch: it is better known before the freeze. */
export default function ConfirmText({ left, requirements }: { left: number; requirements: readonly Requirement[] }) {
  const t = useText(confirmWords);
  const unmatched = unmatchedCount(requirements);
  return (
    <>
      {left > 0 ? t('blocked', { count: left }) : t('follows')}
      {unmatched === 0 ? null : <strong> {t('unmatched', { count: unmatched })}</strong>}
    </>
  );
}
