import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { Channel } from './ChannelsPage.tsx';
import { type Fields, fieldsOf, isFilled, type Kind, kinds, madeOf, noFields } from './channelForm.ts';
import { notifyText } from './locale.ts';

const secrets: ReadonlySet<keyof Fields> = new Set(['password', 'url', 'signingKey', 'authorization']);
const choices = {
  security: ['tls', 'starttls', 'none'],
  format: ['json', 'form'],
} as const;

/** Adds a channel, or sets an existing one up anew; its secrets have to be entered each time. */
export function ChannelDialog({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  const t = useText(notifyText);
  const [name, setName] = useState(channel?.name ?? '');
  const [fields, setFields] = useState<Fields>(() => fieldsFrom(channel));
  const add = useAct('POST /api/channels', { onDone: onClose });
  const amend = useAct('POST /api/channels/:channelId/amend', { onDone: onClose });
  const submit = () => {
    const made = madeOf(fields);
    if (channel === null) add.send({ body: { name, made } });
    else {
      const body = { seenVersion: channel.version, name, enabled: channel.enabled, made };
      amend.send({ params: { channelId: channel.id }, body });
    }
  };
  const labels = { name: t('name'), ...Object.fromEntries(fieldsOf[fields.kind].flatMap(labelsOf)) };
  function labelsOf(field: keyof Fields): [string, string][] {
    const label = t(field === 'url' && fields.kind === 'sms' ? 'gateway' : (field as 'host'));
    return [
      [`made.settings.${field}`, label],
      [`made.secret.${field}`, label],
    ];
  }
  return (
    <FormDialog
      title={t(channel === null ? 'add' : 'amend')}
      submit={t('save')}
      ready={name.trim() !== '' && isFilled(fields)}
      act={channel === null ? add : amend}
      labels={labels}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={60}
        required
        data-autofocus
      />
      {channel === null ? (
        <NativeSelect
          label={t('kind')}
          value={fields.kind}
          onChange={(event) => setFields({ ...fields, kind: event.currentTarget.value as Kind })}
          data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
      ) : null}
      {fieldsOf[fields.kind].map((field) => (
        <Field key={field} field={field} fields={fields} onChange={setFields} />
      ))}
    </FormDialog>
  );
}

interface FieldProps {
  field: keyof Fields;
  fields: Fields;
  onChange: (fields: Fields) => void;
}

function Field({ field, fields, onChange }: FieldProps) {
  const t = useText(notifyText);
  const value = fields[field];
  const label = t(field === 'url' && fields.kind === 'sms' ? 'gateway' : (field as 'host'));
  const change = (next: string | boolean) => onChange({ ...fields, [field]: next });
  if (typeof value === 'boolean')
    return <Checkbox label={label} checked={value} onChange={(event) => change(event.currentTarget.checked)} />;
  const common = {
    label,
    value,
    onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value),
  };
  if (field === 'security' || field === 'format') {
    const data = choices[field].map((choice) => ({ value: choice, label: t(`${field}.${choice}` as 'format.json') }));
    return <NativeSelect {...common} data={data} />;
  }
  if (field === 'template')
    return <Textarea {...common} description={t('templateHint', { phone: '{phone}', text: '{text}' })} rows={4} />;
  if (secrets.has(field))
    return <PasswordInput {...common} description={t('secretHint')} autoComplete="new-password" maxLength={2000} />;
  return <TextInput {...common} inputMode={field === 'port' ? 'numeric' : undefined} maxLength={254} />;
}

function fieldsFrom(channel: Channel | null): Fields {
  if (channel === null || channel.kind === 'webhook') return noFields;
  const known = Object.entries(channel.settings).map(([name, value]) => [
    name,
    typeof value === 'number' ? String(value) : value,
  ]);
  return { ...noFields, ...Object.fromEntries(known), kind: channel.kind };
}
