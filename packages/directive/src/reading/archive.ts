import { zipSync } from 'fflate';
import { type ReadRefusal, refuse } from './result.ts';
import { isRefusal, readDirectory, unpack } from './zip.ts';

export interface ArchiveRequest {
  /** The parts that are needed; all others stay packed and are left out. */
  wants: (name: string) => boolean;
  /** Bytes of the wanted parts together, unpacked. */
  mostBytes: number;
}

/**
 * Makes an Office archive safe for a reader that trusts it: bounds checked before a byte is unpacked, real bytes counted,
 * macros, encryption and XML document types refused. Answers an archive of the wanted parts alone, not compressed.
 */
export function openArchive(bytes: Uint8Array, request: ArchiveRequest): Uint8Array | ReadRefusal {
  const directory = readDirectory(bytes);
  if (isRefusal(directory)) return directory;
  const entries = [...directory.entries.values()];
  if (entries.some((entry) => /vbaProject\.bin$/i.test(entry.name))) return refuse('macros', 'vbaProject');
  const wanted = entries.filter((entry) => request.wants(entry.name));
  if (wanted.reduce((sum, entry) => sum + entry.size, 0) > request.mostBytes) return refuse('zipBomb', 'size');
  const parts: Record<string, Uint8Array> = {};
  for (const entry of wanted) {
    if (entry.encrypted) return refuse('encrypted', 'zip');
    const part = unpack(bytes, entry);
    if (isRefusal(part)) return part;
    // Office writes no document type; entities in one could blow up in memory.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(new TextDecoder('latin1').decode(part.subarray(0, 4096))))
      return refuse('notADocument', 'documentType');
    parts[entry.name] = part;
  }
  if (/macroEnabled/i.test(new TextDecoder().decode(parts['[Content_Types].xml'])))
    return refuse('macros', 'contentType');
  return zipSync(parts, { level: 0 });
}
