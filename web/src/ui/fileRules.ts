/** Why a chosen file is not taken, said before anything is sent. */
export type FileRefusal = { reason: 'tooLarge' | 'zero' | 'wrongType'; file: File };

/** Sorts chosen files into those that are taken and those that are refused, each with its reason. */
export function sortFiles(
  files: readonly File[],
  limit: { bytes: number; endings: readonly string[] },
): { taken: File[]; refused: FileRefusal[] } {
  const taken: File[] = [];
  const refused: FileRefusal[] = [];
  for (const file of files) {
    const reason = refusalOf(file, limit);
    if (reason === null) taken.push(file);
    else refused.push({ reason, file });
  }
  return { taken, refused };
}

function refusalOf(file: File, limit: { bytes: number; endings: readonly string[] }): FileRefusal['reason'] | null {
  if (file.size === 0) return 'zero';
  if (file.size > limit.bytes) return 'tooLarge';
  const name = file.name.toLowerCase();
  const known = limit.endings.length === 0 || limit.endings.some((ending) => name.endsWith(ending));
  return known ? null : 'wrongType';
}
