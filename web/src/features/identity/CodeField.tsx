import { TextInput } from '@mantine/core';

interface CodeFieldProps {
  label: string;
  description: string;
  value: string;
  onChange: (code: string) => void;
}

/** A field for the digits of a code app; a phone shows digits first and offers what came by itself. */
export function CodeField({ onChange, ...field }: CodeFieldProps) {
  return (
    <TextInput
      {...field}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      data-autofocus
      autoFocus
      required
      withAsterisk={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
