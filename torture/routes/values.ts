import fc from 'fast-check';
import { z } from 'zod';

/** What stands in the city, by the name under which a request asks for it. */
export type Pool = (name: string) => readonly string[];

interface Shape {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  $ref?: string;
  $defs?: Record<string, Shape>;
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  required?: string[];
  items?: Shape;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

interface Ground {
  root: Shape;
  pool: Pool;
}

/** Longest list that is made of a schema that would take more; what is longer is left to the broken requests. */
const longestList = 4;
/** Longest text that is made in full, so that its very limit is tried. */
const longestText = 12_000;

/** Texts that people, programs and burglars send where words belong. */
export const oddTexts = [
  ...['', ' ', '\t\r\n', '　', '落实', '2026', '0', '-1', '1e999', 'null', 'undefined', '[object Object]', 'true'],
  ...["' OR 1=1 --", '"; DROP TABLE tasks; --', '%', '_', '\\', '%_%\\', '{{7*7}}', '{field}', '=1+1', '@SUM(A1)'],
  ...[
    '<script>alert(1)</script>',
    '../../../../etc/passwd',
    'C:\\con',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ],
  ...[
    '\u0000',
    '字\u0000字',
    '\uD840',
    '\uDC00字',
    '𠀀𠀁',
    '👩‍👩‍👧‍👦',
    '\u202E倒',
    '\uFEFF',
    'e\u0301',
    'İ',
    'ß',
    '\u2028',
    '\u0007',
  ],
];
const oddDays = [
  ...['2026-06-17', '2026-06-01', '2026-01-01', '2025-12-31', '2026-12-31', '2027-03-01', '2026-07-15', '2026-05-06'],
  ...['2024-02-29', '0001-01-01', '0000-01-01', '1582-10-10', '9999-12-31', '1970-01-01', '2100-02-28'],
];
/** None of them is anybody's: the names are reserved, the addresses are this machine's and private ones. */
const oddAddresses = [
  ...['https://receiver.example/', 'https://receiver.invalid/hook?x=1#y', 'http://127.0.0.1:1/', 'https://[::1]/'],
  ...[
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://例子.example/',
    'data:text/plain,x',
  ],
];

/** Values that a schema accepts: real ids of the city where an id belongs, odd words, the edges of lengths and numbers. */
export function valuesOf(schema: z.ZodType, pool: Pool): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  return build(root, '', { root, pool });
}

function build(shape: Shape, name: string, ground: Ground): fc.Arbitrary<unknown> {
  if (shape.$ref) return build(ground.root.$defs?.[shape.$ref.split('/').at(-1) ?? ''] ?? {}, name, ground);
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => build(choice, name, ground)));
  if (shape.allOf)
    return fc
      .tuple(...shape.allOf.map((part) => build(part, name, ground)))
      .map((parts) => Object.assign({}, ...(parts as object[])));
  switch (shape.type) {
    case 'object':
      return objectOf(shape, ground);
    case 'array':
      return fc.array(build(shape.items ?? {}, name, ground), {
        minLength: shape.minItems ?? 0,
        maxLength: Math.max(shape.minItems ?? 0, Math.min(shape.maxItems ?? longestList, longestList)),
      });
    case 'integer':
    case 'number':
      return name === 'seenVersion'
        ? fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, numberOf(shape))
        : numberOf(shape);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(shape, name, ground.pool);
    default:
      return fc.oneof(fc.constantFrom<unknown>(...oddTexts), fc.jsonValue({ maxDepth: 2 }));
  }
}

function objectOf(shape: Shape, ground: Ground): fc.Arbitrary<unknown> {
  const { properties, additionalProperties, required = [] } = shape;
  if (!properties && additionalProperties && additionalProperties !== true)
    return fc.dictionary(
      fc.constantFrom('a', '2', 'name', '__proto__', 'constructor'),
      build(additionalProperties, '', ground),
      { maxKeys: longestList },
    );
  const model = Object.entries(properties ?? {}).map(([key, part]) => [key, build(part, key, ground)] as const);
  return fc.record(Object.fromEntries(model), { requiredKeys: required });
}

function numberOf({ type, minimum, maximum }: Shape): fc.Arbitrary<number> {
  const least = Math.max(minimum ?? Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
  const most = Math.min(maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  // Versions, pages, counts: what is really there is small.
  const small = fc.integer({ min: Math.max(least, 0), max: Math.min(most, Math.max(least, 0) + 8) });
  const edges = fc.constantFrom(least, most, ...(most > 2 ** 31 ? [2 ** 31 - 1, 2 ** 31] : []));
  if (type === 'integer') return fc.oneof({ weight: 5, arbitrary: small }, { weight: 1, arbitrary: edges });
  return fc.oneof(small, edges, fc.double({ min: least, max: most, noNaN: true }));
}

function textOf(shape: Shape, name: string, pool: Pool): fc.Arbitrary<string> {
  const real = pool(name);
  const known = real.length > 0 ? [{ weight: 12, arbitrary: fc.constantFrom(...real) }] : [];
  switch (shape.format) {
    case 'uuid':
      return fc.oneof(
        ...known,
        { weight: 1, arbitrary: fc.constantFrom('00000000-0000-0000-0000-000000000000', ...pool('*')) },
        { weight: 1, arbitrary: fc.uuid() },
      );
    case 'date':
      return fc.constantFrom(...oddDays);
    case 'date-time':
      return fc.constantFrom(...oddDays).map((day) => `${day}T09:00:00.000Z`);
    case 'email':
      return fc.constantFrom('clerk@office.example', `${'a'.repeat(64)}@office.example`, "o'hara+x@office.example");
    case 'uri':
      return fc.constantFrom(...oddAddresses);
  }
  if (shape.pattern) {
    const matching = fc.stringMatching(new RegExp(shape.pattern));
    return fc.oneof(...known, { weight: 2, arbitrary: matching });
  }
  return fc.oneof(...known, { weight: 3, arbitrary: wordsOf(shape) });
}

/** Words of every kind between the lengths that the schema gives, with its very edges. */
function wordsOf({ minLength = 0, maxLength }: Shape): fc.Arbitrary<string> {
  const most = Math.min(maxLength ?? longestText, longestText);
  const fits = (text: string) => text.length >= minLength && text.length <= most;
  const cut = (text: string) => text.slice(0, most);
  const odd = oddTexts.filter(fits);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant('按季度报送进展情况'.slice(0, most).padEnd(minLength, '字')) },
    ...(odd.length > 0 ? [{ weight: 3, arbitrary: fc.constantFrom(...odd) }] : []),
    {
      weight: 2,
      arbitrary: fc.string({ unit: 'binary', minLength, maxLength: Math.min(most, minLength + 24) }).map(cut),
    },
    { weight: 1, arbitrary: fc.constantFrom('长'.repeat(most), '字'.repeat(Math.max(minLength, 1)).slice(0, most)) },
  );
}
