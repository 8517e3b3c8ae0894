import fc from 'fast-check';
import type { z } from 'zod';
import type { RouteKey, RouteSpec } from '../../server/src/platform/http/contract.ts';
import { Problem } from '../../server/src/platform/http/problems.ts';
import { storableText } from '../../server/src/platform/http/storable-text.ts';
import { broken, junkBodies, junkIds, junkQueries } from './breaking.ts';
import { oddTexts, type Pool, valuesOf } from './values.ts';

export interface Route {
  key: RouteKey;
  spec: RouteSpec;
}

/** One request as it goes over the line. */
export interface Shot {
  /** Who sends it; null is a visitor who is not signed in. */
  username: string | null;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** The contract does not allow it, so it must not succeed. */
  forbidden: boolean;
}

export interface Sources {
  pool: Pool;
  /** Who may be expected to get through, and everybody else; null among them. */
  holders: readonly string[];
  others: readonly (string | null)[];
  /** Files that the product itself or an office made, and junk. */
  files: readonly { name: string; bytes: Buffer }[];
}

/** Requests to a route out of its own contract: most of them allowed by it and odd, the others broken in one part. */
export function shotsAt(route: Route, sources: Sources): fc.Arbitrary<Shot> {
  const { spec } = route;
  const sender = fc.oneof(
    { weight: sources.holders.length > 0 ? 3 : 0, arbitrary: fc.constantFrom(...some(sources.holders)) },
    { weight: 1, arbitrary: fc.constantFrom(...some(sources.others)) },
  );
  const parts = {
    username: sender as fc.Arbitrary<string | null>,
    path: pathOf(route, sources.pool),
    query: queryOf(route, sources.pool),
    payload: spec.upload ? fileOf(sources) : bodyOf(route, sources.pool),
    headers: headersOf(route),
  };
  return fc.record(parts).map(({ username, path, query, payload, headers }) => ({
    username,
    method: route.key.split(' ')[0] as string,
    path: `${path.text}${query.text === '' ? '' : `?${query.text}`}`,
    headers: { ...payload.headers, ...headers },
    body: payload.body,
    forbidden: path.forbidden || query.forbidden || payload.forbidden,
  }));
}

