import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { Page, Section } from '../../ui/Page.tsx';
import styles from './directives.module.css';
import { ImportForm } from './ImportForm.tsx';
import { importText } from './importLocale.ts';
import { directivesText } from './locale.ts';
import { Preview } from './Preview.tsx';
import { type Reading, Source } from './Source.tsx';

/** One question: is this the document, and was it read rightly? Only then is it taken in. */
export default function ImportPage() {
  const t = useText(directivesText);
  const i = useText(importText);
  const [reading, setReading] = useState<Reading | null>(null);
  return (
    <Page title={i('importTitle')} lead={i('importLead')} width={reading === null ? 'normal' : 'wide'}>
      {reading === null ? (
        <Source onRead={setReading} />
      ) : (
        <div className={styles.checking}>
          <Preview reading={reading} onChange={setReading} />
          <Section
            title={t('head')}
            aside={
              <Button variant="subtle" color="gray" onClick={() => setReading(null)}>
                {i('readAgain')}
              </Button>
            }
          >
            <ImportForm reading={reading} />
          </Section>
        </div>
      )}
    </Page>
  );
}
