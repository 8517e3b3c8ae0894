import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';
import styles from './OnceShown.module.css';
import { useCopy } from './useCopy.tsx';

interface OnceShownProps {
  title: string;
  /** For whom it is, and that it is not shown again. */
  text: ReactNode;
  /** The secret itself. */
  value: string;
  words: { copy: string; copied: string; done: string };
  onClose: () => void;
}

/** A secret that the program shows this once, to be copied or written down. */
export function OnceShown({ title, text, value, words, onClose }: OnceShownProps) {
  const { shown, copy, copied, said } = useCopy<HTMLOutputElement>();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={() => copy(value)}>
            {copied ? words.copied : words.copy}
          </Button>
          <Button onClick={onClose}>{words.done}</Button>
        </>
      }
    >
      <p>{text}</p>
      <output ref={shown} className={styles.value}>
        {value}
      </output>
      {said}
    </Dialog>
  );
}
