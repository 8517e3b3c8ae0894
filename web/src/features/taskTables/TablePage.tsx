import { Button, NativeSelect } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { addressOf, call } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { useSession } from '../../app/session.ts';
import { DownloadLink } from '../../ui/DownloadLink.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { ComparisonView } from './ComparisonView.tsx';
import { tablesText } from './locale.ts';
import styles from './tables.module.css';

const ReminderDialog = lazy(() => import('../tasks/ReminderDialog.tsx'));

const limitBytes = 10 * 1024 * 1024;
type Bodies = Answer<'GET /api/task-tables/bodies'>;

/** One question: how do I get this document's tasks out, and a county's answers in? */
export default function TablePage() {
  const t = useText(tablesText);
  const { directiveId } = useParams({ strict: false }) as { directiveId: string };
  const session = useSession();
  const directive = useRead('GET /api/directives/:directiveId', { params: { directiveId } });
  const query = { query: { directiveId } };
  return (
    <Page
      title={t('table.title')}
      lead={t('table.lead')}
      above={<Link to={`/board/${directiveId}`}>{directive.data?.title ?? ''}</Link>}
    >
      <Section title={t('table.export')}>
        <Card>
          <div className={styles.stack}>
            <p className={styles.note}>{t('table.exportText')}</p>
            <p className={styles.note}>{t('table.jsonText')}</p>
            <div className={styles.buttons}>
              <DownloadLink address={addressOf('GET /api/task-tables/export', query)}>{t('table.xlsx')}</DownloadLink>
              <DownloadLink
                variant="default"
                address={addressOf('GET /api/task-tables/json', query)}
                name={`${directiveId}.json`}
              >
                {t('table.json')}
              </DownloadLink>
              <Link to="/ledgers">{t('table.readBack')}</Link>
            </div>
          </div>
        </Card>
      </Section>
      {session.permissions.includes('task.dispatch') ? <Reminder directiveId={directiveId} /> : null}
      {session.permissions.includes('task.enterOnBehalf') ? <Counties directiveId={directiveId} /> : null}
    </Page>
  );
}

function Reminder({ directiveId }: { directiveId: string }) {
  const t = useText(tablesText);
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('remind.title')}>
      <Card>
        <p className={styles.note}>{t('remind.text')}</p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('remind.open')}
          </Button>
          <Link to={`/tasks?directiveId=${directiveId}`}>{t('remind.tasks')}</Link>
        </div>
      </Card>
      {open ? (
        <Suspense>
          <ReminderDialog directiveId={directiveId} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </Section>
  );
}

function Counties({ directiveId }: { directiveId: string }) {
  const t = useText(tablesText);
  const read = useRead('GET /api/task-tables/bodies', { query: { directiveId } });
  return (
    <Section title={t('county.title')}>
      <div className={styles.stack}>
        <p className={styles.note}>{t('county.text')}</p>
        <Answered read={read}>{(bodies) => <SendAndReturn directiveId={directiveId} bodies={bodies} />}</Answered>
      </div>
    </Section>
  );
}

function SendAndReturn({ directiveId, bodies }: { directiveId: string; bodies: Bodies }) {
  const t = useText(tablesText);
  const [bodyId, setBodyId] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [comparison, setComparison] = useState<Answer<'POST /api/task-tables/returned/read'> | null>(null);
  const [stale, setStale] = useState(false);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [file] = files;
  if (bodies.items.length === 0) return <p className={styles.note}>{t('county.none')}</p>;

  const compare = async (chosen: File) => {
    setReading(true);
    setProblem(null);
    setComparison(null);
    setStale(false);
    try {
      const headers = { 'X-File-Name': encodeURIComponent(chosen.name) };
      const query = { directiveId, bodyId };
      setComparison(await call('POST /api/task-tables/returned/read', { query, body: chosen }, { headers }));
    } catch (failure) {
      setProblem(failure);
    } finally {
      setReading(false);
    }
  };
  return (
    <>
      <Card>
        <div className={styles.form}>
          <NativeSelect
            label={t('county.body')}
            value={bodyId}
            onChange={(event) => {
              setBodyId(event.currentTarget.value);
              setComparison(null);
              setFiles([]);
            }}
            data={[
              { value: '', label: t('county.pick') },
              ...bodies.items.map((body) => ({ value: body.id, label: body.name })),
            ]}
          />
          {bodyId === '' ? null : (
            <>
              <div>
                <DownloadLink
                  variant="default"
                  address={addressOf('GET /api/task-tables/county', { query: { directiveId, bodyId } })}
                >
                  {t('county.download')}
                </DownloadLink>
              </div>
              <FileDrop
                label={t('county.file')}
                files={files}
                onChange={setFiles}
                limitBytes={limitBytes}
                endings={['.xlsx']}
                multiple={false}
              />
              <ProblemNotice problem={problem} />
              <div>
                <Button disabled={file === undefined} loading={reading} onClick={() => file && compare(file)}>
                  {t('county.compare')}
                </Button>
              </div>
            </>
          )}
        </div>
      </Card>
      {comparison === null ? null : (
        <ComparisonView
          key={comparison.token}
          comparison={comparison}
          directiveId={directiveId}
          bodyId={bodyId}
          stale={stale}
          onChanged={(newer) => {
            setStale(true);
            setComparison(newer);
          }}
        />
      )}
    </>
  );
}
