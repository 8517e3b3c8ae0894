import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyText } from './locale.ts';

type Settings = Answer<'GET /api/channels'>['settings'];

/** Hours in which people may be disturbed, and private networks to which messages may go. */
export function SettingsDialog({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const t = useText(notifyText);
  const [wakesAt, setWakesAt] = useState(String(settings.wakesAt));
  const [sleepsAt, setSleepsAt] = useState(String(settings.sleepsAt));
  const [networks, setNetworks] = useState(settings.networks.join('\n'));
  const act = useAct('POST /api/channels/settings', { onDone: onClose });
  const lines = networks.split('\n').flatMap((line) => line.trim() || []);
  const labels = {
    wakesAt: t('wakesAt'),
    sleepsAt: t('sleepsAt'),
    networks: t('networks'),
    ...Object.fromEntries(lines.map((line, index) => [`networks.${index}`, `${t('networks')} ${line}`])),
  };
  return (
    <FormDialog
      title={t('settings')}
      submit={t('save')}
      ready={/^\d{1,2}$/.test(wakesAt) && /^\d{1,2}$/.test(sleepsAt)}
      act={act}
      labels={labels}
      onSubmit={() =>
        act.send({
          body: {
            seenVersion: settings.version,
            wakesAt: Number(wakesAt),
            sleepsAt: Number(sleepsAt),
            networks: lines,
          },
        })
      }
      onClose={onClose}
    >
      <TextInput
        label={t('wakesAt')}
        value={wakesAt}
        onChange={(event) => setWakesAt(event.currentTarget.value)}
        inputMode="numeric"
        data-autofocus
      />
      <TextInput
        label={t('sleepsAt')}
        value={sleepsAt}
        onChange={(event) => setSleepsAt(event.currentTarget.value)}
        inputMode="numeric"
      />
      <Textarea
        label={t('networks')}
        description={t('networksHint')}
        value={networks}
        onChange={(event) => setNetworks(event.currentTarget.value)}
        rows={4}
        autosize
      />
    </FormDialog>
  );
}
