import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { PersonPicker } from '../../ui/pickers.tsx';
import type { Choice as Picked } from '../../ui/SearchPicker.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { distinct, type Named, OrganisationSet, sameIds } from './OrganisationSet.tsx';
import { type Choices, type PlannedRequirement, withChoice, withOrganisation } from './plan.ts';
import styles from './tasks.module.css';

interface FormProps {
  requirement: PlannedRequirement;
  choices: Choices;
  onChoose: (choices: Choices) => void;
  onClose: () => void;
}

/** What the clerk decides about one requirement: other leads, due day, evidence, leader, or that nothing is dispatched. */
export function RequirementForm({ requirement, choices, onChoose, onClose }: FormProps) {
  const t = useText(dispatchText);
  const before = choices.requirements.find((one) => one.requirementId === requirement.id);
  const planned = requirement.tasks;
  const [leads, setLeads] = useState<Named[]>(distinct(planned.map((task) => task.lead)));
  const [supporters, setSupporters] = useState<Named[]>(distinct(planned.flatMap((task) => task.supporters)));
  const [dueOn, setDueOn] = useState(before?.dueOn ?? '');
  const [evidence, setEvidence] = useState(before?.evidenceExpected ?? requirement.content.evidenceExpected);
  const [leader, setLeader] = useState<Picked | null>(
    planned[0]?.leader ? { ...planned[0].leader, detail: null } : null,
  );
  const [once, setOnce] = useState(before?.once ?? false);
  const [out, setOut] = useState(requirement.leftOut.some((entry) => entry.organisation === null));
  const [reason, setReason] = useState(requirement.leftOut.find((entry) => entry.organisation === null)?.reason ?? '');
  const wasLeads = distinct(planned.map((task) => task.lead));
  const wasSupporters = distinct(planned.flatMap((task) => task.supporters));

  const save = () => {
    const changed = {
      ...before,
      excluded: out ? reason.trim() : null,
      ...(sameIds(leads, wasLeads) ? {} : { leads: leads.map((one) => one.id) }),
      ...(sameIds(supporters, wasSupporters) ? {} : { supporters: supporters.map((one) => one.id) }),
      ...(dueOn === '' ? {} : { dueOn }),
      ...(evidence === requirement.content.evidenceExpected ? {} : { evidenceExpected: evidence }),
      ...(leader === null ? {} : { leaderPersonId: leader.id }),
      ...(once ? { once } : {}),
    };
    onChoose(withChoice(choices, requirement.id, changed));
    onClose();
  };

  return (
    <FormDialog
      title={t('changeRequirement')}
      ready={!out || reason.trim() !== ''}
      onSave={save}
      onClose={onClose}
      onBack={() => {
        onChoose(withChoice(choices, requirement.id, null));
        onClose();
      }}
    >
      <p className={styles.itemText}>{requirement.content.action}</p>
      <Leaving out={out} onOut={setOut} reason={reason} onReason={setReason} />
      {out ? null : (
        <>
          <OrganisationSet
            label={t('form.leads')}
            add={t('form.addLead')}
            remove={(name) => t('form.remove', { name })}
            value={leads}
            onChange={setLeads}
          />
          <OrganisationSet
            label={t('form.supporters')}
            add={t('form.addSupporter')}
            remove={(name) => t('form.remove', { name })}
            value={supporters}
            onChange={setSupporters}
          />
          <TextInput
            type="date"
            label={t('form.due')}
            description={t('form.dueHint')}
            value={dueOn}
            onChange={(event) => setDueOn(event.currentTarget.value)}
          />
          {requirement.content.recurrence === null ? null : (
            <Checkbox
              label={t('form.once')}
              checked={once}
              onChange={(event) => setOnce(event.currentTarget.checked)}
            />
          )}
          <Textarea
            label={t('form.evidence')}
            description={t('form.evidenceHint')}
            value={evidence}
            onChange={(event) => setEvidence(event.currentTarget.value)}
            maxLength={500}
            autosize
          />
          <PersonPicker label={t('form.leader')} value={leader} onChange={setLeader} />
        </>
      )}
    </FormDialog>
  );
}

/** What the clerk decides about one organisation of a requirement. */
export function OrganisationForm({
  requirement,
  organisationId,
  choices,
  onChoose,
  onClose,
}: FormProps & { organisationId: string }) {
  const t = useText(dispatchText);
  const task = requirement.tasks.find((one) => one.lead.id === organisationId);
  const left = requirement.leftOut.find((one) => one.organisation?.id === organisationId);
  const name = task?.lead.name ?? left?.organisation?.name ?? '';
  const own = choices.requirements
    .find((one) => one.requirementId === requirement.id)
    ?.organisations?.find((one) => one.organisationId === organisationId);
  const named = task?.accountable?.basis === 'named' ? { ...task.accountable, detail: null } : null;
  const [person, setPerson] = useState<Picked | null>(named);
  const [dueOn, setDueOn] = useState(own?.dueOn ?? '');
  const [out, setOut] = useState(left !== undefined);
  const [reason, setReason] = useState(left?.reason ?? '');
  const save = () => {
    onChoose(
      withOrganisation(choices, requirement.id, {
        organisationId,
        excluded: out ? reason.trim() : null,
        accountablePersonId: person?.id ?? null,
        ...(dueOn === '' ? {} : { dueOn }),
      }),
    );
    onClose();
  };
  return (
    <FormDialog title={t('changeOf', { name })} ready={!out || reason.trim() !== ''} onSave={save} onClose={onClose}>
      <Leaving out={out} onOut={setOut} reason={reason} onReason={setReason} />
      {out ? null : (
        <>
          <PersonPicker
            label={t('form.accountable')}
            description={t('form.accountableHint')}
            value={person}
            onChange={setPerson}
          />
          <TextInput
            type="date"
            label={t('form.due')}
            description={t('form.dueHint')}
            value={dueOn}
            onChange={(event) => setDueOn(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}

interface FormDialogProps {
  title: string;
  ready: boolean;
  onSave: () => void;
  onClose: () => void;
  /** Forgets every choice made here. */
  onBack?: () => void;
  children: ReactNode;
}

function FormDialog({ title, ready, onSave, onClose, onBack, children }: FormDialogProps) {
  const t = useText(dispatchText);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      place="right"
      actions={
        <>
          {onBack === undefined ? null : (
            <Button variant="subtle" onClick={onBack}>
              {t('back')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={onSave} disabled={!ready}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>{children}</div>
    </Dialog>
  );
}

function Leaving({
  out,
  onOut,
  reason,
  onReason,
}: {
  out: boolean;
  onOut: (out: boolean) => void;
  reason: string;
  onReason: (reason: string) => void;
}) {
  const t = useText(dispatchText);
  return (
    <>
      <Checkbox label={t('form.exclude')} checked={out} onChange={(event) => onOut(event.currentTarget.checked)} />
      {out ? (
        <Textarea
          label={t('form.excludeReason')}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          required
        />
      ) : null}
    </>
  );
}
