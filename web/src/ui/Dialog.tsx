import { createContext, type ReactNode, useContext, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../app/locale/text.ts';
import styles from './Dialog.module.css';
import { Icon } from './Icon.tsx';
import { uiText } from './locale.ts';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot. */
  actions?: ReactNode;
  /** `right` is a drawer over the whole height; on a phone each rises from below. */
  place?: 'centre' | 'right';
  wide?: boolean;
}

/** False around a page that stays alive behind the sign-in: an open dialog there would hold the whole screen. */
export const InFront = createContext(true);

/**
 * A dialog on the browser's own `<dialog>`, which keeps the focus inside, answers Escape and gives the focus back. Render it
 * only while it is open; what carries `data-autofocus` takes the focus.
 */
export function Dialog({ title, onClose, children, actions, place = 'centre', wide = false }: DialogProps) {
  const t = useText(uiText);
  const heading = useId();
  const element = useRef<HTMLDialogElement>(null);
  const inFront = useContext(InFront);
  // Before the element leaves the page, because only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null || !inFront) return;
    if (!dialog.open) dialog.showModal();
    // The browser would take the button that closes, and whoever begins to write would close it with a space.
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog.close();
  }, [inFront]);
  const classes = [styles.dialog, place === 'right' && styles.right, wide && styles.wide].filter(Boolean).join(' ');
  return (
    <dialog
      ref={element}
      className={classes}
      aria-labelledby={heading}
      data-print="no"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <button type="button" className={styles.close} onClick={onClose} aria-label={t('close')}>
          <Icon name="close" />
        </button>
      </header>
      <div className={styles.body}>{children}</div>
      {actions === undefined ? null : <footer className={styles.foot}>{actions}</footer>}
    </dialog>
  );
}
