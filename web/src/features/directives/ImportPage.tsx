import { lazy, Suspense, useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { Page } from '../../ui/Page.tsx';
import { importText } from './importLocale.ts';
import { type Reading, Source } from './Source.tsx';

const Checking = lazy(() => import('./Checking.tsx'));

/** One question: is this the document, and was it read rightly? Only then is it taken in. */
export default function ImportPage() {
  const i = useText(importText);
  const [reading, setReading] = useState<Reading | null>(null);
  return (
    <Page title={i('importTitle')} lead={i('importLead')} width={reading === null ? 'normal' : 'wide'}>
      {reading === null ? (
        <Source onRead={setReading} />
      ) : (
        <Suspense>
          <Checking reading={reading} onChange={setReading} />
        </Suspense>
      )}
    </Page>
  );
}
