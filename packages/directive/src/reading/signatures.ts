/** Formats told apart by their first bytes, whatever the file is called. */
export type Signature =
  | 'zip'
  | 'ole'
  | 'pdf'
  | 'exe'
  | 'elf'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'gzip'
  | 'rar'
  | '7z'
  | 'rtf'
  | 'mp4';

const SIGNATURES: { name: Signature; at: number; bytes: number[] }[] = [
  { name: 'zip', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'zip', at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'ole', at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46] },
  { name: 'exe', at: 0, bytes: [0x4d, 0x5a, 0x90] },
  { name: 'exe', at: 0, bytes: [0x4d, 0x5a, 0x00] },
  { name: 'elf', at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { name: 'gif', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { name: 'gzip', at: 0, bytes: [0x1f, 0x8b] },
  { name: 'rar', at: 0, bytes: [0x52, 0x61, 0x72, 0x21] },
  { name: '7z', at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'rtf', at: 0, bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { name: 'mp4', at: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
];

export function signatureOf(bytes: Uint8Array): Signature | null {
  const found = SIGNATURES.find((signature) =>
    signature.bytes.every((byte, index) => bytes[signature.at + index] === byte),
  );
  return found?.name ?? null;
}

/** Searches for an ASCII word, also as UTF-16 LE, in the first megabyte. */
export function holdsWord(bytes: Uint8Array, word: string): boolean {
  const head = bytes.subarray(0, 1024 * 1024);
  const narrow = new TextDecoder('latin1').decode(head);
  if (narrow.includes(word)) return true;
  return narrow.includes([...word].join('\u0000'));
}
