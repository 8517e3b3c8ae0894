import { z } from 'zod';
import { type Permission, type Role, roles } from '../access/permissions.ts';
import type { Sentence } from '../locale/messages.ts';

/**
 * A route is declared once: its key carries method and path, its entry who may call it and what goes in and out. The server
 * implements the declaration, the web infers its client from the type alone, and the OpenAPI file is printed from it.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type RouteKey = `${Method} /api/${string}`;

export interface RouteSpec {
  /** A row of the permission table, or one of two open doors: anyone, or anyone who is signed in. */
  permission: Permission | 'public' | 'signedIn';
  summary: { zh: string; en: string };
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  response: z.ZodType;
  /**
   * `byActionId` (the default of every writing route): the call carries an `Action-Id` and a repeat gets the first answer.
   * `open`: the call may be repeated without one because it writes nothing of the field (sign-in, a dry run).
   * `unremembered`: an act whose answer is a secret shown once (a first password, a link that binds a phone); nothing of it
   * is kept, so a repeat is an act of its own and makes the first secret worthless.
   */
  repeat?: 'byActionId' | 'open' | 'unremembered';
  /** Calls per minute and address, where the general limit is too wide (guessing passwords). */
  perMinute?: number;
  /** Body is the raw file, streamed; its limit is in bytes. */
  upload?: { limit: number };
  /** Answers bytes instead of JSON. */
  download?: true;
  /** Only in a demo installation; elsewhere the route does not exist. */
  demoOnly?: true;
  /** Reachable with a first password that has to be changed. */
  beforePasswordChange?: true;
  /** Reachable while a second factor is demanded and not set up. */
  beforeEnrolment?: true;
  /** A read that is worth an audit entry (export); one of sensitive data has it by the class of its permission. */
  audited?: true;
}

export type Contract = Record<RouteKey, RouteSpec>;

/** Declares the routes of one feature. Returns them unchanged; exists for the type. */
export function contract<const T extends Contract>(routes: T): T {
  return routes;
}

/**
 * A number that is data and no figure (a version, a page size, a character offset). Every other number in an answer has to
 * be a `Figure`; a test reads the contracts and refuses the rest (spine.md 5).
 */
export function dataNumber(reason: string) {
  return z.number().meta({ dataNumber: reason });
}

/** What a check of its own says of a field that fails it, for readers of both languages. */
export function saying(words: Sentence) {
  return { error: words.en, params: { words } };
}

/** The words that were given to `saying`, as the schema library hands them on; null where there are none. */
export function ownWords(params: unknown): Sentence | null {
  const words = (params as { words?: Sentence } | undefined)?.words;
  return words ?? null;
}

/** `YYYY-MM-DD`, a day of the calendar that office work can be about; what lies beyond is a slip, and no database keeps a year 0. */
export const day = z.iso
  .date({ abort: true })
  .refine(
    (text) => text >= '1900-01-01' && text < '3000-01-01',
    saying({ zh: '日期应在 1900 年至 2999 年之间', en: 'the day has to lie between 1900 and 2999' }),
  );
/** An instant that a request names, within the days that office work can be about. */
export const moment = z.iso
  .datetime({ abort: true })
  .refine(
    (text) => day.safeParse(text.slice(0, 10)).success,
    saying({ zh: '时间应在 1900 年至 2999 年之间', en: 'the time has to lie between 1900 and 2999' }),
  );
/** An instant in UTC. */
export const instant = z.string();
export const id = z.uuid();
/** One of the roles that can be granted. */
export const role = z.enum(Object.keys(roles) as [Role, ...Role[]]);

/** One page of a list and where the next begins; `null` at the end. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Where a page of a list ordered by day ends: the day and the id of its last row. */
export function dayPlace(separator: ' ' | '_') {
  const isPlace = (text: string) => {
    const [on, last, ...more] = text.split(separator);
    return day.safeParse(on).success && id.safeParse(last).success && more.length === 0;
  };
  return z.string().refine(
    isPlace,
    saying({
      zh: '翻页位置无效，请从第一页重新查看',
      en: 'this place in the list is not valid; start again from the first page',
    }),
  );
}

/** What the caller may do with a record, answered by the table that the routes enforce (design.md 3, Access). */
export const can = z.array(z.object({ action: z.string(), allowed: z.boolean(), reason: z.string().nullable() }));

/** The largest whole number that a column of numbers takes. */
export const largestStored = 2 ** 31 - 1;

/** Optimistic lock: the `version` that the caller saw; the next one has to fit as well. */
export const seenVersion = z
  .int()
  .min(1)
  .max(largestStored - 1)
  .meta({ dataNumber: 'optimistic lock' });

type Params<S extends RouteSpec> = S['params'] extends z.ZodObject ? { params: z.output<S['params']> } : unknown;
type Query<S extends RouteSpec> = S['query'] extends z.ZodObject ? { query: z.output<S['query']> } : unknown;
type Body<S extends RouteSpec> = S['body'] extends z.ZodType ? { body: z.output<S['body']> } : unknown;

/** What a handler receives, validated. */
export type Input<S extends RouteSpec> = Params<S> & Query<S> & Body<S>;
/** What a handler returns, before serialisation strips what was not declared. */
export type Output<S extends RouteSpec> = z.input<S['response']>;
