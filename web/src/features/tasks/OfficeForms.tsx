import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { evidenceEndings, evidenceLimitBytes } from '../../app/evidenceFiles.ts';
import { addDays } from '../../app/locale/formats.ts';
import { useText } from '../../app/locale/text.ts';
import { type ApiProblem, asProblem } from '../../app/problem.ts';
import { useAct } from '../../app/queries.ts';
import { sendEvidenceFile } from '../../app/sendEvidence.ts';
import { useToday } from '../../app/session.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { OrganisationPicker, PersonPicker } from '../../ui/pickers.tsx';
import type { Choice } from '../../ui/SearchPicker.tsx';
import { OfficeDialog } from './OfficeDialog.tsx';
import { type Named, OrganisationSet, sameIds } from './OrganisationSet.tsx';
import { officeText } from './officeLocale.ts';
import { mayDo, type Task } from './words.ts';

/** An extended deadline lies after the present one. */
const dayAfterDue = ({ dueOn }: Task) => (dueOn === null ? undefined : addDays(dueOn, 1));

interface FormProps {
  task: Task;
  onClose: () => void;
}

/** Due day, standard, accountable person, supporters: what is left as it was is not sent. */
export function AmendDialog({ task, onClose }: FormProps) {
  const t = useText(officeText);
  const [dueOn, setDueOn] = useState(task.dueOn ?? '');
  const [standard, setStandard] = useState(task.standard);
  const [person, setPerson] = useState<Choice | null>(null);
  const [supporters, setSupporters] = useState<Named[]>(task.parties);
  const [reason, setReason] = useState('');
  const act = useAct('POST /api/tasks/:taskId/amend', { onDone: onClose });
  const submit = () =>
    act.send({
      params: { taskId: task.id },
      body: {
        seenVersion: task.version,
        reason,
        ...(dueOn === (task.dueOn ?? '') ? {} : { dueOn: dueOn === '' ? null : dueOn }),
        ...(standard.trim() === task.standard ? {} : { standard }),
        ...(person === null ? {} : { accountablePersonId: person.id }),
        ...(sameIds(supporters, task.parties) ? {} : { supporters: supporters.map((one) => one.id) }),
      },
    });
  return (
    <OfficeDialog
      task={task}
      title={t('amendTitle')}
      text={t('amendText')}
      submit={t('save')}
      ready={reason.trim() !== ''}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput type="date" label={t('due')} value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
      <Textarea
        label={t('standard')}
        value={standard}
        onChange={(event) => setStandard(event.currentTarget.value)}
        maxLength={1000}
        autosize
      />
      <PersonPicker label={t('accountable')} value={person} onChange={setPerson} />
      <OrganisationSet
        label={t('supporters')}
        add={t('addSupporter')}
        remove={(name) => t('remove', { name })}
        value={supporters}
        onChange={setSupporters}
      />
      <Reason value={reason} onChange={setReason} />
    </OfficeDialog>
  );
}

export function ReassignDialog({ task, onClose }: FormProps) {
  const t = useText(officeText);
  const [organisation, setOrganisation] = useState<Choice | null>(null);
  const [person, setPerson] = useState<Choice | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct('POST /api/tasks/:taskId/reassign', { onDone: onClose });
  const submit = () =>
    act.send({
      params: { taskId: task.id },
      body: {
        seenVersion: task.version,
        organisationId: organisation?.id ?? '',
        ...(person === null ? {} : { accountablePersonId: person.id }),
        reason,
      },
    });
  return (
    <OfficeDialog
      task={task}
      title={t('reassignTitle')}
      text={t('reassignText')}
      submit={t('reassign')}
      ready={organisation !== null && reason.trim() !== ''}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <OrganisationPicker label={t('organisation')} value={organisation} onChange={setOrganisation} required />
      <PersonPicker label={t('accountable')} value={person} onChange={setPerson} />
      <Reason value={reason} onChange={setReason} />
    </OfficeDialog>
  );
}

