/** The kinds of papers in the order in which they are offered. */
export const kinds = ['progressCircular', 'dispatchNotice', 'urgingLetter'] as const;
export type Kind = (typeof kinds)[number];
