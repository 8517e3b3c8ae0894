import type { ReadContext } from '../../platform/context.ts';
import { readNameIndex } from './name-index.ts';
import { matchOwner, type OwnerResolution, type OwnerWords } from './owner-words.ts';

export interface ResolutionPlace {
  /** The body that the document belongs to: its own words are read as its own organisations. */
  bodyId: string;
  on: string;
}

/** Reads the names once and gives the function that resolves each owner of a document. */
export async function ownerResolver(
  context: Pick<ReadContext, 'db'>,
  { bodyId, on }: ResolutionPlace,
): Promise<(words: OwnerWords) => OwnerResolution> {
  const index = await readNameIndex(context, bodyId, on);
  return (words) => matchOwner(index, words);
}

/** Whom one owner of a document means, as of the day. For many owners take `ownerResolver`. */
export async function resolveOwnerText(
  context: Pick<ReadContext, 'db'>,
  words: OwnerWords,
  place: ResolutionPlace,
): Promise<OwnerResolution> {
  return (await ownerResolver(context, place))(words);
}
