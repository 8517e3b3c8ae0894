import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { evidenceEndings, evidenceLimitBytes } from '../../app/evidenceFiles.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { sendEvidenceFile } from '../../app/sendEvidence.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { ProblemNotice, type VersionRow } from '../../ui/ProblemNotice.tsx';
import styles from './evidence.module.css';
import { evidenceText } from './locale.ts';
import type { Evidence } from './words.ts';

/** A new revision of a piece of evidence; what was there stays as the one before. */
export function ReviseDialog({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const t = useText(evidenceText);
  const [title, setTitle] = useState(evidence.title);
  const [body, setBody] = useState(evidence.body);
  const [from, setFrom] = useState(evidence.aboutFrom);
  const [to, setTo] = useState(evidence.aboutTo);
  const [files, setFiles] = useState<File[]>([]);
  const [uploading, setUploading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const act = useAct('POST /api/evidence/:evidenceId/revise', { onDone: onClose });
  const ofFile = evidence.kind === 'file';
  const ready = from !== '' && to !== '' && from <= to && (ofFile || body.trim() !== '');

  const save = async () => {
    setUploading(true);
    setProblem(null);
    try {
      const file = await fileOf(evidence, files[0]);
      const kind = evidence.kind === 'record' ? 'text' : evidence.kind;
      act.send({
        params: { evidenceId: evidence.id },
        body: {
          seenVersion: evidence.version,
          content: { kind, title: title.trim(), body: body.trim(), ...file, aboutFrom: from, aboutTo: to },
        },
      });
    } catch (failure) {
      setProblem(failure);
    } finally {
      setUploading(false);
    }
  };

  const compare = (current: unknown): VersionRow[] => {
    const theirs = current as Evidence;
    return [
      { label: t('field.title'), mine: title, theirs: theirs.title },
      { label: t('field.body'), mine: body, theirs: theirs.body },
    ];
  };
  return (
    <Dialog
      title={t('reviseTitle')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={save} loading={uploading || act.sending} disabled={!ready}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.note}>{t('reviseText')}</p>
        <TextInput
          label={t('field.title')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          maxLength={200}
        />
        <Textarea
          label={t(evidence.kind === 'documentNumber' ? 'field.number' : 'field.body')}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          maxLength={5000}
          required={!ofFile}
          autosize
          minRows={2}
          maxRows={12}
        />
        {ofFile ? (
          <FileDrop
            label={t('field.file')}
            files={files}
            onChange={setFiles}
            limitBytes={evidenceLimitBytes}
            endings={evidenceEndings}
            multiple={false}
          />
        ) : null}
        <div className={styles.days}>
          <TextInput
            type="date"
            label={t('field.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            required
          />
          <TextInput
            type="date"
            label={t('field.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            required
          />
        </div>
        <ProblemNotice problem={problem ?? act.problem} compare={compare} />
      </div>
    </Dialog>
  );
}

/** The chosen file, uploaded, or the one that is there already. */
function fileOf(evidence: Evidence, file: File | undefined) {
  if (file === undefined) return { fileSha256: evidence.fileSha256, fileName: evidence.fileName };
  return sendEvidenceFile(file, file.name);
}
