import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from './Dialog.tsx';
import styles from './OnceShown.module.css';
import { ProblemNotice } from './ProblemNotice.tsx';

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
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const copy = () => navigator.clipboard.writeText(value).then(() => setCopied(true), setProblem);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={copy}>
            {copied ? words.copied : words.copy}
          </Button>
          <Button onClick={onClose}>{words.done}</Button>
        </>
      }
    >
      <p>{text}</p>
      <output className={styles.value}>{value}</output>
      <ProblemNotice problem={problem} />
    </Dialog>
  );
}
