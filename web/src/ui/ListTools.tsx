import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../app/locale/text.ts';
import styles from './DataList.module.css';
import { Dialog } from './Dialog.tsx';
import { DownloadLink } from './DownloadLink.tsx';
import { Icon } from './Icon.tsx';
import type { ListAddress } from './listAddress.ts';
import { uiText } from './locale.ts';

/** A filter of a list; its id is the name of its value in the address and for the server. */
export type Filter =
  | { id: string; label: string; kind: 'text' }
  | {
      id: string;
      label: string;
      kind: 'choice';
      choices: readonly { value: string; label: string }[];
      /** What no choice means, where “all” would be untrue. */
      none?: string;
    };

interface NamedColumn {
  id: string;
  label: string;
  title?: boolean;
  sortable?: boolean;
}

interface ListToolsProps {
  filters: readonly Filter[];
  address: ListAddress;
  filtered: boolean;
  columns: readonly NamedColumn[];
  shown: ReadonlySet<string>;
  onToggle: (id: string) => void;
  exportAddress?: string;
}

const pauseInMilliseconds = 300;

/** Filters, order (where there is no table header to click), column choice and export of a list. */
export function ListTools({ filters, address, filtered, columns, shown, onToggle, exportAddress }: ListToolsProps) {
  const t = useText(uiText);
  return (
    <search className={styles.bar} aria-label={t('list.filter')} data-print="no">
      {filters.map((filter) => (
        <div key={filter.id} className={styles.filter}>
          {filter.kind === 'text' ? (
            <TextFilter filter={filter} address={address} />
          ) : (
            <NativeSelect
              label={filter.label}
              value={address.values[filter.id] ?? ''}
              onChange={(event) => address.setValue(filter.id, event.currentTarget.value)}
              data={[{ value: '', label: filter.none ?? t('list.any') }, ...filter.choices]}
            />
          )}
        </div>
      ))}
      <SortSelect columns={columns} address={address} />
      {filtered ? (
        <Button variant="subtle" color="gray" onClick={address.clear}>
          {t('list.clear')}
        </Button>
      ) : null}
      <div className={styles.tools}>
        <ColumnChoice columns={columns} shown={shown} onToggle={onToggle} />
        {exportAddress === undefined ? null : (
          <>
            <DownloadLink address={exportAddress} variant="default" leftSection={<Icon name="download" size={18} />}>
              {t('list.export')}
            </DownloadLink>
            <Button component={Link} to="/ledgers" variant="default" leftSection={<Icon name="upload" size={18} />}>
              {t('list.readBack')}
            </Button>
          </>
        )}
      </div>
    </search>
  );
}

/** Asks only when the person pauses, and follows when the address changes by other means: cleared filters, a step back. */
function TextFilter({ filter, address }: { filter: Filter; address: ListAddress }) {
  const value = address.values[filter.id] ?? '';
  const asked = useRef(value);
  const [typed, setTyped] = useState(value);
  const ask = useDebouncedCallback((text: string) => {
    asked.current = text.trim();
    address.setValue(filter.id, asked.current);
  }, pauseInMilliseconds);
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  return (
    <TextInput
      label={filter.label}
      type="search"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
    />
  );
}

function SortSelect({ columns, address }: { columns: readonly NamedColumn[]; address: ListAddress }) {
  const t = useText(uiText);
  const sortable = columns.filter((column) => column.sortable);
  if (sortable.length === 0) return null;
  const orders = sortable.flatMap((column) => [
    { value: column.id, label: `${column.label} · ${t('list.sortAscending')}` },
    { value: `-${column.id}`, label: `${column.label} · ${t('list.sortDescending')}` },
  ]);
  return (
    <div className={`${styles.filter} ${styles.onlyPhone}`}>
      <NativeSelect
        label={t('list.sortBy')}
        value={address.sort ?? ''}
        onChange={(event) => address.setSort(event.currentTarget.value || null)}
        data={[{ value: '', label: t('list.ownOrder') }, ...orders]}
      />
    </div>
  );
}

function ColumnChoice({ columns, shown, onToggle }: Pick<ListToolsProps, 'columns' | 'shown' | 'onToggle'>) {
  const t = useText(uiText);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.onlyDesk}>
      <Button variant="default" leftSection={<Icon name="columns" size={18} />} onClick={() => setOpen(true)}>
        {t('list.columns')}
      </Button>
      {open ? (
        <Dialog title={t('list.columns')} onClose={() => setOpen(false)}>
          <p>{t('list.columnsText')}</p>
          <div className={styles.columnList}>
            {columns
              .filter((column) => !column.title)
              .map((column) => (
                <Checkbox
                  key={column.id}
                  label={column.label}
                  checked={shown.has(column.id)}
                  onChange={() => onToggle(column.id)}
                />
              ))}
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
