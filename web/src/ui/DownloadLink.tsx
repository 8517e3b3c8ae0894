import { Button, type ButtonProps } from '@mantine/core';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { fetchFile } from '../app/files.ts';
import { ProblemNotice } from './ProblemNotice.tsx';

interface DownloadLinkProps extends Pick<ButtonProps, 'variant' | 'leftSection'> {
  address: string;
  /** The name to save under where the server gives none. */
  name?: string;
  children: ReactNode;
}

/**
 * A link to a file that says so when the file cannot be had; the browser's own download would fail without a word. It stays a
 * link, so that it can be opened in a new tab or copied.
 */
export function DownloadLink({ address, name, children, ...look }: DownloadLinkProps) {
  const [fetching, setFetching] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const save = async (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (fetching) return;
    setFetching(true);
    setProblem(null);
    try {
      const file = await fetchFile(address);
      handOver(file.blob, file.name ?? name ?? 'download');
    } catch (failure) {
      setProblem(failure);
    } finally {
      setFetching(false);
    }
  };
  return (
    <>
      <Button component="a" href={address} download={name ?? true} onClick={save} loading={fetching} {...look}>
        {children}
      </Button>
      <ProblemNotice problem={problem} />
    </>
  );
}

/** The browser takes the bytes when the link is clicked, and a moment later needs the address no more. */
function handOver(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
