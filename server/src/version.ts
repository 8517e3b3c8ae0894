import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

/** The version of the product, from the root package. */
export const version: string = (JSON.parse(text) as { version: string }).version;
