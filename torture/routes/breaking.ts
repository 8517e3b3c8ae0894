import fc from 'fast-check';
import { oddTexts } from './values.ts';

/** Bytes of a text that is longer than any field takes. */
const hugeText = 'x'.repeat(300_000);

/** What is put where something else belongs. */
const strangers: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e308, -1e308, 2 ** 53, 2 ** 31, '', [], {}, [[]], hugeText),
  fc.constantFrom<unknown>(...oddTexts),
  fc.constantFrom(
    ...[
      '00000000-0000-0000-0000-000000000000',
      '2026-02-30',
      '2026-13-01',
      'not-a-day',
      '10000-01-01',
      '2026-06-17T00:00:00Z',
    ],
  ),
  fc.integer({ min: 50, max: 3000 }).map(nested),
  fc.jsonValue({ maxDepth: 3 }),
);

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

type Wound = { kind: 'put'; value: unknown } | { kind: 'take' } | { kind: 'add'; key: string; value: unknown };

const wounds: fc.Arbitrary<Wound> = fc.oneof(
  { weight: 4, arbitrary: strangers.map((value) => ({ kind: 'put' as const, value })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'take' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      key: fc.constantFrom('__proto__', 'constructor', 'tenantId', 'id', 'role', 'version', ''),
      value: strangers,
    }),
  },
);

/** A value with one to three wounds somewhere in it: another type, a missing part, a part too many. */
export function broken(whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const places = fc.array(fc.tuple(fc.nat(), wounds), { minLength: 1, maxLength: 3 });
  return fc.tuple(whole, places).map(([value, blows]) => {
    let hurt = structuredClone(value);
    for (const [at, wound] of blows) hurt = struck(hurt, at, wound);
    return hurt;
  });
}

/** The parts of a value that lie in something, down to a depth that forms have: the key within its holder. */
function partsOf(value: unknown, depth = 6): [holder: Record<string, unknown>, key: string][] {
  if (value === null || typeof value !== 'object' || depth === 0) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [
    [holder, key] as [typeof holder, string],
    ...partsOf(holder[key], depth - 1),
  ]);
}

function struck(value: unknown, at: number, wound: Wound): unknown {
  const parts = partsOf(value);
  const part = at % 7 === 0 ? undefined : parts[at % parts.length];
  if (!part) return wound.kind === 'take' ? undefined : wound.value;
  const [holder, key] = part;
  if (wound.kind === 'take') delete holder[key];
  else Object.defineProperty(holder, wound.kind === 'add' ? wound.key : key, { value: wound.value, ...open });
  return value;
}

/** As an assignment, but `__proto__` is a key like any other. */
const open = { enumerable: true, configurable: true, writable: true };

/** Bodies that are no JSON at all, or not the JSON that their type says. */
export const junkBodies: fc.Arbitrary<{ type: string | null; body: Buffer }> = fc.oneof(
  fc
    .constantFrom(
      ...[
        '',
        '{',
        '{"a":',
        '[1,2',
        '{"a":1}}',
        "{'a':1}",
        '{"a":1,"a":2}',
        'NaN',
        '{"a":1e999}',
        '\uFEFF{}',
        '"\\ud800"',
      ],
      ...[
        '{"__proto__":{"admin":true}}',
        '{"constructor":{"prototype":{"admin":true}}}',
        'null',
        'true',
        '0',
        '""',
        '[]',
      ],
      '['.repeat(100_000),
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      `{"a":"${hugeText}"}`,
    )
    .map((text) => ({ type: 'application/json', body: Buffer.from(text) })),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ type: 'application/json', body: Buffer.from(bytes) })),
  fc.constant({ type: 'application/json; charset=utf-16', body: Buffer.from('\uFEFF{"a":1}', 'utf16le') }),
  fc
    .constantFrom(
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'x',
      '*/*',
      null,
    )
    .map((type) => ({ type, body: Buffer.from('a=1&b[]=2') })),
  fc.constant({ type: 'application/octet-stream', body: Buffer.from([0, 1, 2, 255]) }),
);

/** Parts of an address after the question mark that no form sends. */
export const junkQueries = fc.constantFrom(
  ...[
    'a=1&a=2',
    '%',
    '%zz=%zz',
    '=',
    '&&&',
    '[]=1',
    'limit=1&limit=2',
    'limit=NaN',
    'limit=1e3',
    'cursor=%00',
    'search=%00',
  ],
  ...[
    'search=%ED%A0%80',
    'search=%FF',
    '__proto__=1',
    '__proto__[a]=1',
    'constructor=x',
    'search[]=a',
    'on=2026-02-30',
  ],
  ...[
    'search=%25_%5C',
    `search=${'x'.repeat(6000)}`,
    `${'a=1&'.repeat(2000)}a=1`,
    'sort=-id%3B--',
    'cursor=null',
    'on=0000-00-00',
  ],
);

/** Parts of a path where an id belongs. */
export const junkIds = fc.constantFrom(
  ...[
    '',
    '%00',
    '%2e%2e',
    '%2F',
    '..%2f..%2fetc',
    '%FF',
    '%zz',
    '%E0%A4',
    '0',
    '-1',
    'null',
    'undefined',
    '__proto__',
    'constructor',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '%F0%A0%80%80',
    'x'.repeat(150),
    "'",
    '{}',
  ],
);
