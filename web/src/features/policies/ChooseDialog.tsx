import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { type Choice, type Found, SearchPicker } from '../../ui/SearchPicker.tsx';
import { policiesText } from './locale.ts';
import styles from './policies.module.css';

type Policy = Answer<'GET /api/policies/:policyId'>;

/** Says which imported document is the text of an entry, or which entry it is a double of. */
export default function ChooseDialog({
  policy,
  what,
  onClose,
}: {
  policy: Policy;
  what: 'attach' | 'merge';
  onClose: () => void;
}) {
  const t = useText(policiesText);
  const [chosen, setChosen] = useState<Choice | null>(null);
  const attach = useAct('POST /api/policies/:policyId/attach', { onDone: onClose });
  const merge = useAct('POST /api/policies/:policyId/merge', { onDone: onClose });
  const offered = what === 'attach' ? policy.maybeTexts : policy.maybeDoubles;
  const params = { policyId: policy.id };
  const seenVersion = policy.version;
  const send = () => {
    if (chosen === null) return;
    if (what === 'attach') attach.send({ params, body: { seenVersion, directiveId: chosen.id } });
    else merge.send({ params, body: { seenVersion, intoId: chosen.id } });
  };
  return (
    <FormDialog
      title={t(what)}
      text={t(what === 'attach' ? 'attachText' : 'mergeText')}
      submit={t(what)}
      ready={chosen !== null}
      act={what === 'attach' ? attach : merge}
      onSubmit={send}
      onClose={onClose}
      labels={{ directiveId: t('text'), intoId: t('title') }}
    >
      {offered.length === 0 || chosen !== null ? null : (
        <p className={styles.note}>
          {t(what === 'attach' ? 'maybeText' : 'maybeDouble')}
          {offered.map(({ id, title }) => (
            <button key={id} type="button" onClick={() => setChosen({ id, name: title, detail: null })}>
              {title}
            </button>
          ))}
        </p>
      )}
      <SearchPicker
        label={t(what === 'attach' ? 'text' : 'field.title')}
        placeholder={t(what === 'attach' ? 'attachHint' : 'mergeHint')}
        useSearch={what === 'attach' ? useDocuments : usePolicies}
        value={chosen}
        onChange={setChosen}
        required
      />
    </FormDialog>
  );
}

function useDocuments(search: string): Found {
  const read = useRead('GET /api/directives', { query: { search } }, { enabled: search !== '' });
  return {
    choices: read.data?.items.map(({ id, title, documentNumber, issuedOn }) => ({
      ...{ id, name: title, detail: documentNumber ?? issuedOn },
    })),
    ...{ searching: read.isFetching, problem: read.error, more: read.data !== undefined && read.data.next !== null },
  };
}

function usePolicies(search: string): Found {
  const read = useRead('GET /api/policies', { query: { search } }, { enabled: search !== '' });
  return {
    choices: read.data?.items.map(({ id, title, documentNumber }) => ({ id, name: title, detail: documentNumber })),
    ...{ searching: read.isFetching, problem: read.error, more: read.data !== undefined && read.data.next !== null },
  };
}
