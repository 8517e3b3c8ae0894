import { z } from 'zod';

interface Shape {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  $ref?: string;
  $defs?: Record<string, Shape>;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
}

const texts: Record<string, string> = {
  uuid: '01900000-0000-7000-8000-0000000000aa',
  date: '2026-06-17',
  'date-time': '2026-06-17T01:00:00.000Z',
  email: 'clerk@office.example',
  uri: 'https://receiver.example/',
  '^[0-9a-f]{64}$': 'a'.repeat(64),
  sha256_hex: 'a'.repeat(64),
};

/** The smallest value that a schema accepts, so that a request passes validation and meets the authorisation behind it. */
export function sampleOf(schema: z.ZodType): unknown {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  return build(root, root);
}

function build(shape: Shape, root: Shape): unknown {
  if (shape.$ref) return build(root.$defs?.[shape.$ref.split('/').at(-1) ?? ''] ?? {}, root);
  if (shape.default !== undefined) return shape.default;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const choices = shape.anyOf ?? shape.oneOf ?? [];
  if (choices.some(({ type }) => type === 'null')) return null;
  if (choices[0]) return build(choices[0], root);
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map((part) => build(part, root) as object));
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        (shape.required ?? []).map((name) => [name, build(shape.properties?.[name] ?? {}, root)]),
      );
    case 'array':
      return Array.from({ length: shape.minItems ?? 0 }, () => build(shape.items ?? {}, root));
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, shape.exclusiveMinimum === undefined ? 1 : shape.exclusiveMinimum + 1);
    case 'boolean':
      return false;
    case 'string':
      return texts[shape.format ?? shape.pattern ?? ''] ?? '字'.repeat(Math.max(1, shape.minLength ?? 1));
    default:
      return null;
  }
}
