import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { useText } from '../app/locale/text.ts';
import { copyWords } from './copyLocale.ts';
import { type CopyOutcome, copyText } from './copyText.ts';

interface Copy<E extends HTMLElement> {
  /** For the element that shows exactly what is copied. */
  shown: RefObject<E | null>;
  copy: (text: string) => Promise<void>;
  copied: boolean;
  /** Tells the person to copy what was selected, where the browser did not do it; to be put near the button. */
  said: ReactNode;
}

/** What a button 复制 needs, for whoever has a clipboard and whoever has none. */
export function useCopy<E extends HTMLElement>(): Copy<E> {
  const t = useText(copyWords);
  const shown = useRef<E>(null);
  const [outcome, setOutcome] = useState<CopyOutcome | null>(null);
  const copy = (text: string) => copyText(text, shown.current).then(setOutcome);
  const said = <p role="status">{outcome === 'selected' ? t('selected') : ''}</p>;
  return { shown, copy, copied: outcome === 'copied', said };
}
