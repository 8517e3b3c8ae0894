import { CloseButton } from '@mantine/core';
import { useText } from '../../app/locale/text.ts';
import { OrganisationPicker } from '../../ui/pickers.tsx';
import styles from './directives.module.css';
import { importText } from './importLocale.ts';

interface OrganisationListProps {
  label: string;
  /** Label of the field that adds one. */
  addLabel: string;
  ids: readonly string[];
  names: ReadonlyMap<string, string>;
  /** `added` is the one that was picked just now, with the name to show for it. */
  onChange: (ids: string[], added?: { id: string; name: string }) => void;
  error?: string;
}

/** Several organisations, each removable, and a field that searches for one more. */
export function OrganisationList({ label, addLabel, ids, names, onChange, error }: OrganisationListProps) {
  const i = useText(importText);
  return (
    <div className={styles.organisations}>
      {ids.length === 0 ? null : (
        <ul aria-label={label} className={styles.chips}>
          {ids.map((id) => (
            <li key={id} className={styles.chip}>
              {names.get(id) ?? '…'}
              <CloseButton
                size="sm"
                aria-label={i('remove', { name: names.get(id) ?? '' })}
                onClick={() => onChange(ids.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <OrganisationPicker
        label={addLabel}
        value={null}
        error={error}
        onChange={(choice) => {
          if (choice !== null && !ids.includes(choice.id)) onChange([...ids, choice.id], choice);
        }}
      />
    </div>
  );
}
