import { Button, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../app/client.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { asProblem } from '../../app/problem.ts';
import { useAct } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import {
  type Decisions,
  type Finding,
  keyOf,
  openFindings,
  type Preview,
  type PreviewRow,
  standingOf,
} from './choices.ts';
import { tablesText } from './locale.ts';
import { RowsCheck } from './RowsCheck.tsx';
import styles from './tables.module.css';

/** A task table of 10 MB at most (spine.md 7.3); said before anything is chosen. */
const limitBytes = 10 * 1024 * 1024;

interface Read {
  file: File;
  preview: Preview;
  /** It took the place of an earlier preview, because something changed in between. */
  changed?: true;
}

/** Reads the file and says what it would become; `issuedOn` is the day from which its words count. */
function readTable(file: File, issuedOn?: string): Promise<Preview> {
  const headers = { 'X-File-Name': encodeURIComponent(file.name) };
  return call('POST /api/task-tables/read', { query: { issuedOn }, body: file }, { headers });
}

/** One question: was every row of our table understood rightly? Only then is it taken in, whole. */
export default function ImportPage() {
  const t = useText(tablesText);
  const [read, setRead] = useState<Read | null>(null);
  if (read === null) {
    return (
      <Page title={t('import.title')} lead={t('import.lead')}>
        <Source onRead={setRead} />
      </Page>
    );
  }
  return <Check key={read.preview.token} read={read} onRead={setRead} onAgain={() => setRead(null)} />;
}

function Source({ onRead }: { onRead: (read: Read) => void }) {
  const t = useText(tablesText);
  const [files, setFiles] = useState<File[]>([]);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [file] = files;
  const start = async (chosen: File) => {
    setReading(true);
    setProblem(null);
    try {
      onRead({ file: chosen, preview: await readTable(chosen) });
    } catch (failure) {
      setProblem(failure);
      setReading(false);
    }
  };
  return (
    <div className={styles.source}>
      <FileDrop
        label={t('import.file')}
        files={files}
        onChange={setFiles}
        limitBytes={limitBytes}
        endings={['.xlsx']}
        multiple={false}
      />
      <p className={styles.note}>{t('import.note')}</p>
      <ProblemNotice problem={problem} />
      <div>
        <Button disabled={file === undefined} loading={reading} onClick={() => file && start(file)}>
          {t('import.read')}
        </Button>
      </div>
    </div>
  );
}

interface CheckProps {
  read: Read;
  onRead: (read: Read) => void;
  onAgain: () => void;
}

function Check({ read, onRead, onAgain }: CheckProps) {
  const t = useText(tablesText);
  const navigate = useNavigate();
  const { file, preview } = read;
  const [title, setTitle] = useState(preview.title ?? file.name.replace(/\.xlsx$/i, ''));
  const [issuer, setIssuer] = useState(preview.issuer ?? '');
  const [decisions, setDecisions] = useState<Decisions>(new Map());
  const [rows, setRows] = useState<readonly PreviewRow[]>(preview.rows);
  const take = useAct('POST /api/task-tables/import', {
    onDone: ({ directiveId }) => navigate({ to: `/directives/${directiveId}/assign` as never }),
  });
  const open = openFindings(rows, decisions);
  const count = rows.filter((row) => standingOf(row, decisions) !== 'leftOut').length;
  const ready = open === 0 && count > 0 && title.trim() !== '' && issuer.trim() !== '' && preview.already === null;

  const save = async () => {
    const choices = [...decisions.values()].map((decision) => decision.choice);
    const head = { token: preview.token, fileName: preview.fileName, issuedOn: preview.issuedOn };
    try {
      await take.sendAndWait({ body: { ...head, title: title.trim(), issuer: issuer.trim(), choices } });
    } catch (failure) {
      const problem = asProblem(failure);
      // A lead that was chosen here raises its own question about the person; it is shown like the first ones.
      if (problem.kind === 'conflict' && isPreview(problem.current))
        onRead({ file, preview: problem.current, changed: true });
      if (problem.kind === 'refused') setRows(withFindings(rows, problem.errors as unknown as Finding[]));
      throw failure;
    }
  };
  return (
    <Page
      title={t('import.title')}
      width="wide"
      actions={
        <Button variant="default" onClick={onAgain}>
          {t('import.again')}
        </Button>
      }
      answer={
        <Card>
          <div className={styles.answer}>
            <span className={styles.verdict} role="status">
              {open > 0 ? t('import.open', { count: open }) : t('import.settled')}
            </span>
            <ConfirmAction
              label={t('import.do', { count })}
              question={t('import.question')}
              text={t('import.doText')}
              disabled={!ready}
              onConfirm={save}
            />
          </div>
          {read.changed ? <p className={styles.remark}>{t('import.changed')}</p> : null}
          <Notes preview={preview} />
        </Card>
      }
    >
      <Section title={t('import.head')}>
        <Head read={read} title={title} issuer={issuer} onTitle={setTitle} onIssuer={setIssuer} onRead={onRead} />
      </Section>
      <RowsCheck rows={rows} decisions={decisions} onDecide={setDecisions} />
      {preview.leftOut.length === 0 ? null : (
        <Section title={t('import.leftOut')}>
          <ul className={styles.list}>
            {preview.leftOut.map((line) => (
              <li key={line.row}>{t('import.leftOutRow', line)}</li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

/** What a person should know of the reading as a whole. */
function Notes({ preview }: { preview: Preview }) {
  const t = useText(tablesText);
  const language = useLanguage();
  const { already, otherSheets, ignoredColumns } = preview;
  const names = (list: readonly string[]) => ({ names: list.join('、') });
  return (
    <>
      {already === null ? null : (
        <p className={styles.remark}>
          {t('import.already', { on: formatDay(already.importedOn, language), title: already.title })}{' '}
          <Link to={`/directives/${already.directiveId}/assign`}>{t('import.see')}</Link>
        </p>
      )}
      {otherSheets.length === 0 ? null : (
        <p className={styles.note}>
          {t('import.sheet', { sheet: preview.sheet })} {t('import.others', names(otherSheets))}
        </p>
      )}
      {ignoredColumns.length === 0 ? null : <p className={styles.note}>{t('import.ignored', names(ignoredColumns))}</p>}
    </>
  );
}

interface HeadProps {
  read: Read;
  title: string;
  issuer: string;
  onTitle: (title: string) => void;
  onIssuer: (issuer: string) => void;
  onRead: (read: Read) => void;
}

function Head({ read: { file, preview }, title, issuer, onTitle, onIssuer, onRead }: HeadProps) {
  const t = useText(tablesText);
  const [issuedOn, setIssuedOn] = useState(preview.issuedOn);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const recount = async () => {
    setReading(true);
    setProblem(null);
    try {
      onRead({ file, preview: await readTable(file, issuedOn) });
    } catch (failure) {
      setProblem(failure);
      setReading(false);
    }
  };
  return (
    <Card>
      <div className={styles.form}>
        <TextInput
          label={t('import.name')}
          value={title}
          onChange={(event) => onTitle(event.currentTarget.value)}
          maxLength={300}
          required
        />
        <TextInput
          label={t('import.issuer')}
          value={issuer}
          onChange={(event) => onIssuer(event.currentTarget.value)}
          maxLength={200}
          required
        />
        <TextInput
          type="date"
          label={t('import.issuedOn')}
          description={t(preview.dated ? 'import.dateFound' : 'import.dateMissing')}
          value={issuedOn}
          onChange={(event) => setIssuedOn(event.currentTarget.value)}
          required
        />
        {issuedOn !== '' && issuedOn !== preview.issuedOn ? (
          <Button variant="default" loading={reading} onClick={recount}>
            {t('import.recount')}
          </Button>
        ) : null}
        <ProblemNotice problem={problem} />
      </div>
    </Card>
  );
}

function isPreview(current: unknown): current is Preview {
  return typeof current === 'object' && current !== null && 'rows' in current && 'token' in current;
}

/** The rows with the findings that the server still has about them. */
function withFindings(rows: readonly PreviewRow[], findings: readonly Finding[]): PreviewRow[] {
  return rows.map((row) => {
    const known = new Set(row.findings.map(keyOf));
    const more = findings.filter((finding) => finding.row === row.row && !known.has(keyOf(finding)));
    return more.length === 0 ? row : { ...row, status: 'error' as const, findings: [...row.findings, ...more] };
  });
}
