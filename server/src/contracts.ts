/** Every route of the product as one type; the web imports it and nothing else of the server. */
import type { evidenceContract } from './features/evidence/contract.ts';
import type { figuresContract } from './platform/figures/contract.ts';

export type Api = typeof evidenceContract & typeof figuresContract;
