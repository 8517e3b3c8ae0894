import { Button } from '@mantine/core';
import { OrganisationPicker } from '../../ui/pickers.tsx';
import styles from './tasks.module.css';

export interface Named {
  id: string;
  name: string;
}

interface OrganisationSetProps {
  label: string;
  /** Label of the field that adds one. */
  add: string;
  remove: (name: string) => string;
  value: readonly Named[];
  onChange: (value: Named[]) => void;
}

/** Several organisations, each removed by a press, and a field that searches for one more. */
export function OrganisationSet({ label, add, remove, value, onChange }: OrganisationSetProps) {
  return (
    <fieldset className={styles.fieldset}>
      <legend>{label}</legend>
      {value.length === 0 ? null : (
        <ul className={styles.chosen}>
          {value.map((one) => (
            <li key={one.id}>
              <Button
                variant="default"
                className={styles.wrapping}
                onClick={() => onChange(value.filter((other) => other.id !== one.id))}
                aria-label={remove(one.name)}
              >
                {one.name} ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <OrganisationPicker
        label={add}
        value={null}
        onChange={(picked) => picked && onChange(distinct([...value, picked]))}
      />
    </fieldset>
  );
}

export function distinct(list: readonly Named[]): Named[] {
  return [...new Map(list.map(({ id, name }) => [id, { id, name }])).values()];
}

/** The same organisations, in whichever order. */
export function sameIds(a: readonly Named[], b: readonly Named[]): boolean {
  const ids = (list: readonly Named[]) =>
    list
      .map((one) => one.id)
      .sort()
      .join();
  return ids(a) === ids(b);
}
