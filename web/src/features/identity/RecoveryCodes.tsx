import { Button } from '@mantine/core';
import { useText } from '../../app/locale/text.ts';
import { useCopy } from '../../ui/useCopy.tsx';
import styles from './identity.module.css';
import { secondFactorText } from './secondFactorLocale.ts';

/** Shows recovery codes, once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useText(secondFactorText);
  const { shown, copy, copied, said } = useCopy<HTMLUListElement>();
  return (
    <section className={styles.form}>
      <h2 className={styles.step} tabIndex={-1}>
        {t('recoveryTitle')}
      </h2>
      <p>{t('recoveryText')}</p>
      <ul ref={shown} className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      {said}
      <Button variant="default" onClick={() => copy(codes.join('\n'))}>
        {t(copied ? 'copied' : 'copy')}
      </Button>
      <Button onClick={onDone}>{t('saved')}</Button>
    </section>
  );
}
