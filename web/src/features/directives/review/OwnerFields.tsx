import { Button, Checkbox, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { OrganisationList } from '../OrganisationList.tsx';
import { isUnmatched } from './asking.ts';
import { asksText } from './asksLocale.ts';
import styles from './edit.module.css';
import { formText } from './formLocale.ts';
import { reviewText } from './locale.ts';
import type { Owner, Review } from './model.ts';

interface OwnerFieldsProps {
  owners: readonly Owner[];
  names: ReadonlyMap<string, string>;
  candidates: Review['candidates'];
  onChange: (owners: Owner[]) => void;
}

/** Who has to act: the words of the document and the organisations they mean. */
export function OwnerFields({ owners, names, candidates, onChange }: OwnerFieldsProps) {
  const t = useText(reviewText);
  const f = useText(formText);
  const set = (at: number, part: Partial<Owner>) =>
    onChange(owners.map((owner, index) => (index === at ? { ...owner, ...part } : owner)));
  return (
    <fieldset className={styles.group}>
      <legend>{t('owners')}</legend>
      {owners.map((owner, index) => (
        <OwnerField
          // biome-ignore lint/suspicious/noArrayIndexKey: owners have no name of their own while they are typed
          key={index}
          owner={owner}
          names={names}
          candidates={candidates.find((one) => one.text === owner.text)?.organisationIds ?? []}
          onChange={(part) => set(index, part)}
          onRemove={() => onChange(owners.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        variant="subtle"
        onClick={() =>
          onChange([
            ...owners,
            {
              text: '',
              role: owners.length === 0 ? 'lead' : 'support',
              organisationIds: [],
              query: null,
              audience: false,
            },
          ])
        }
      >
        {f('ownerAdd')}
      </Button>
    </fieldset>
  );
}

interface OwnerFieldProps {
  owner: Owner;
  names: ReadonlyMap<string, string>;
  candidates: readonly string[];
  onChange: (part: Partial<Owner>) => void;
  onRemove: () => void;
}

function OwnerField({ owner, names, candidates, onChange, onRemove }: OwnerFieldProps) {
  const t = useText(reviewText);
  const f = useText(formText);
  const a = useText(asksText);
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  return (
    <div className={styles.owner}>
      <div className={styles.row}>
        <TextInput
          label={f('ownerWords')}
          value={owner.text}
          maxLength={200}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
        <NativeSelect
          label={f('ownerRole')}
          value={owner.role}
          data={[
            { value: 'lead', label: f('lead') },
            { value: 'support', label: t('support') },
          ]}
          onChange={(event) => onChange({ role: event.currentTarget.value as Owner['role'] })}
        />
        <CloseButton className={styles.remove} aria-label={f('ownerRemove', { text: owner.text })} onClick={onRemove} />
      </div>
      {owner.query === null ? (
        <>
          <Checkbox
            label={f('ownerAudience')}
            checked={owner.audience}
            onChange={(event) => onChange({ audience: event.currentTarget.checked })}
          />
          {owner.audience && owner.text.trim() === '' ? (
            <p className={styles.restored} role="note">
              {f('ownerAssumed')}
            </p>
          ) : null}
          {isUnmatched(owner) && candidates.length > 0 ? (
            <p className={styles.candidates}>
              {a('mayMean')}
              {candidates.map((id) => (
                <Button key={id} variant="default" onClick={() => onChange({ organisationIds: [id] })}>
                  {names.get(id)}
                </Button>
              ))}
              {candidates.length > 1 ? (
                <Button variant="default" onClick={() => onChange({ organisationIds: [...candidates] })}>
                  {a('allOfThem')}
                </Button>
              ) : null}
            </p>
          ) : null}
          {owner.audience ? null : (
            <OrganisationList
              label={owner.text || t('owners')}
              addLabel={f('ownerPick')}
              ids={owner.organisationIds}
              names={new Map([...names, ...picked])}
              onChange={(organisationIds, added) => {
                if (added) setPicked(new Map([...picked, [added.id, added.name]]));
                onChange({ organisationIds, text: owner.text || (added?.name ?? '') });
              }}
            />
          )}
        </>
      ) : (
        <p>
          {f('conditionalKept')}
          <Button variant="subtle" onClick={() => onChange({ query: null })}>
            {f('ownerQueryDrop')}
          </Button>
        </p>
      )}
    </div>
  );
}
