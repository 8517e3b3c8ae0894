import type { Answer } from '../../app/api.ts';
import { formatDay } from '../../app/locale/formats.ts';
import type { Language } from '../../app/locale/language.ts';
import type { TextKey } from '../../app/locale/text.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { evidenceText } from './locale.ts';

export type Evidence = Answer<'GET /api/evidence/:evidenceId'>;
/** Evidence as a task lists it. */
export type LinkedEvidence = Answer<'GET /api/tasks/:taskId'>['evidence'][number];

type Shown = Pick<Evidence, 'kind' | 'mediaType'>;
type Say = (key: TextKey<typeof evidenceText>, slots?: Record<string, string | number>) => string;

/** Pictures of which the server shows a copy; others (HEIC) are offered as files. */
const shownPictures = ['image/jpeg', 'image/png', 'image/webp'];

export function hasPicture({ kind, mediaType }: Shown): boolean {
  return kind === 'file' && mediaType !== null && shownPictures.includes(mediaType);
}

/** What kind of evidence it is, as a sign and a word. */
export function kindOf({ kind, mediaType }: Shown): { icon: IconName; word: TextKey<typeof evidenceText> } {
  if (kind !== 'file') return { icon: kind === 'text' ? 'feedback' : 'directive', word: `kind.${kind}` };
  if (mediaType?.startsWith('image/')) return { icon: 'evidence', word: 'kind.picture' };
  if (mediaType === 'application/pdf') return { icon: 'file', word: 'kind.pdf' };
  if (mediaType?.includes('wordprocessing')) return { icon: 'file', word: 'kind.word' };
  if (mediaType?.includes('spreadsheet')) return { icon: 'columns', word: 'kind.sheet' };
  return { icon: 'file', word: 'kind.file' };
}

/** The days the evidence is about, which are not the moment it arrived (design.md 3). */
export function aboutWords(
  { aboutFrom, aboutTo }: Pick<Evidence, 'aboutFrom' | 'aboutTo'>,
  language: Language,
  t: Say,
): string {
  const from = formatDay(aboutFrom, language);
  return aboutFrom === aboutTo ? t('aboutDay', { from }) : t('about', { from, to: formatDay(aboutTo, language) });
}
