import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './directives.module.css';
import { importText } from './importLocale.ts';
import type { ReadDocument } from './Preview.tsx';

const fileLimitBytes = 50 * 1024 * 1024;

/** What is to be read: a file, or text that was pasted. */
interface Read {
  blob: Blob;
  fileName: string;
  pasted: string | null;
  /** Lines stay as they are broken. */
  keepBreaks: boolean;
}

/** What was read, where it came from, and what the person decided when looking at it. */
export interface Reading extends Read {
  document: ReadDocument;
  /** Where lines begin that are read although they were proposed to be left out. */
  kept: readonly number[];
}

/** Where the text was read from and how, as the import names it. */
export function sourceOf({ document, pasted, keepBreaks, kept }: Reading) {
  const choices = { keepBreaks, kept: [...kept] };
  if (pasted === null && document.file) return { kind: 'file' as const, ...document.file, ...choices };
  return { kind: 'text' as const, text: pasted ?? '', ...choices };
}

/** Has a file or text read; nothing is taken in. */
export async function readAs(read: Read): Promise<Reading> {
  const flag = (value: boolean) => (value ? ('true' as const) : ('false' as const));
  const query = { pasted: flag(read.pasted !== null), keepBreaks: flag(read.keepBreaks) };
  // The name of a file may hold signs that a header cannot.
  const headers = { 'X-File-Name': encodeURIComponent(read.fileName) };
  const document = await call('POST /api/directives/read', { query, body: read.blob }, { headers });
  return { ...read, document, kept: [] };
}

/** A file or pasted text, read before anything is taken in. */
export function Source({ onRead }: { onRead: (reading: Reading) => void }) {
  const i = useText(importText);
  const [from, setFrom] = useState<'file' | 'paste'>('file');
  const [pasted, setPasted] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [reading, setReading] = useState(false);

  const read = async (blob: Blob, fileName: string, text: string | null) => {
    setProblem(null);
    setReading(true);
    try {
      onRead(await readAs({ blob, fileName, pasted: text, keepBreaks: false }));
    } catch (failure) {
      setProblem(failure);
    } finally {
      setReading(false);
    }
  };
  const [file] = files;
  return (
    <div className={styles.source}>
      <SegmentedControl
        value={from}
        onChange={(value) => {
          setFrom(value as 'file' | 'paste');
          setProblem(null);
        }}
        data={[
          { value: 'file', label: i('from.file') },
          { value: 'paste', label: i('from.paste') },
        ]}
      />
      {from === 'file' ? (
        <FileDrop
          label={i('file')}
          files={files}
          onChange={setFiles}
          limitBytes={fileLimitBytes}
          endings={['.docx', '.doc', '.wps', '.pdf', '.txt']}
          multiple={false}
          advice={(fileName) => (/\.ofd$/i.test(fileName) ? i('ofd', { fileName }) : null)}
        />
      ) : (
        <Textarea
          label={i('pasted')}
          placeholder={i('pastedPlaceholder')}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          autosize
          minRows={12}
          maxRows={24}
        />
      )}
      <p className={styles.note}>{i('fileNote')}</p>
      <ProblemNotice problem={problem} />
      <div>
        {from === 'file' ? (
          <Button disabled={file === undefined} loading={reading} onClick={() => file && read(file, file.name, null)}>
            {i('read')}
          </Button>
        ) : (
          <Button
            disabled={pasted.trim() === ''}
            loading={reading}
            onClick={() => read(new Blob([pasted]), '', pasted)}
          >
            {i('read')}
          </Button>
        )}
      </div>
    </div>
  );
}
