import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, useAct, useRead } from '../../app/queries.ts';
import { useToday } from '../../app/session.ts';
import { Answered } from '../../ui/Waiting.tsx';
import { ActDialog } from './ActDialog.tsx';
import { foundableKinds, guidingKinds, isAttachable, isGuided } from './kinds.ts';
import { organisationsText } from './locale.ts';
import styles from './organisations.module.css';

type Organisation = ItemOf<'GET /api/organisations'>;
interface Body {
  id: string;
  name: string;
}

/** The server's own page limit: more parts than a body has. */
const everyPart = 200;

/** Founds an organisation of the body. What it may be attached to or guided by is read first. */
export default function FoundDialog({ body, onClose }: { body: Body; onClose: () => void }) {
  const parts = useRead('GET /api/organisations', { query: { bodyId: body.id, limit: everyPart } });
  return (
    <Answered read={parts}>{(answer) => <FoundForm body={body} parts={answer.items} onClose={onClose} />}</Answered>
  );
}

function FoundForm({ body, parts, onClose }: { body: Body; parts: readonly Organisation[]; onClose: () => void }) {
  const t = useText(organisationsText);
  const words = useFieldWords();
  const today = useToday();
  const navigate = useNavigate();
  const committees = parts.filter((part) => part.kind === 'specialCommittee');
  const guides = guidingKinds.flatMap((kind) => parts.filter((part) => part.kind === kind));
  const [kind, setKind] = useState(foundableKinds[0] ?? '');
  const [name, setName] = useState('');
  const [foundedOn, setFoundedOn] = useState(today);
  const [approvalDocument, setApprovalDocument] = useState('');
  const [attachedTo, setAttachedTo] = useState<readonly string[]>([]);
  const [guidedBy, setGuidedBy] = useState(guides[0]?.id ?? '');
  const act = useAct('POST /api/organisations', {
    onDone: ({ id }) => {
      onClose();
      void navigate({ to: `/organisations/${id}` });
    },
  });
  const submit = () =>
    act.send({
      body: {
        name,
        kind,
        bodyId: body.id,
        foundedOn,
        approvalDocument: approvalDocument.trim() === '' ? null : approvalDocument,
        attachedTo: isAttachable(kind) ? [...attachedTo] : [],
        guidedBy: isGuided(kind) && guidedBy !== '' ? guidedBy : null,
      },
    });
  const toggle = (id: string) =>
    setAttachedTo(attachedTo.includes(id) ? attachedTo.filter((one) => one !== id) : [...attachedTo, id]);
  const ready = name.trim().length >= 2 && foundedOn !== '' && (kind !== 'committeeBranch' || attachedTo.length > 0);
  return (
    <ActDialog
      title={t('foundTitle', { body: body.name })}
      submit={t('found')}
      ready={ready}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label={t('field.kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        data={foundableKinds.map((id) => ({ value: id, label: words('kind', id) }))}
      />
      <TextInput
        label={t('field.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        required
      />
      {isAttachable(kind) ? (
        <fieldset className={styles.fieldset}>
          <legend>{t('field.attachedTo')}</legend>
          <p className={styles.note}>{t('field.attachedHint')}</p>
          {committees.map((committee) => (
            <Checkbox
              key={committee.id}
              label={committee.name}
              checked={attachedTo.includes(committee.id)}
              onChange={() => toggle(committee.id)}
            />
          ))}
        </fieldset>
      ) : null}
      {isGuided(kind) ? (
        <NativeSelect
          label={t('field.guidedBy')}
          value={guidedBy}
          onChange={(event) => setGuidedBy(event.currentTarget.value)}
          data={[
            ...guides.map((guide) => ({ value: guide.id, label: guide.name })),
            { value: '', label: t('field.nobody') },
          ]}
        />
      ) : null}
      <TextInput
        type="date"
        label={t('field.foundedOn')}
        value={foundedOn}
        max={today}
        onChange={(event) => setFoundedOn(event.currentTarget.value)}
        required
      />
      <TextInput
        label={t('field.approvalDocument')}
        placeholder={t('field.approvalHint')}
        value={approvalDocument}
        onChange={(event) => setApprovalDocument(event.currentTarget.value)}
        maxLength={200}
      />
    </ActDialog>
  );
}
