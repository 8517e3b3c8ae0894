import { charactersPerLine } from './grid.ts';
import { widthInCharacters } from './width.ts';

/** Distances from the right edge of the type area, in characters. */
export interface SignaturePlaces {
  readonly issuerRight: number;
  readonly dateRight: number;
}

/**
 * Where issuer and date stand under a seal: the date four characters from the right, the issuer centred above it (GB/T
 * 9704-2012, 7.3.5.1). An issuer too long to be centred there ends at the edge.
 */
export function sealedPlaces(issuer: string, date: string): SignaturePlaces {
  const dateRight = 4;
  const overhang = (widthInCharacters(issuer) - widthInCharacters(date)) / 2;
  return { issuerRight: Math.max(0, dateRight - overhang), dateRight };
}

/**
 * Where they stand without a seal: the issuer two characters from the right, the date beginning two characters after the
 * issuer's first; a date longer than the issuer takes the two characters itself and moves the issuer (7.3.5.2).
 */
export function unsealedPlaces(issuer: string, date: string): SignaturePlaces {
  const issuerWidth = widthInCharacters(issuer);
  const dateWidth = widthInCharacters(date);
  if (dateWidth > issuerWidth) return { issuerRight: 4 + dateWidth - issuerWidth, dateRight: 2 };
  const issuerRight = Math.max(0, Math.min(2, charactersPerLine - issuerWidth));
  return { issuerRight, dateRight: Math.max(0, issuerRight + issuerWidth - 2 - dateWidth) };
}
