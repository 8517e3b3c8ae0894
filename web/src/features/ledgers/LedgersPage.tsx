import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './ledgers.module.css';
import { ledgersText } from './locale.ts';
import { ReportView } from './ReportView.tsx';
import type { Report } from './rows.ts';

const limitBytes = 10 * 1024 * 1024;
/** The last report stays while the page is open, so that a step to a record and back does not lose it. */
const kept = ['ledgers', 'report'];

/** One question: what would change if this file were true? */
export default function LedgersPage() {
  const t = useText(ledgersText);
  const cache = useQueryClient();
  const { data: report = null } = useQuery<Report | null>({
    queryKey: kept,
    queryFn: () => cache.getQueryData<Report>(kept) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const keep = (next: Report | null) => cache.setQueryData(kept, next);
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      {report === null ? <Upload onRead={keep} /> : <ReportView report={report} onAgain={() => keep(null)} />}
    </Page>
  );
}

function Upload({ onRead }: { onRead: (report: Report) => void }) {
  const t = useText(ledgersText);
  const [files, setFiles] = useState<File[]>([]);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [file] = files;
  const read = async (chosen: File) => {
    setReading(true);
    setProblem(null);
    try {
      const headers = { 'X-File-Name': encodeURIComponent(chosen.name) };
      onRead(await call('POST /api/ledgers/read', { body: chosen }, { headers }));
    } catch (failure) {
      setProblem(failure);
    } finally {
      setReading(false);
    }
  };
  return (
    <Card>
      <div className={styles.form}>
        <FileDrop
          label={t('file')}
          files={files}
          onChange={(chosen) => {
            setFiles(chosen);
            setProblem(null);
          }}
          limitBytes={limitBytes}
          endings={['.xlsx']}
          multiple={false}
        />
        <p className={styles.note}>{t('fileNote')}</p>
        <ProblemNotice problem={problem} />
        <div>
          <Button disabled={file === undefined} loading={reading} onClick={() => file && read(file)}>
            {t('check')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
