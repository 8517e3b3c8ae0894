import { hash } from 'node:crypto';

/** What a table holds, whatever the order of its rows. */
export interface TableDigest {
  rows: number;
  /** SHA-256 of every row as COPY writes it, all of them joined by exclusive or; in hex. */
  digest: string;
}

const newline = 0x0a;
const digestBytes = 32;

/**
 * Counts and digests the rows of a COPY in text form as they stream by. Rows are told apart by the primary key that every
 * table has, so no two cancel each other out, and a table read back in another order has the same digest.
 */
export function digestRows() {
  const joined = Buffer.alloc(digestBytes);
  let rows = 0;
  let begun: Buffer[] = [];

  function take(row: Buffer) {
    const own = hash('sha256', row, 'buffer');
    for (let at = 0; at < digestBytes; at += 1) joined[at] = (joined[at] ?? 0) ^ (own[at] ?? 0);
    rows += 1;
  }

  return {
    /** The next bytes of the COPY; a row may begin in one chunk and end in another. */
    add(chunk: Buffer): void {
      let from = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
        const rest = chunk.subarray(from, end);
        take(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
        begun = [];
        from = end + 1;
      }
      // A copy: the driver may use its buffer again.
      if (from < chunk.length) begun.push(Buffer.from(chunk.subarray(from)));
    },
    result: (): TableDigest => ({ rows, digest: joined.toString('hex') }),
  };
}
