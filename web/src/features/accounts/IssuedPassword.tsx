import { useText } from '../../app/locale/text.ts';
import { OnceShown } from '../../ui/OnceShown.tsx';
import { accountsText } from './locale.ts';

/** Shows a first password, once. */
export function IssuedPassword({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const t = useText(accountsText);
  return (
    <OnceShown
      title={t('issued')}
      text={t('issuedText', { name })}
      value={password}
      words={{ copy: t('copy'), copied: t('copied'), done: t('done') }}
      onClose={onClose}
    />
  );
}
