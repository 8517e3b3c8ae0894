/** From when until when something is granted, in words. */
export function periodOf(
  term: { from: string | null; until: string | null },
  day: (value: string) => string,
  t: (key: 'period' | 'onwards' | 'always', slots?: Record<string, string>) => string,
): string {
  if (term.from === null) return t('always');
  if (term.until === null) return t('onwards', { from: day(term.from) });
  return t('period', { from: day(term.from), until: day(term.until) });
}
