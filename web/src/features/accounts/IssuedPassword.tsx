import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './accounts.module.css';
import { accountsText } from './locale.ts';

/** Shows a first password, once. */
export function IssuedPassword({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const t = useText(accountsText);
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const copy = () => navigator.clipboard.writeText(password).then(() => setCopied(true), setProblem);
  return (
    <Dialog
      title={t('issued')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
          <Button onClick={onClose}>{t('done')}</Button>
        </>
      }
    >
      <p>{t('issuedText', { name })}</p>
      <output className={styles.password}>{password}</output>
      <ProblemNotice problem={problem} />
    </Dialog>
  );
}
