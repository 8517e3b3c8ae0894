import { CloseButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type DragEvent, useId, useState } from 'react';
import { formatBytes } from '../app/locale/formats.ts';
import { useText } from '../app/locale/text.ts';
import styles from './FileDrop.module.css';
import { type FileRefusal, sortFiles } from './fileRules.ts';
import { Icon } from './Icon.tsx';
import { uiText } from './locale.ts';

interface FileDropProps {
  label: string;
  files: readonly File[];
  onChange: (files: File[]) => void;
  /** Said before anything is chosen and kept before anything is sent. */
  limitBytes: number;
  /** Endings that are taken, such as `.docx`; every file when empty. */
  endings?: readonly string[];
  /** What the phone's chooser offers, such as `image/*`; the endings when not said. */
  accept?: string;
  multiple?: boolean;
  /** What to do about a file of another kind, where more can be said than which kinds are taken. */
  advice?: (name: string) => string | null;
}

/** Takes files by dragging, by the keyboard or by a tap (a phone offers its camera), and says why it leaves one out. */
export function FileDrop({
  label,
  files,
  onChange,
  limitBytes,
  endings = [],
  accept,
  multiple = true,
  advice,
}: FileDropProps) {
  const t = useText(uiText);
  const inputId = useId();
  const [over, setOver] = useState(false);
  // Nobody drags a file with a finger; a phone offers its camera instead.
  const byFinger = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const [refused, setRefused] = useState<FileRefusal[]>([]);
  const limit = formatBytes(limitBytes);

  const add = (chosen: FileList | null) => {
    const sorted = sortFiles([...(chosen ?? [])], { bytes: limitBytes, endings });
    setRefused(sorted.refused);
    if (sorted.taken.length > 0) onChange(multiple ? [...files, ...sorted.taken] : sorted.taken.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };

  return (
    <div>
      <label htmlFor={inputId}>
        <span className={styles.label}>{label}</span>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is an extra; the field inside takes keys and taps */}
        <span
          className={`${styles.drop} ${over ? styles.over : ''}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Icon name="upload" size={24} />
          {t(byFinger ? 'file.tap' : 'file.drop')}
          <span className={styles.note}>
            {t('file.limit', { limit })}
            {endings.length === 0 ? null : ` · ${endings.join(' ')}`}
          </span>
          <input
            id={inputId}
            className="visually-hidden"
            type="file"
            multiple={multiple}
            accept={accept ?? (endings.length === 0 ? undefined : endings.join(','))}
            onChange={(event) => {
              add(event.currentTarget.files);
              // The same file can be chosen again after it was removed.
              event.currentTarget.value = '';
            }}
          />
        </span>
      </label>
      <div role="status" className={styles.refusals}>
        {refused.map(({ reason, file }) => (
          <p key={`${reason} ${file.name}`}>
            {(reason === 'wrongType' && advice?.(file.name)) ||
              t(`file.${reason}`, { name: file.name, size: formatBytes(file.size), limit, types: endings.join(' ') })}
          </p>
        ))}
      </div>
      {files.length === 0 ? null : (
        <ul className={styles.files} aria-label={t('file.chosen')}>
          {files.map((file, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two chosen files may be equal in every respect
            <li key={`${index} ${file.name}`} className={styles.file}>
              <Icon name="file" size={18} />
              <span className={styles.name}>
                {file.name} <span className={styles.note}>{formatBytes(file.size)}</span>
              </span>
              <CloseButton
                aria-label={t('file.remove', { name: file.name })}
                onClick={() => onChange(files.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
