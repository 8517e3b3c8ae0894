import { Button } from '@mantine/core';
import { useText } from '../../app/locale/text.ts';
import { Section } from '../../ui/Page.tsx';
import styles from './directives.module.css';
import { ImportForm } from './ImportForm.tsx';
import { importText } from './importLocale.ts';
import { directivesText } from './locale.ts';
import { Preview } from './Preview.tsx';
import type { Reading } from './Source.tsx';

/** What was read, beside what the document is; loaded once there is something to check. */
export default function Checking({
  reading,
  onChange,
}: {
  reading: Reading;
  onChange: (reading: Reading | null) => void;
}) {
  const t = useText(directivesText);
  const i = useText(importText);
  return (
    <div className={styles.checking}>
      <Preview reading={reading} onChange={onChange} />
      <Section
        title={t('head')}
        aside={
          <Button variant="subtle" color="gray" onClick={() => onChange(null)}>
            {i('readAgain')}
          </Button>
        }
      >
        <ImportForm reading={reading} />
      </Section>
    </div>
  );
}
