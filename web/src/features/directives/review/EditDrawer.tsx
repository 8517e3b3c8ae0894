import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { uiText } from '../../../ui/locale.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { readDraft, writeDraft } from './drafts.ts';
import styles from './edit.module.css';
import { formText } from './formLocale.ts';
import { reviewText } from './locale.ts';
import type { Content, Review } from './model.ts';
import { OwnerFields } from './OwnerFields.tsx';

export interface EditDrawerProps {
  purpose: 'edit' | 'add';
  /** Names the draft; the requirement's id, or the passage of a new one. */
  draftId: string;
  content: Content;
  /** The passage of the document. */
  passage: string;
  names: ReadonlyMap<string, string>;
  /** What words may mean that match no organisation. */
  candidates?: Review['candidates'];
  onSave: (content: Content) => Promise<boolean>;
  onClose: () => void;
  problem: unknown;
  sending: boolean;
}

/** Every field of a requirement. What is typed is kept until it is saved or discarded. */
export default function EditDrawer(props: EditDrawerProps) {
  const t = useText(reviewText);
  const f = useText(formText);
  const ui = useText(uiText);
  const [restored, setRestored] = useState(() => readDraft(props.draftId) !== null);
  const [content, setContent] = useState<Content>(() => readDraft(props.draftId) ?? props.content);
  const change = (part: Partial<Content>) => {
    const next = { ...content, ...part };
    setContent(next);
    writeDraft(props.draftId, next);
  };
  const discard = () => {
    writeDraft(props.draftId, null);
    setContent(props.content);
    setRestored(false);
  };
  const save = async () => {
    if (await props.onSave(tidy(content))) writeDraft(props.draftId, null);
  };
  return (
    <Dialog
      title={f(`${props.purpose}Title`)}
      place="right"
      onClose={props.onClose}
      actions={
        <>
          <Button variant="default" onClick={props.onClose}>
            {ui('cancel')}
          </Button>
          <Button
            onClick={save}
            loading={props.sending}
            disabled={content.action.trim() === '' || lacksDecider(content)}
          >
            {f(`${props.purpose}Save`)}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {restored ? (
          <p className={styles.restored} role="status">
            {f('draftRestored')}{' '}
            <Button variant="subtle" onClick={discard}>
              {f('draftDiscard')}
            </Button>
          </p>
        ) : null}
        <ProblemNotice problem={props.problem} />
        <figure className={styles.passage}>
          <figcaption>{f('passage')}</figcaption>
          <blockquote>{props.passage}</blockquote>
        </figure>
        <Textarea
          label={f('action')}
          value={content.action}
          onChange={(event) => change({ action: event.currentTarget.value })}
          autosize
          minRows={2}
          maxLength={1000}
          required
          data-autofocus
        />
        <OwnerFields
          owners={content.owners}
          names={props.names}
          candidates={props.candidates ?? []}
          onChange={(owners) => change({ owners })}
        />
        <DeadlineFields content={content} change={change} />
        <RecurrenceFields content={content} change={change} />
        <Row>
          <Choice
            label={f('hardness')}
            value={content.hardness}
            options={(['hard', 'semi', 'soft'] as const).map((value) => [value, t(`hardness.${value}`)])}
            onChange={(hardness) => change({ hardness })}
          />
          <Choice
            label={t('act')}
            value={content.act}
            options={acts.map((value) => [value, t(`act.${value}`)])}
            onChange={(act) => change({ act })}
          />
        </Row>
        <Textarea
          label={t('standard')}
          value={content.standard}
          onChange={(event) => change({ standard: event.currentTarget.value })}
          autosize
          maxLength={1000}
        />
        <Row>
          <Choice
            label={f('supervisionMode')}
            value={content.supervisionMode ?? ''}
            options={[['', f('noneChosen')], ...modes.map((value) => [value, t(`mode.${value}`)] as const)]}
            onChange={(value) => change({ supervisionMode: value === '' ? null : value })}
          />
          <Choice
            label={f('supervisionObject')}
            value={content.supervisionObject ?? ''}
            options={[['', f('noneChosen')], ...objects.map((value) => [value, t(`object.${value}`)] as const)]}
            onChange={(value) => change({ supervisionObject: value === '' ? null : value })}
          />
        </Row>
        <Textarea
          label={t('references')}
          description={f('referencesNote')}
          value={content.references.join('\n')}
          onChange={(event) => change({ references: event.currentTarget.value.split('\n') })}
          autosize
        />
        <TextInput
          label={t('evidenceExpected')}
          description={f('evidenceExpectedNote')}
          value={content.evidenceExpected}
          onChange={(event) => change({ evidenceExpected: event.currentTarget.value })}
          maxLength={500}
        />
        <DemandFields content={content} change={change} />
      </div>
    </Dialog>
  );
}

const acts = ['directive', 'prohibition', 'suggestion', 'plan', 'supervisionRule'] as const;
const modes = ['watch', 'track', 'forceful'] as const;
const objects = ['hardIndicator', 'hardTask', 'keyMeasure', 'weakLink'] as const;
const deadlineKinds = ['due', 'window', 'eventAnchor', 'vague', 'standing'] as const;
const periods = ['P2Y', 'P1Y', 'P6M', 'P3M', 'P2M', 'P1M', 'P2W', 'P1W', 'P1D', 'periodic'] as const;
const demands = ['photo', 'document', 'number'] as const;

/** Blank lines of a list that was typed are nothing. */
function tidy(content: Content): Content {
  const { evidenceDemand } = content;
  return {
    ...content,
    action: content.action.trim(),
    references: content.references.map((title) => title.trim()).filter((title) => title !== ''),
    evidenceDemand: evidenceDemand && { ...evidenceDemand, decidedBy: evidenceDemand.decidedBy.trim() },
  };
}

interface PartProps {
  content: Content;
  change: (part: Partial<Content>) => void;
}

function DeadlineFields({ content, change }: PartProps) {
  const t = useText(reviewText);
  const f = useText(formText);
  const { deadline } = content;
  const set = (part: Partial<NonNullable<Content['deadline']>>) => {
    const base = deadline ?? {
      kind: 'due',
      from: null,
      to: null,
      text: '',
      yearEvidence: null,
      inherited: false,
      provisional: false,
    };
    change({ deadline: { ...base, ...part } });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t('deadline')}</legend>
      <Choice
        label={f('deadlineKind')}
        value={deadline?.kind ?? ''}
        options={[['', f('kind.none')], ...deadlineKinds.map((kind) => [kind, f(`kind.${kind}`)] as const)]}
        onChange={(kind) => (kind === '' ? change({ deadline: null }) : set({ kind }))}
      />
      {deadline === null ? null : (
        <Row>
          {deadline.kind === 'window' ? (
            <TextInput
              type="date"
              label={f('from')}
              value={deadline.from ?? ''}
              onChange={(event) => set({ from: event.currentTarget.value || null })}
            />
          ) : null}
          {deadline.kind === 'due' || deadline.kind === 'window' ? (
            <TextInput
              type="date"
              label={f('to')}
              value={deadline.to ?? ''}
              onChange={(event) => set({ to: event.currentTarget.value || null })}
            />
          ) : null}
          <TextInput
            label={f('writtenAs')}
            value={deadline.text}
            maxLength={200}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
        </Row>
      )}
    </fieldset>
  );
}

