import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { papersText } from './locale.ts';
import type { PaperAnswer } from './PaperPage.tsx';

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The clerk's own sentences of a draft; the figures and lists between them are the records'. */
export default function WordsDialog({ paper, onClose }: { paper: PaperAnswer; onClose: () => void }) {
  const t = useText(papersText);
  const { words } = paper;
  const [title, setTitle] = useState(words.title);
  const [recipients, setRecipients] = useState(words.recipients.join('\n'));
  const [copiesTo, setCopiesTo] = useState(words.copiesTo.join('\n'));
  const [opening, setOpening] = useState(words.opening);
  const [closing, setClosing] = useState(words.closing);
  const [printedBy, setPrintedBy] = useState(words.printedBy);
  const act = useAct('POST /api/papers/:paperId/words', { onDone: onClose });
  const save = () =>
    act.send({
      params: { paperId: paper.id },
      body: {
        title: title.trim(),
        recipients: linesOf(recipients),
        copiesTo: linesOf(copiesTo),
        opening,
        closing,
        printedBy: printedBy.trim(),
        version: paper.version,
      },
    });
  return (
    <FormDialog
      title={t('edit.title')}
      submit={t('edit.save')}
      ready={title.trim() !== '' && linesOf(recipients).length > 0}
      act={act}
      onSubmit={save}
      onClose={onClose}
      labels={{
        title: t('title'),
        recipients: t('edit.recipients'),
        copiesTo: t('edit.copiesTo'),
        opening: t('edit.opening'),
        closing: t('edit.closing'),
        printedBy: t('edit.printedBy'),
      }}
    >
      <TextInput
        label={t('title')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
      <Textarea
        label={t('edit.recipients')}
        description={t('edit.recipientsHint')}
        value={recipients}
        onChange={(event) => setRecipients(event.currentTarget.value)}
        rows={4}
        required
      />
      <Textarea
        label={t('edit.opening')}
        value={opening}
        onChange={(event) => setOpening(event.currentTarget.value)}
        rows={3}
        maxLength={2000}
      />
      <Textarea
        label={t('edit.closing')}
        value={closing}
        onChange={(event) => setClosing(event.currentTarget.value)}
        rows={3}
        maxLength={2000}
      />
      <Textarea
        label={t('edit.copiesTo')}
        description={t('edit.recipientsHint')}
        value={copiesTo}
        onChange={(event) => setCopiesTo(event.currentTarget.value)}
        rows={2}
      />
      <TextInput
        label={t('edit.printedBy')}
        value={printedBy}
        onChange={(event) => setPrintedBy(event.currentTarget.value)}
        maxLength={100}
      />
    </FormDialog>
  );
}
