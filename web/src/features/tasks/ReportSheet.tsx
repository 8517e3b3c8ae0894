import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { evidenceEndings, evidenceLimitBytes } from '../../app/evidenceFiles.ts';
import { useText } from '../../app/locale/text.ts';
import { fileMark } from '../../app/outbox/model.ts';
import { useOutbox } from '../../app/outbox/useOutbox.ts';
import { useToday } from '../../app/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { tasksText } from './locale.ts';
import styles from './tasks.module.css';
import type { Task } from './words.ts';

/** The second tap of a double tap falls on the closed sheet's place within this time; it must not reach what lies beneath. */
const doubleTapMilliseconds = 400;

/** Keeps the sheet, with its button at work, until a second tap has come and gone. */
const outlastDoubleTap = () => new Promise<void>((resolve) => setTimeout(resolve, doubleTapMilliseconds));

export type ReportKind = 'progress' | 'submit' | 'note';

/**
 * Words, photos and one button in one sheet. The act is kept on this device before anything is sent, so that a broken line
 * or a closed page loses nothing; a photo alone says enough for progress.
 */
export function ReportSheet({ task, kind, onClose }: { task: Task; kind: ReportKind; onClose: () => void }) {
  const t = useText(tasksText);
  const today = useToday();
  const outbox = useOutbox();
  const [text, setText] = useState('');
  const [asEvidence, setAsEvidence] = useState(false);
  const [number, setNumber] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const said = text.trim() !== '' || (kind === 'progress' && (files.length > 0 || number.trim() !== ''));

  const send = async () => {
    setSending(true);
    setProblem(null);
    const about = { aboutFrom: today, aboutTo: today };
    const words = text.trim();
    const evidence = [
      ...(asEvidence && words !== ''
        ? [{ kind: 'text' as const, title: '', body: words, fileSha256: null, fileName: null, ...about }]
        : []),
      ...files.map((file, index) => ({
        ...{ kind: 'file' as const, title: '', body: '', fileSha256: fileMark(index), fileName: file.name, ...about },
      })),
      ...(number.trim() === ''
        ? []
        : [
            {
              kind: 'documentNumber' as const,
              title: '',
              body: number.trim(),
              fileSha256: null,
              fileName: null,
              ...about,
            },
          ]),
    ];
    try {
      const kept = outbox.enqueue({
        key: `POST /api/tasks/:taskId/${kind}`,
        input: { params: { taskId: task.id }, body: { text: words, occurredOn: today, evidence } },
        label: t(`label.${kind}`, { action: task.action }),
        files,
      });
      await Promise.all([kept, outlastDoubleTap()]);
      onClose();
    } catch (failure) {
      setProblem(failure);
      setSending(false);
    }
  };

  return (
    <Dialog
      title={t(`do.${kind}`)}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('do.cancel')}
          </Button>
          <Button onClick={send} loading={sending} disabled={!said}>
            {t('do.send')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Textarea
          label={t('report.text')}
          placeholder={t('report.textHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={3}
          required={kind !== 'progress'}
        />
        <Checkbox
          label={t('report.asEvidence')}
          checked={asEvidence}
          onChange={(event) => setAsEvidence(event.currentTarget.checked)}
        />
        <FileDrop
          label={t('report.photos')}
          files={files}
          onChange={setFiles}
          limitBytes={evidenceLimitBytes}
          endings={evidenceEndings}
          accept={`image/*,${evidenceEndings.join(',')}`}
        />
        <TextInput
          label={t('report.number')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          maxLength={200}
        />
        <p className={styles.note}>{t('report.taken')}</p>
        <ProblemNotice problem={problem} />
      </div>
    </Dialog>
  );
}

/** 申请延期: until when and why. */
export function ExtensionSheet({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useText(tasksText);
  const today = useToday();
  const outbox = useOutbox();
  const [wantedOn, setWantedOn] = useState('');
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const send = async () => {
    setSending(true);
    setProblem(null);
    try {
      const kept = outbox.enqueue({
        key: 'POST /api/tasks/:taskId/ask-extension',
        input: { params: { taskId: task.id }, body: { wantedOn, reason: reason.trim(), occurredOn: today } },
        label: t('label.askExtension', { action: task.action }),
      });
      await Promise.all([kept, outlastDoubleTap()]);
      onClose();
    } catch (failure) {
      setProblem(failure);
      setSending(false);
    }
  };
  return (
    <Dialog
      title={t('do.askExtension')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('do.cancel')}
          </Button>
          <Button onClick={send} loading={sending} disabled={wantedOn === '' || reason.trim() === ''}>
            {t('do.send')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.note}>{t('extension.once')}</p>
        <TextInput
          type="date"
          label={t('extension.wanted')}
          value={wantedOn}
          min={task.dueOn ?? today}
          onChange={(event) => setWantedOn(event.currentTarget.value)}
          required
        />
        <Textarea
          label={t('extension.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          required
        />
        <ProblemNotice problem={problem} />
      </div>
    </Dialog>
  );
}