function RecurrenceFields({ content, change }: PartProps) {
  const t = useText(reviewText);
  const f = useText(formText);
  const { recurrence } = content;
  return (
    <Row>
      <Choice
        label={f('period')}
        value={recurrence?.period ?? ''}
        options={[['', t('period.none')], ...periods.map((period) => [period, t(`period.${period}`)] as const)]}
        onChange={(period) =>
          change({
            recurrence:
              period === '' ? null : { minimum: recurrence?.minimum ?? null, text: recurrence?.text ?? '', period },
          })
        }
      />
      {recurrence === null ? null : (
        <NumberInput
          label={f('minimum')}
          value={recurrence.minimum ?? ''}
          min={1}
          allowDecimal={false}
          onChange={(value) => change({ recurrence: { ...recurrence, minimum: value === '' ? null : Number(value) } })}
        />
      )}
    </Row>
  );
}

/** Nothing is demanded of anybody without the decision that demands it (spine.md 4.7). */
function lacksDecider({ evidenceDemand }: Content): boolean {
  return evidenceDemand !== null && evidenceDemand.decidedBy.trim() === '';
}

function DemandFields({ content, change }: PartProps) {
  const f = useText(formText);
  const { evidenceDemand } = content;
  return (
    <Row>
      <Choice
        label={f('evidenceDemand')}
        value={evidenceDemand?.kind ?? ''}
        options={[['', f('demand.none')], ...demands.map((kind) => [kind, f(`demand.${kind}`)] as const)]}
        onChange={(kind) =>
          change({ evidenceDemand: kind === '' ? null : { kind, decidedBy: evidenceDemand?.decidedBy ?? '' } })
        }
      />
      {evidenceDemand === null ? null : (
        <TextInput
          label={f('demandBy')}
          description={f('demandByNote')}
          value={evidenceDemand.decidedBy}
          required
          maxLength={300}
          onChange={(event) => change({ evidenceDemand: { ...evidenceDemand, decidedBy: event.currentTarget.value } })}
        />
      )}
    </Row>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** A native select over a closed set of values. */
function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: V;
  options: readonly (readonly [V, string])[];
  onChange: (value: V) => void;
}) {
  return (
    <NativeSelect
      label={label}
      value={value}
      data={options.map(([option, words]) => ({ value: option, label: words }))}
      onChange={(event) => onChange(event.currentTarget.value as V)}
    />
  );
}
