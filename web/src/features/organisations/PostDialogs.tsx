import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { useToday } from '../../app/session.ts';
import { PersonPicker } from '../../ui/pickers.tsx';
import type { Choice } from '../../ui/SearchPicker.tsx';
import { ActDialog } from './ActDialog.tsx';
import { postIds } from './kinds.ts';
import { organisationsText } from './locale.ts';

export type Held = Answer<'GET /api/organisations/:id/posts'>['items'][number];

/** Appoints a person; `liaison` fixes the post, since tasks depend on it. */
export function AppointDialog({
  organisation,
  liaison,
  onClose,
}: {
  organisation: { id: string; name: string };
  liaison: boolean;
  onClose: () => void;
}) {
  const t = useText(organisationsText);
  const words = useFieldWords();
  const today = useToday();
  const [person, setPerson] = useState<Choice | null>(null);
  const [post, setPost] = useState('liaison');
  const [from, setFrom] = useState(today);
  const act = useAct('POST /api/organisations/:id/posts', { onDone: onClose });
  const submit = () => {
    if (person === null) return;
    act.send({ params: { id: organisation.id }, body: { personId: person.id, post, from } });
  };
  return (
    <ActDialog
      title={liaison ? t('nameLiaison') : t('appointTitle', { name: organisation.name })}
      {...(post === 'liaison' ? { text: t('liaisonText') } : {})}
      submit={liaison ? t('nameLiaison') : t('appoint')}
      ready={person !== null && from !== ''}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <PersonPicker label={t('field.personId')} value={person} onChange={setPerson} required />
      {liaison ? null : (
        <NativeSelect
          label={t('field.post')}
          value={post}
          onChange={(event) => setPost(event.currentTarget.value)}
          data={postIds.map((id) => ({ value: id, label: words('post', id) }))}
        />
      )}
      <TextInput
        type="date"
        label={t('field.from')}
        value={from}
        max={today}
        onChange={(event) => setFrom(event.currentTarget.value)}
        required
      />
    </ActDialog>
  );
}

/** Ends a post on a day. */
export function EndPostDialog({ held, onClose }: { held: Held; onClose: () => void }) {
  const t = useText(organisationsText);
  const words = useFieldWords();
  const today = useToday();
  const [lastDay, setLastDay] = useState(today);
  const [reason, setReason] = useState('');
  const act = useAct('POST /api/posts/:id/end', { onDone: onClose });
  return (
    <ActDialog
      title={t('endPostTitle', { person: held.person.name, post: words('post', held.post) })}
      submit={t('endPost')}
      ready={lastDay !== ''}
      act={act}
      onSubmit={() => act.send({ params: { id: held.id }, body: { lastDay, reason } })}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={t('field.lastDay')}
        value={lastDay}
        max={today}
        onChange={(event) => setLastDay(event.currentTarget.value)}
        required
      />
      <TextInput
        label={t('field.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
      />
    </ActDialog>
  );
}