export function GrantDialog({ task, onClose }: FormProps) {
  const t = useText(officeText);
  const [dueOn, setDueOn] = useState(task.extensionWantedOn ?? '');
  const [reason, setReason] = useState('');
  const act = useAct('POST /api/tasks/:taskId/grant-extension', { onDone: onClose });
  const submit = () => act.send({ params: { taskId: task.id }, body: { seenVersion: task.version, dueOn, reason } });
  return (
    <OfficeDialog
      task={task}
      title={t('grantTitle')}
      submit={t('grant')}
      ready={dueOn !== ''}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={t('grantDue')}
        value={dueOn}
        min={dayAfterDue(task)}
        onChange={(event) => setDueOn(event.currentTarget.value)}
        required
      />
      <TextInput
        label={t('remark')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
      />
    </OfficeDialog>
  );
}

type EnteredKind = 'acknowledge' | 'progress' | 'submit' | 'askExtension';
const enteredKinds: readonly EnteredKind[] = ['progress', 'submit', 'acknowledge', 'askExtension'];

/** 代录: which act, when it happened, and from where it is known. */
export function OnBehalfDialog({ task, onClose }: FormProps) {
  const t = useText(officeText);
  const today = useToday();
  const possible = enteredKinds.filter((kind) => mayDo(task, `${kind}OnBehalf`));
  const [kind, setKind] = useState<EnteredKind>(possible[0] ?? 'progress');
  const [occurredOn, setOccurredOn] = useState(today);
  const [text, setText] = useState('');
  const [wantedOn, setWantedOn] = useState('');
  const [source, setSource] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [uploading, setUploading] = useState(false);
  const [refusal, setRefusal] = useState<ApiProblem | null>(null);
  const act = useAct('POST /api/tasks/:taskId/on-behalf', { onDone: onClose });
  const takesFiles = kind === 'progress' || kind === 'submit';
  const ready =
    source.trim() !== '' &&
    occurredOn !== '' &&
    (kind === 'acknowledge' || text.trim() !== '') &&
    (kind !== 'askExtension' || wantedOn !== '');
  const evidence = () =>
    Promise.all(
      files.map(async (file) => ({
        ...{ kind: 'file' as const, title: '', body: '', aboutFrom: occurredOn, aboutTo: occurredOn },
        ...(await sendEvidenceFile(file, file.name)),
      })),
    );
  const entered = async () => {
    if (kind === 'acknowledge') return { kind, occurredOn };
    if (kind === 'askExtension') return { kind, occurredOn, wantedOn, reason: text };
    return { kind, occurredOn, text, evidence: await evidence() };
  };
  const submit = async () => {
    setUploading(true);
    setRefusal(null);
    try {
      act.send({ params: { taskId: task.id }, body: { source, act: await entered() } });
    } catch (failure) {
      setRefusal(asProblem(failure));
    } finally {
      setUploading(false);
    }
  };
  return (
    <OfficeDialog
      task={task}
      title={t('onBehalfTitle')}
      text={t('onBehalfText')}
      submit={t('save')}
      ready={ready}
      act={{ sending: uploading || act.sending, problem: refusal ?? act.problem }}
      onSubmit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label={t('kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as EnteredKind)}
        data={possible.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextInput
        type="date"
        label={t('occurredOn')}
        value={occurredOn}
        max={today}
        onChange={(event) => setOccurredOn(event.currentTarget.value)}
        required
      />
      {kind === 'askExtension' ? (
        <TextInput
          type="date"
          label={t('wantedOn')}
          value={wantedOn}
          min={dayAfterDue(task)}
          onChange={(event) => setWantedOn(event.currentTarget.value)}
          required
        />
      ) : null}
      {kind === 'acknowledge' ? null : (
        <Textarea
          label={t(kind === 'askExtension' ? 'reason' : 'text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          required
        />
      )}
      <TextInput
        label={t('source')}
        placeholder={t('sourceHint')}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
        maxLength={300}
        required
      />
      {takesFiles ? (
        <FileDrop
          label={t('files')}
          files={files}
          onChange={setFiles}
          limitBytes={evidenceLimitBytes}
          endings={evidenceEndings}
        />
      ) : null}
    </OfficeDialog>
  );
}

/** 记录指导: gate (a) of closing asks for it later (domain.md A69). */
export function GuidanceDialog({ task, onClose }: FormProps) {
  const t = useText(officeText);
  const [text, setText] = useState('');
  const act = useAct('POST /api/tasks/:taskId/give-guidance', { onDone: onClose });
  return (
    <OfficeDialog
      task={task}
      title={t('guide')}
      submit={t('save')}
      ready={text.trim() !== ''}
      act={act}
      onSubmit={() => act.send({ params: { taskId: task.id }, body: { text } })}
      onClose={onClose}
    >
      <Textarea
        label={t('guideText')}
        placeholder={t('guideHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={2}
        required
      />
    </OfficeDialog>
  );
}

function Reason({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useText(officeText);
  return (
    <Textarea
      label={t('reason')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={2000}
      autosize
      minRows={2}
      required
    />
  );
}
