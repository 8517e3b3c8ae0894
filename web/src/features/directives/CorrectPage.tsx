import { Button } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { comparisonText } from './comparisonLocale.ts';
import styles from './directives.module.css';
import { importText } from './importLocale.ts';
import { Preview } from './Preview.tsx';
import { type Reading, Source, sourceOf } from './Source.tsx';

/** One question: is this the corrected text that takes the place of the present one? */
export default function CorrectPage() {
  const t = useText(comparisonText);
  const i = useText(importText);
  const { directiveId = '' } = useParams({ strict: false }) as { directiveId?: string };
  const navigate = useNavigate();
  const [reading, setReading] = useState<Reading | null>(null);
  const read = useRead('GET /api/directives/:directiveId', { params: { directiveId } });
  const revise = useAct('POST /api/directives/:directiveId/revise', {
    onDone: () => navigate({ to: `/directives/${directiveId}/comparison` as never }),
  });
  return (
    <Answered read={read}>
      {(directive) => (
        <Page
          title={t('correctTitle')}
          above={<Link to={`/directives/${directiveId}/review` as never}>{directive.title}</Link>}
          lead={t('correctLead')}
          width={reading === null ? 'normal' : 'wide'}
        >
          {reading === null ? (
            <Source onRead={setReading} />
          ) : (
            <div className={styles.checking}>
              <Preview reading={reading} onChange={setReading} />
              <Section
                title={t('correctCheck')}
                aside={
                  <Button variant="subtle" color="gray" onClick={() => setReading(null)}>
                    {i('readAgain')}
                  </Button>
                }
              >
                <p>{t('correctText')}</p>
                <ProblemNotice problem={revise.problem} />
                <Button
                  loading={revise.sending}
                  onClick={() =>
                    revise.send({
                      params: { directiveId },
                      body: { seenVersion: directive.currentVersion.version, source: sourceOf(reading) },
                    })
                  }
                >
                  {t('correctSave')}
                </Button>
              </Section>
            </div>
          )}
        </Page>
      )}
    </Answered>
  );
}
