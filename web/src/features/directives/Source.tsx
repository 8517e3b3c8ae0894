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

/** What was read, and where it came from: a file the server keeps under its hash, or pasted text. */
export interface Reading {
  document: ReadDocument;
  pasted: string | null;
}

/** Where the text was read from, as the import names it. */
export function sourceOf({ document, pasted }: Reading) {
  if (pasted === null && document.file) return { kind: 'file' as const, ...document.file };
  return { kind: 'text' as const, text: pasted ?? '' };
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
      const query = { pasted: text === null ? ('false' as const) : ('true' as const) };
      // The name of a file may hold signs that a header cannot.
      const headers = { 'X-File-Name': encodeURIComponent(fileName) };
      onRead({ document: await call('POST /api/directives/read', { query, body: blob }, { headers }), pasted: text });
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
          endings={['.docx', '.txt']}
          multiple={false}
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