/** Whether a contract takes a body, as the server reads it. */
function isAllowed(schema: z.ZodType, text: string): boolean {
  try {
    return schema.safeParse(text === '' ? undefined : storableText(JSON.parse(text))).success;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

const some = <Item>(items: readonly Item[]): Item[] => (items.length > 0 ? [...items] : [null as Item]);

/** Beyond this the line itself refuses the address, before any route. */
const longestQuery = 12_000;

interface Part {
  text: string;
  forbidden: boolean;
}

function pathOf({ key, spec }: Route, pool: Pool): fc.Arbitrary<Part> {
  const template = key.split(' ')[1] as string;
  if (!spec.params) return fc.constant({ text: template, forbidden: false });
  const noun = template.split('/')[2] ?? '';
  const ofNoun: Pool = (name) => pool(name === 'id' ? `id of ${noun}` : name);
  const filled = (fill: (name: string) => string) => template.replace(/:(\w+)/g, (_, name: string) => fill(name));
  const real = (valuesOf(spec.params, ofNoun) as fc.Arbitrary<Record<string, string>>).map((params) => ({
    text: filled((name) => encodeURIComponent((params[name] ?? '').toWellFormed())),
    forbidden: false,
  }));
  const junk = junkIds.map((id) => ({ text: filled(() => id), forbidden: false }));
  return fc.oneof({ weight: 12, arbitrary: real }, { weight: 1, arbitrary: junk });
}

function queryOf({ spec }: Route, pool: Pool): fc.Arbitrary<Part> {
  const { query } = spec;
  const none = fc.constant({ text: '', forbidden: false });
  const junk = junkQueries.map((text) => ({ text, forbidden: false }));
  if (!query) return fc.oneof({ weight: 20, arbitrary: none }, { weight: 1, arbitrary: junk });
  const told = (values: unknown): Part => {
    const entries = Object.entries((values ?? {}) as Record<string, unknown>).filter(
      ([, value]) => value !== undefined,
    );
    const texts = Object.fromEntries(entries.map(([name, value]) => [name, String(value).toWellFormed()]));
    return {
      text: new URLSearchParams(texts).toString().slice(0, longestQuery),
      forbidden: !query.safeParse(texts).success,
    };
  };
  const real = valuesOf(query, pool).map(told);
  const hurt = broken(valuesOf(query, pool)).map(told);
  return fc.oneof({ weight: 8, arbitrary: real }, { weight: 2, arbitrary: hurt }, { weight: 1, arbitrary: junk });
}

interface Payload {
  body: Buffer | null;
  headers: Record<string, string>;
  forbidden: boolean;
}

const asPayload = ({ type, body }: { type: string | null; body: Buffer }): Payload => ({
  ...{ body, headers: type === null ? {} : { 'content-type': type }, forbidden: false },
});
const asJson = { 'content-type': 'application/json' };
/** Above what the server takes in one body; only now and then, for the time it takes. */
const tooLarge = Buffer.from(`{"a":"${'字'.repeat(4_200_000)}"}`);

function bodyOf({ key, spec }: Route, pool: Pool): fc.Arbitrary<Payload> {
  const none: Payload = { body: null, headers: {}, forbidden: false };
  if (key.startsWith('GET ')) return fc.constant(none);
  const junk = junkBodies.map(asPayload);
  const { body: schema } = spec;
  if (!schema) return fc.oneof({ weight: 8, arbitrary: fc.constant(none) }, { weight: 1, arbitrary: junk });
  const sent = (value: unknown): Payload => {
    const text = value === undefined ? '' : JSON.stringify(value);
    return { body: Buffer.from(text), headers: asJson, forbidden: !isAllowed(schema, text) };
  };
  const real = valuesOf(schema, pool).map(sent);
  const hurt = broken(valuesOf(schema, pool)).map(sent);
  const tooMuch = fc.constant({ body: tooLarge, headers: asJson, forbidden: true });
  return fc.oneof(
    { weight: 60, arbitrary: real },
    { weight: 24, arbitrary: hurt },
    { weight: 8, arbitrary: junk },
    { weight: 1, arbitrary: tooMuch },
  );
}

function fileOf({ files }: Sources): fc.Arbitrary<Payload> {
  const odd = fc.constantFrom(
    ...oddTexts.map((text) => encodeURIComponent(text.toWellFormed())),
    '%',
    '%FF',
    'a'.repeat(900),
  );
  const upload = (bytes: Buffer, name: string): Payload => ({
    ...{ body: bytes, forbidden: false },
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': name },
  });
  const real = fc.constantFrom(...files).map(({ name, bytes }) => upload(bytes, encodeURIComponent(name)));
  const misnamed = fc.tuple(fc.constantFrom(...files), odd).map(([{ bytes }, name]) => upload(bytes, name));
  const cut = fc.tuple(fc.constantFrom(...files), fc.nat(), fc.nat(255)).map(([{ name, bytes }, at, byte]) => {
    const hurt = Buffer.from(bytes.length === 0 ? Buffer.from('x') : bytes);
    hurt[at % hurt.length] = byte;
    return upload(byte % 2 === 0 ? hurt : hurt.subarray(0, at % hurt.length), encodeURIComponent(name));
  });
  return fc.oneof(
    { weight: 4, arbitrary: real },
    { weight: 2, arbitrary: misnamed },
    { weight: 3, arbitrary: cut },
    { weight: 1, arbitrary: junkBodies.map(asPayload) },
  );
}

const strangeOrigins: readonly Record<string, string>[] = [
  { origin: 'null' },
  { origin: 'https://elsewhere.example' },
  { 'sec-fetch-site': 'cross-site' },
];

function headersOf({ key }: Route): fc.Arbitrary<Record<string, string>> {
  const languages = fc.constantFrom('zh-CN', 'zh-CN', 'zh-CN', 'en', '*;q=0', 'xx-YY,;;q=9', 'zh'.repeat(500));
  const actionIds = fc.oneof(
    { weight: 12, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom('', 'x', '00000000-0000-0000-0000-000000000000', '{}', 'F'.repeat(36)) },
    // Known after its first use, and by another act than this one as a rule.
    { weight: 1, arbitrary: fc.constant('01900000-0000-7000-8000-0000000000aa') },
  );
  const origin: fc.Arbitrary<Record<string, string>> = fc.oneof(
    { weight: 20, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom(...strangeOrigins) },
  );
  return fc.tuple(languages, actionIds, origin).map(([language, actionId, from]) => ({
    ...{ 'accept-language': language },
    ...(key.startsWith('GET ') ? {} : { 'action-id': actionId, ...from }),
  }));
}
