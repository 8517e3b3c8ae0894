import type { ReactNode } from 'react';
import { shellText } from '../app/locale/shell.ts';
import { useText } from '../app/locale/text.ts';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** One sentence under the title: what this page answers. */
  lead?: ReactNode;
  /** Above the title: where this page belongs, a state, a link back. */
  above?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** The answer to the page's question, before every list. */
  answer?: ReactNode;
  width?: 'narrow' | 'normal' | 'wide';
  children?: ReactNode;
}

/** The frame of every page: title, the answer first, then the rest. */
export function Page({ title, lead, above, actions, answer, width = 'normal', children }: PageProps) {
  const t = useText(shellText);
  const classes = [styles.page, width === 'wide' && styles.wide, width === 'narrow' && styles.narrow];
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <title>{`${title} · ${t('product')}`}</title>
      <header className={styles.head}>
        <div className={styles.words}>
          {above === undefined ? null : <div className={styles.above}>{above}</div>}
          <h1 tabIndex={-1}>{title}</h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : (
          <div className={styles.actions} data-print="no">
            {actions}
          </div>
        )}
      </header>
      {answer === undefined ? null : <div className={styles.answer}>{answer}</div>}
      {children}
    </div>
  );
}

/** A part of a page under its own heading. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A white sheet on the page's ground. */
export function Card({ children, as: Tag = 'div' }: { children: ReactNode; as?: 'div' | 'article' | 'section' }) {
  return <Tag className={styles.card}>{children}</Tag>;
}
