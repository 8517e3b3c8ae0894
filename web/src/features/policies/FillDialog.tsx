import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { OrganisationPicker } from '../../ui/pickers.tsx';
import type { Choice } from '../../ui/SearchPicker.tsx';
import type { GapRow } from './GapsPage.tsx';
import { gapsText } from './gapsLocale.ts';

/** Writes gap, measure, owner and date beside a clause. */
export default function FillDialog({
  policyId,
  bodyId,
  row,
  onClose,
}: {
  policyId: string;
  bodyId: string;
  row: GapRow;
  onClose: () => void;
}) {
  const t = useText(gapsText);
  const [gap, setGap] = useState(row.gap);
  const [measure, setMeasure] = useState(row.measure);
  const [owner, setOwner] = useState<Choice | null>(row.owner && { ...row.owner, detail: null });
  const [dueOn, setDueOn] = useState(row.dueOn ?? '');
  const act = useAct('POST /api/policies/:policyId/gaps', { onDone: onClose });
  const save = () =>
    act.send({
      params: { policyId },
      body: {
        ...{ bodyId, clauseKey: row.clauseKey, seenVersion: row.version, gap: gap.trim(), measure: measure.trim() },
        ...{ ownerId: owner?.id ?? null, dueOn: dueOn || null },
      },
    });
  const labels = { gap: t('gap'), measure: t('measure'), ownerId: t('owner'), dueOn: t('dueOn') };
  return (
    <FormDialog
      title={row.clause}
      text={row.words}
      submit={t('save')}
      act={act}
      onSubmit={save}
      onClose={onClose}
      labels={labels}
    >
      <Textarea
        label={labels.gap}
        value={gap}
        onChange={(event) => setGap(event.currentTarget.value)}
        maxLength={1000}
        autosize
        minRows={2}
      />
      <Textarea
        label={labels.measure}
        value={measure}
        onChange={(event) => setMeasure(event.currentTarget.value)}
        maxLength={1000}
        autosize
        minRows={2}
      />
      <OrganisationPicker label={labels.ownerId} value={owner} onChange={setOwner} />
      <TextInput
        type="date"
        label={labels.dueOn}
        value={dueOn}
        onChange={(event) => setDueOn(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
