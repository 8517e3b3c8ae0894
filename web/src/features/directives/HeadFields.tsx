import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../app/locale/text.ts';
import styles from './directives.module.css';
import { importText } from './importLocale.ts';
import { directivesText } from './locale.ts';
import { OrganisationList } from './OrganisationList.tsx';
import { type ChoosableKind, choosableKinds } from './state.ts';

/** What a person says about a document. */
export interface Head {
  title: string;
  kind: ChoosableKind;
  issuerName: string;
  documentNumber: string;
  horizon: string;
  audience: { text: string; organisationIds: string[] };
}

interface HeadFieldsProps {
  /** Shown inside the audience, such as usual choices. */
  audienceChoices?: ReactNode;
  head: Head;
  names: ReadonlyMap<string, string>;
  onChange: (head: Head) => void;
  onNamed: (id: string, name: string) => void;
}

/** The fields about a document; the same at import and later. */
export function HeadFields({ head, names, onChange, onNamed, audienceChoices }: HeadFieldsProps) {
  const t = useText(directivesText);
  const i = useText(importText);
  const set = (part: Partial<Head>) => onChange({ ...head, ...part });
  return (
    <>
      <TextInput
        label={t('title')}
        value={head.title}
        maxLength={300}
        required
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <NativeSelect
          label={t('kind')}
          value={head.kind}
          data={choosableKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(event) => set({ kind: event.currentTarget.value as ChoosableKind })}
        />
        <TextInput
          label={t('number')}
          value={head.documentNumber}
          maxLength={100}
          onChange={(event) => set({ documentNumber: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={t('issuer')}
        value={head.issuerName}
        maxLength={200}
        required
        onChange={(event) => set({ issuerName: event.currentTarget.value })}
      />
      <fieldset className={styles.audience}>
        <legend>
          {i('audience')}
          <span className={styles.required} aria-hidden>
            {' *'}
          </span>
        </legend>
        <p>{i('audienceNote')}</p>
        {audienceChoices}
        <TextInput
          label={i('audienceWords')}
          value={head.audience.text}
          maxLength={200}
          onChange={(event) => set({ audience: { ...head.audience, text: event.currentTarget.value } })}
        />
        <OrganisationList
          label={i('audience')}
          addLabel={i('audienceAdd')}
          ids={head.audience.organisationIds}
          names={names}
          onChange={(organisationIds, added) => {
            if (added) onNamed(added.id, added.name);
            set({ audience: { text: head.audience.text || (added?.name ?? ''), organisationIds } });
          }}
        />
      </fieldset>
      <TextInput
        type="date"
        label={i('horizon')}
        description={i('horizonNote')}
        value={head.horizon}
        onChange={(event) => set({ horizon: event.currentTarget.value })}
      />
    </>
  );
}
