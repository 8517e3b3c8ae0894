import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Contract, contract, dataNumber } from '../http/contract.ts';
import { Figure } from './figure.ts';

type Schema = Record<string, unknown>;

const source = path.resolve(import.meta.dirname, '../..');

/** Every contract of the product, found by its file, so that a new one is read without being named here. */
async function allContracts(): Promise<Contract[]> {
  const files = globSync('{features,platform}/*/contract.ts', { cwd: source }).concat('demo/contract.ts');
  const modules = await Promise.all(files.map((file) => import(path.join(source, file)) as Promise<object>));
  return modules.flatMap((module) => Object.values(module)).filter(isContract);
}

function isContract(value: unknown): value is Contract {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^(GET|POST|PUT|DELETE) \/api\//.test(key));
}

/** Where an answer holds a number that is neither inside a figure nor declared as data, as paths. */
function bareNumbers(response: z.ZodType): string[] {
  const schema = z.toJSONSchema(response, { io: 'output', unrepresentable: 'any' }) as Schema;
  const definitions = (schema.$defs ?? {}) as Record<string, Schema>;
  const seen = new Set<unknown>();
  const found: string[] = [];
  function walk(node: unknown, at: string): void {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    // An array is walked by its indices.
    const { $ref, $defs: _definitions, type, dataNumber: reason, id, ...rest } = node as Schema;
    if (id === 'Figure') return;
    if (typeof $ref === 'string') walk(definitions[$ref.replace('#/$defs/', '')], $ref);
    if ((type === 'number' || type === 'integer') && !reason) found.push(at);
    for (const [name, part] of Object.entries(rest)) walk(part, `${at}/${name}`);
  }
  walk(schema, '');
  return found;
}

describe('numbers in answers', () => {
  it('are figures or declared data in every contract', async () => {
    const contracts = await allContracts();
    expect(contracts.length).toBeGreaterThan(10);
    const bare = contracts.flatMap((routes) =>
      Object.entries(routes).flatMap(([key, spec]) =>
        spec.download ? [] : bareNumbers(spec.response).map((at) => `${key} ${at}`),
      ),
    );
    expect(bare).toEqual([]);
  });

  it('are found wherever they hide', () => {
    const bare = (response: z.ZodType) =>
      bareNumbers(contract({ 'GET /api/x': { ...route, response } })['GET /api/x'].response);
    expect(bare(z.object({ late: z.number() }))).toHaveLength(1);
    expect(bare(z.object({ rows: z.array(z.object({ late: z.int().min(0).nullable() })) }))).toHaveLength(1);
    expect(bare(z.union([z.string(), z.object({ late: z.number().optional() })]))).toHaveLength(1);
    expect(bare(z.record(z.string(), z.number()))).toHaveLength(1);
    expect(bare(z.lazy(() => z.object({ late: z.number() }).meta({ id: 'Hidden' })))).toHaveLength(1);
    expect(bare(z.object({ rows: z.array(z.tuple([z.string(), z.number()])) }))).toHaveLength(1);
  });

  it('may be figures, or data with a reason', () => {
    expect(
      bareNumbers(z.object({ late: Figure, all: z.array(Figure), page: dataNumber('page size').nullable() })),
    ).toEqual([]);
    expect(bareNumbers(z.object({ version: z.int().min(1).meta({ dataNumber: 'optimistic lock' }) }))).toEqual([]);
  });
});

const route = { permission: 'public', summary: { zh: '', en: '' } } as const;
