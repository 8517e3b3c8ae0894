import { CloseButton, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useText } from '../app/locale/text.ts';
import type { ApiProblem } from '../app/problem.ts';
import { uiText } from './locale.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import styles from './SearchPicker.module.css';
import { useSearchWords } from './searchWords.ts';

/** One thing that can be picked. */
export interface Choice {
  id: string;
  name: string;
  /** What tells it from its namesakes: unit, post. */
  detail: string | null;
}

/** What a search answers, and whether it is still on its way. */
export interface Found {
  choices: Choice[] | undefined;
  searching: boolean;
  problem: ApiProblem | null;
  more: boolean;
}

export interface PickerProps {
  label: string;
  description?: ReactNode;
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
}

/**
 * A field that searches on the server while one types (peers.md 3, 30) and takes one of the answers: the pattern
 * “combobox with list” of ARIA, by arrow keys, Enter and Escape, or by a tap.
 * @param useSearch asks for the choices of a text; called with an empty text while nothing is typed
 */
export function SearchPicker({
  useSearch,
  placeholder,
  value,
  onChange,
  ...field
}: PickerProps & { placeholder: string; useSearch: (search: string) => Found }) {
  const t = useText(uiText);
  const listId = useId();
  const { typed, setTyped, words: search } = useSearchWords();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = useSearch(search);
  const choices = open && search !== '' ? (found.choices ?? []) : [];

  const pick = (choice: Choice) => {
    onChange(choice);
    setTyped('');
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = choices[active];
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && open && chosen !== undefined) pick(chosen);
    else if (event.key === 'Escape' && open) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (value !== null) return <Picked {...field} value={value} onClear={() => onChange(null)} />;
  return (
    <div className={styles.wrap}>
      <TextInput
        {...field}
        placeholder={placeholder}
        value={typed}
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      {open && search !== '' ? (
        // The pointer must not take the focus away from the field before the choice has been read.
        <div className={styles.options} onPointerDown={(event) => event.preventDefault()}>
          <div id={listId} role="listbox" aria-label={field.label}>
            {choices.map((choice, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active choice
              <div
                key={choice.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                className={styles.option}
                onPointerEnter={() => setActive(index)}
                onClick={() => pick(choice)}
              >
                {choice.name}
                {choice.detail === null ? null : <span className={styles.detail}>{choice.detail}</span>}
              </div>
            ))}
          </div>
          <ProblemNotice problem={found.problem} />
          <p className={styles.note} role="status">
            {noteOf(found, search, t)}
          </p>
        </div>
      ) : null}
    </div>
  );
}

function noteOf(
  found: Found,
  search: string,
  t: (key: 'loading' | 'search.none' | 'search.more', slots?: { search: string }) => string,
) {
  if (found.searching) return t('loading');
  if (found.choices?.length === 0) return t('search.none', { search });
  return found.more ? t('search.more') : '';
}

function Picked({ value, onClear, ...field }: Omit<PickerProps, 'onChange'> & { value: Choice; onClear: () => void }) {
  const t = useText(uiText);
  return (
    <TextInput
      {...field}
      value={value.detail === null ? value.name : `${value.name}（${value.detail}）`}
      readOnly
      rightSectionWidth="var(--target)"
      rightSection={field.disabled ? null : <CloseButton aria-label={t('search.clear')} onClick={onClear} />}
    />
  );
}
