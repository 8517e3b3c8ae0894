import { createHash, randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Caller, signIn } from '../bench/product.ts';
import { renderNotice } from '../server/src/demo/documents/index.ts';
import type { City } from '../server/src/demo/model.ts';
import { addDays } from '../server/src/platform/clock/days.ts';
import type { Deed, Journal } from './journal.ts';
import { sendDeed } from './sending.ts';

/** The people of the load: the office, the leader and the clerks of the counties, each at work at the same time. */
export interface Crowd {
  /** Works until it is told to stop or the server is gone. */
  work(): Promise<void>;
  stop(): void;
  /** Sends deeds of unknown outcome again, with the same ids and words. */
  repeat(deed: Deed): Promise<'remembered' | 'doneNow' | 'superseded'>;
}

/** The connection broke: whoever was at it stops. */
class Cut extends Error {}

const counties = ['fengyu', 'yanhu', 'tingsong'];
const uploadBytes = 1024 * 1024;

export async function openCrowd(origin: string, city: City, journal: Journal): Promise<Crowd> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const callers = new Map<string, Caller>();
  for (const username of ['clerk', 'leader', ...counties]) callers.set(username, await signIn(origin, username));
  const tasks = new Map<string, string[]>(counties.map((username) => [username, []]));
  let stopped = false;

  function callerOf(username: string): Caller {
    const caller = callers.get(username);
    if (!caller) throw new Error(`Nobody is called ${username}`);
    return caller;
  }

  /** @throws Cut when the outcome is unknown; Error when the server refuses what it must take */
  async function perform<T>(deed: Deed): Promise<T> {
    const answered = await sendDeed(origin, agent, callerOf(deed.username), deed);
    if (answered === null || answered.status === 503) {
      deed.outcome = 'unknown';
      throw new Cut();
    }
    if (answered.status !== 200)
      throw new Error(`${deed.kind} was refused: ${answered.status} ${JSON.stringify(answered.body).slice(0, 600)}`);
    Object.assign(deed, { outcome: 'acknowledged', answer: answered.body });
    return answered.body as T;
  }

  const act = <T>(username: string, kind: Deed['kind'], path: string, body: unknown) =>
    perform<T>(journal.begin({ kind, username, path, body }));

  async function instruct(): Promise<void> {
    for (const username of counties) {
      const body = {
        text: '请把联系群众登记册的使用情况梳理一遍，月底前报一页纸',
        leadOrganisationId: organisationOf(city, username),
        dueOn: addDays(city.anchor, 40),
      };
      const { taskIds } = await act<{ taskIds: string[] }>('leader', 'instruction', '/api/instructions', body);
      for (const taskId of taskIds) await act(username, 'acknowledge', `/api/tasks/${taskId}/acknowledge`, {});
      tasks.get(username)?.push(...taskIds);
    }
  }

  async function report(username: string): Promise<void> {
    const taskId = pick(tasks.get(username) ?? []);
    if (!taskId) return void (await sleep(20));
    await act(username, 'progress', `/api/tasks/${taskId}/progress`, { text: '本周走访十二户，登记诉求九件' });
  }

  async function handIn(username: string): Promise<void> {
    const taskId = pick(tasks.get(username) ?? []);
    if (!taskId) return void (await sleep(20));
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(uploadBytes)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const deed = journal.begin({
      ...{ kind: 'upload', username, path: '/api/files?purpose=evidence', upload: { bytes, sha256 } },
    });
    await perform(deed);
    const evidence = {
      ...{ kind: 'file', title: '走访记录', body: '', fileSha256: sha256, fileName: '走访记录.pdf' },
      ...{ aboutFrom: city.anchor, aboutTo: city.anchor },
    };
    await act(username, 'evidence', `/api/tasks/${taskId}/progress`, { text: '附走访记录', evidence: [evidence] });
  }

  /** A document from its import to its dispatch, as the office does it. */
  async function workThroughDocument(): Promise<void> {
    const { id } = await act<{ id: string }>('clerk', 'import', '/api/directives', noticeOf(city));
    const seen = await read<Review>(`/api/directives/${id}/review`);
    const items = seen.requirements.map((requirement) => ({ id: requirement.id, seenVersion: requirement.version }));
    await act('clerk', 'decide', `/api/directives/${id}/decide`, { items, decision: { kind: 'accept' } });
    const { directive } = await read<Review>(`/api/directives/${id}/review`);
    const seenVersion = directive.currentVersion.version;
    await act('clerk', 'confirm', `/api/directives/${id}/confirm`, { seenVersion });
    const first = await plan(id, {});
    const requirements = first.requirements.map((requirement) => leaveOut(requirement, addDays(city.anchor, 60)));
    const { digest, requirements: planned } = await plan(id, { requirements });
    const lines = planned.flatMap((one) => one.tasks.map(({ key, line }) => ({ key, line })));
    await act('clerk', 'dispatch', `/api/directives/${id}/dispatch`, { requirements, digest, seen: lines });
    await act('clerk', 'paper', '/api/papers', { kind: 'dispatchNotice', directiveId: id });
  }

  async function read<T>(path: string, body?: unknown): Promise<T> {
    const call = callerOf('clerk')({ method: body === undefined ? 'GET' : 'POST', path });
    try {
      const response = await fetch(`${origin}${path}`, {
        method: call.method,
        headers: { ...call.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.status === 503) throw new Cut();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    } catch (error) {
      // What fetch throws when the connection breaks; a reading is simply made again.
      throw error instanceof TypeError ? new Cut() : error;
    }
  }

  const plan = (directiveId: string, choices: object) => read<Plan>(`/api/directives/${directiveId}/plan`, choices);

  async function again(work: () => Promise<void>): Promise<void> {
    try {
      while (!stopped) await work();
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
    }
  }

  return {
    async work() {
      stopped = false;
      await Promise.all([
        again(instruct),
        again(workThroughDocument),
        ...counties.flatMap((username) => [again(() => report(username)), again(() => handIn(username))]),
      ]);
    },
    stop() {
      stopped = true;
    },
    async repeat(deed) {
      const answered = await sendDeed(origin, agent, callerOf(deed.username), deed);
      if (answered === null) throw new Error(`The connection broke while ${deed.kind} was repeated`);
      // Somebody else's act came between: the plan is no longer true, which the clerk is told with the difference.
      if (answered.status === 409 && deed.kind === 'dispatch') {
        deed.outcome = 'superseded';
        return 'superseded';
      }
      if (answered.status !== 200)
        throw new Error(`${deed.kind} repeated: ${answered.status} ${JSON.stringify(answered.body).slice(0, 600)}`);
      Object.assign(deed, { outcome: 'acknowledged', answer: answered.body });
      return answered.repeated ? 'remembered' : 'doneNow';
    },
  };
}

interface Review {
  requirements: { id: string; version: number }[];
  directive: { currentVersion: { version: number } };
}

interface Plan {
  digest: string;
  requirements: {
    id: string;
    content: { deadline: { to: string | null } | null; recurrence: unknown };
    blockers: unknown[];
    tasks: { key: string; line: string; lead: { id: string }; blockers: unknown[] }[];
  }[];
}

function noticeOf(city: City) {
  const notice = renderNotice(city.anchor);
  const isCounty = (one: City['organisations'][number]) => one.kind === 'cppccBody' && one.id !== city.tenant.bodyId;
  return {
    ...{ source: { kind: 'text', text: notice.text }, title: notice.title, kind: 'notice', issuerName: notice.issuer },
    ...{ documentNumber: notice.number, issuedOn: notice.date },
    audience: { text: '各县区政协', organisationIds: city.organisations.filter(isCounty).map((one) => one.id) },
  };
}

/** What stands in the way of a dispatch is left out by name, as a clerk would. */
function leaveOut(requirement: Plan['requirements'][number], dueOn: string) {
  const { id: requirementId, content } = requirement;
  if (requirement.blockers.length > 0) return { requirementId, excluded: '责任单位待明确' };
  const organisations = requirement.tasks
    .filter((task) => task.blockers.length > 0)
    .map((task) => ({ organisationId: task.lead.id, excluded: '待明确责任人' }));
  return { requirementId, organisations, ...(content.deadline?.to || content.recurrence ? {} : { dueOn }) };
}

function organisationOf(city: City, username: string): string {
  const account = city.accounts.find((one) => one.username === username);
  if (!account) throw new Error(`The city has no ${username}`);
  return account.organisationId;
}

function pick<Item>(items: readonly Item[]): Item | undefined {
  return items[Math.floor(Math.random() * items.length)];
}
