import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

const pauseInMilliseconds = 250;

export interface SearchWords {
  typed: string;
  setTyped: (typed: string) => void;
  /** What is asked of the server: what is typed, once the typing pauses. */
  words: string;
}

export function useSearchWords(): SearchWords {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), pauseInMilliseconds);
  return { typed, setTyped, words };
}
