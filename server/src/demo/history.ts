import { v7 } from 'uuid';
import { type PerformInput, performer } from '../perform.ts';
import type { Actor } from '../platform/access/actor.ts';
import { addDays } from '../platform/clock/days.ts';
import type { App } from '../platform/context.ts';
import type { RouteKey } from '../platform/http/contract.ts';
import type { FeatureRoutes } from '../platform/http/pipeline.ts';
import { renderNotice, renderSpeech } from './documents/index.ts';
import { foundBranch } from './founding.ts';
import type { Account, City, Persona } from './model.ts';
import { createRandom, type Random } from './random.ts';
import { audienceOf, reviewSpeech } from './review.ts';
import { importTable } from './table.ts';
import { liveTasks } from './task-lives.ts';
import { lookUpstream } from './upstream.ts';

/** Someone who acts in the demo's past: on a day, at an hour of Shanghai, through a route. */
export interface Stage {
  city: City;
  random: Random;
  /** The newest day that has come; nothing is dated after it. */
  anchor: string;
  persona(persona: Persona): Account;
  /** The account of a clerk of this organisation, if the demo has one. */
  clerkOf(organisationId: string): Account | null;
  act<T>(account: Account, day: string, key: RouteKey, input: PerformInput): Promise<T>;
}

/**
 * Lets the city live through its last three months: the speech is imported, reviewed and dispatched, its tasks meet their
 * fates, the office's own table comes in, one county founds its branch, the notice arrives and waits,
 * and what the speech rests on is registered and compared. Everything goes through the routes, with their
 * checks, at the hour at which it happened.
 */
export async function livePast(app: App, features: readonly FeatureRoutes[], city: City): Promise<void> {
  const stage = openStage(app, features, city);
  const speech = await reviewSpeech(stage, renderSpeech(city.anchor));
  await liveTasks(stage, speech);
  await importTable(stage);
  await foundBranch(stage);
  await receiveNotice(stage);
  await lookUpstream(stage, speech);
}

function openStage(app: App, features: readonly FeatureRoutes[], city: City): Stage {
  const perform = performer(app, features);
  const random = createRandom(city.seed);
  // Hours run on within a day, so that what happened later is also recorded later.
  const minutes = new Map<string, number>();

  function instantOn(day: string): string {
    const minute = (minutes.get(day) ?? 0) + 1;
    minutes.set(day, minute);
    return new Date(Date.parse(`${day}T08:30:00+08:00`) + minute * 20_000).toISOString();
  }

  return {
    city,
    random,
    anchor: city.anchor,
    persona(persona) {
      const account = city.accounts.find((one) => one.persona === persona);
      if (!account) throw new Error(`The demo has no ${persona}`);
      return account;
    },
    clerkOf: (organisationId) => clerkOf(city, organisationId),
    act: async <T>(account: Account, day: string, key: RouteKey, input: PerformInput) =>
      (await perform(key, input, {
        tenantId: city.tenant.id,
        actor: actorOf(account),
        now: instantOn(day),
        actionId: v7(),
      })) as T,
  };
}

function actorOf(account: Account): Actor {
  return {
    accountId: account.id,
    displayName: account.displayName,
    personId: account.personId,
    sessionId: null,
    roles: [{ role: account.role, organisationId: account.organisationId }],
  };
}

/** A clerk reports for their own organisation and for everything that belongs to its body. */
function clerkOf(city: City, organisationId: string): Account | null {
  const reporting = city.accounts.filter(
    (account) => account.role === 'unitClerk' || account.role === 'branchSecretary',
  );
  const own = reporting.find((account) => account.organisationId === organisationId);
  if (own) return own;
  const body = city.organisations.find((organisation) => organisation.id === organisationId)?.bodyId;
  return reporting.find((account) => account.role === 'unitClerk' && account.organisationId === body) ?? null;
}

async function receiveNotice(stage: Stage): Promise<void> {
  const notice = renderNotice(stage.anchor);
  const day = addDays(stage.anchor, -1);
  await stage.act(stage.persona('clerk'), day, 'POST /api/directives', {
    body: {
      source: { kind: 'text', text: notice.text },
      title: notice.title,
      kind: 'notice',
      issuerName: notice.issuer,
      documentNumber: notice.number,
      issuedOn: notice.date,
      audience: audienceOf(stage.city),
      sample: true,
    },
  });
}
