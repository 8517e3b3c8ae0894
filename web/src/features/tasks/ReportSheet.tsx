import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { evidenceEndings, evidenceLimitBytes } from '../../app/evidenceFiles.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { draftPlace } from '../../app/outbox/draftChoice.ts';
import { fileMark } from '../../app/outbox/model.ts';
import { useDraft } from '../../app/outbox/useDraft.ts';
import type { Outbox } from '../../app/outbox/useOutbox.ts';
import { useSession, useToday } from '../../app/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { tasksText } from './locale.ts';
import { reportText } from './reportLocale.ts';
import { firstExtensionDay } from './standing.ts';
import styles from './tasks.module.css';
import type { Task } from './words.ts';

/** The second tap of a double tap falls on the closed sheet's place within this time; it must not reach what lies beneath. */
const doubleTapMilliseconds = 400;

/** Keeps the sheet, with its button at work, until a second tap has come and gone. */
const outlastDoubleTap = () => new Promise<void>((resolve) => setTimeout(resolve, doubleTapMilliseconds));

const blankReport = { text: '', number: '', asEvidence: false };
const blankExtension = { wantedOn: '', reason: '' };

export type ReportKind = 'progress' | 'submit' | 'note';

interface SheetProps {
  task: Task;
  /** The queue as the page has it: read afresh here, it would know nothing when the sheet opens. */
  outbox: Outbox;
  /** The refused act that this one takes the place of. */
  mends: string | null;
  onClose: () => void;
}

/** Queues an act once, lets go of the refused one it mends, and closes the sheet when a second tap cannot do harm. */
function useSending({ outbox, mends, onClose }: SheetProps) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const send = async (queued: () => Promise<void>) => {
    setSending(true);
    setProblem(null);
    try {
      await Promise.all([queued(), outlastDoubleTap()]);
      if (mends !== null) await outbox.dismiss(mends);
      onClose();
    } catch (failure) {
      setProblem(failure);
      setSending(false);
    }
  };
  return { sending, problem, send };
}

/** Says that the words are those of an earlier time; files are not kept and have to be chosen again. */
function RestoredNote({ restored }: { restored: boolean }) {
  const r = useText(reportText);
  return restored ? (
    <p className={styles.note} role="status">
      {r('report.restored')}
    </p>
  ) : null;
}

/**
 * Words, photos and one button in one sheet. The act is kept on this device before anything is sent, so that a broken line
 * or a closed page loses nothing; a photo alone says enough for progress.
 */
export function ReportSheet({ kind, ...props }: SheetProps & { kind: ReportKind }) {
  const { task, outbox, onClose } = props;
  const t = useText(tasksText);
  const r = useText(reportText);
  const today = useToday();
  const place = draftPlace(useSession().account?.id ?? '', task.id, kind);
  const draft = useDraft(place, blankReport, outbox.entries);
  const { text, number, asEvidence } = draft.fields;
  const [files, setFiles] = useState<File[]>([]);
  const { sending, problem, send } = useSending(props);
  const said = text.trim() !== '' || (kind === 'progress' && (files.length > 0 || number.trim() !== ''));

  const queued = async () => {
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
    draft.sentAs(
      await outbox.enqueue({
        key: `POST /api/tasks/:taskId/${kind}`,
        input: { params: { taskId: task.id }, body: { text: words, occurredOn: today, evidence } },
        label: t(`label.${kind}`, { action: task.action }),
        files,
        draft: place,
      }),
    );
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
          <Button onClick={() => send(queued)} loading={sending} disabled={!said}>
            {t('do.send')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <RestoredNote restored={draft.restored} />
        <Textarea
          label={r('report.text')}
          placeholder={r('report.textHint')}
          value={text}
          onChange={(event) => draft.change({ text: event.currentTarget.value })}
          maxLength={2000}
          autosize
          minRows={3}
          required={kind !== 'progress'}
        />
        <Checkbox
          label={r('report.asEvidence')}
          checked={asEvidence}
          onChange={(event) => draft.change({ asEvidence: event.currentTarget.checked })}
        />
        <FileDrop
          label={r('report.photos')}
          files={files}
          onChange={setFiles}
          limitBytes={evidenceLimitBytes}
          endings={evidenceEndings}
          accept={`image/*,${evidenceEndings.join(',')}`}
        />
        <TextInput
          label={r('report.number')}
          value={number}
          onChange={(event) => draft.change({ number: event.currentTarget.value })}
          maxLength={200}
        />
        <p className={styles.note}>{r('report.taken')}</p>
        <ProblemNotice problem={problem} />
      </div>
    </Dialog>
  );
}

/** 申请延期: until when and why. */
export function ExtensionSheet(props: SheetProps) {
  const { task, outbox, onClose } = props;
  const t = useText(tasksText);
  const r = useText(reportText);
  const language = useLanguage();
  const today = useToday();
  const place = draftPlace(useSession().account?.id ?? '', task.id, 'ask-extension');
  const draft = useDraft(place, blankExtension, outbox.entries);
  const { wantedOn, reason } = draft.fields;
  const { sending, problem, send } = useSending(props);
  const earliest = firstExtensionDay(task.dueOn, today);
  const tooEarly = wantedOn !== '' && wantedOn < earliest;
  const queued = async () =>
    draft.sentAs(
      await outbox.enqueue({
        key: 'POST /api/tasks/:taskId/ask-extension',
        input: { params: { taskId: task.id }, body: { wantedOn, reason: reason.trim(), occurredOn: today } },
        label: t('label.askExtension', { action: task.action }),
        draft: place,
      }),
    );
  return (
    <Dialog
      title={t('do.askExtension')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('do.cancel')}
          </Button>
          <Button
            onClick={() => send(queued)}
            loading={sending}
            disabled={wantedOn === '' || tooEarly || reason.trim() === ''}
          >
            {t('do.send')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.note}>{r('extension.once')}</p>
        <RestoredNote restored={draft.restored} />
        <TextInput
          type="date"
          label={r('extension.wanted')}
          value={wantedOn}
          min={earliest}
          error={tooEarly ? r('extension.tooEarly', { day: formatDay(earliest, language) }) : undefined}
          onChange={(event) => draft.change({ wantedOn: event.currentTarget.value })}
          required
        />
        <Textarea
          label={r('extension.reason')}
          value={reason}
          onChange={(event) => draft.change({ reason: event.currentTarget.value })}
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
