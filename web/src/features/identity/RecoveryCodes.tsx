import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './identity.module.css';
import { secondFactorText } from './secondFactorLocale.ts';

/** Shows recovery codes, once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useText(secondFactorText);
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const copy = () => navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true), setProblem);
  return (
    <section className={styles.form}>
      <h2 className={styles.step} tabIndex={-1}>
        {t('recoveryTitle')}
      </h2>
      <p>{t('recoveryText')}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={problem} />
      <Button variant="default" onClick={copy}>
        {t(copied ? 'copied' : 'copy')}
      </Button>
      <Button onClick={onDone}>{t('saved')}</Button>
    </section>
  );
}
