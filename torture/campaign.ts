import { setTimeout as sleep } from 'node:timers/promises';
import { asOwner, foundCity } from '../bench/city.ts';
import { type Config, readConfig } from '../server/src/config.ts';
import { openGround } from '../server/src/ground.ts';
import { sealOnce, verifyAudit } from '../server/src/platform/audit/index.ts';
import { halfWritten, lostOf, type Site } from './checks.ts';
import { type Crowd, openCrowd } from './clients.ts';
import { type DeedKind, type Journal, openJournal } from './journal.ts';
import { faultOfSecond } from './second-server.ts';
import { type KillKind, killKinds, openVictim, type Victim } from './server.ts';

/** What the kills aim at in turn: the middle of an import, of an upload and of a dispatch. */
const targets: readonly DeedKind[] = ['import', 'upload', 'dispatch'];
/** Requests that have to be acknowledged between two kills: a kill falls into work, not into a start. */
const usualBetween: Between = { fewest: 12, most: 60 };
/** How long a kill waits for that, and for a request of its kind. */
const patienceMs = 180_000;

interface Between {
  fewest: number;
  most: number;
}

export interface CampaignOptions {
  /** Settings of the installation: its data directory, and a database where it has none of its own. */
  environment: Record<string, string>;
  kills: number;
  /** Goes on killing until then, in milliseconds of the epoch, even when all kills are done. */
  until?: number;
  /** How many requests are acknowledged between two kills, where it is not the usual number. */
  between?: Between;
  say(text: string): void;
}

export interface CampaignResult {
  kills: number;
  /** How many kills hit what. */
  hit: Record<KillKind, number>;
  /** Requests under way at each kill. */
  underWay: number[];
  /** The kind that each kill aimed at and met under way. */
  met: DeedKind[];
  acknowledged: number;
  lost: string[];
  halfWritten: string[];
  /** Acknowledged acts that were repeated after a restart and not answered from memory. */
  doneTwice: string[];
  /** Deeds of unknown outcome that were repeated with the same id. */
  repeated: { remembered: number; doneNow: number; superseded: number };
  audit: { entries: number; findings: string[] };
  /** What a second server on the same data directory did instead of refusing; null when it refused, or had no need to. */
  second: string | null;
}

/**
 * Founds a city, puts a crowd to work in it and kills the server under their hands, again and again. After each restart the
 * clients' own list of what was acknowledged is compared with what is there, and what is there with itself.
 * @throws Error when the server refuses what it has to take, does not start again, or was not busy when it was killed
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const config = readConfig('production', options.environment);
  const { city, ground } = await foundCity(config);
  await ground.close();
  const between = options.between ?? usualBetween;
  const victim = await openVictim(options.environment);
  const journal = openJournal();
  const result: CampaignResult = {
    ...{ kills: 0, hit: { server: 0, both: 0, database: 0 }, underWay: [], met: [], acknowledged: 0 },
    ...{ lost: [], halfWritten: [], doneTwice: [] },
    ...{ repeated: { remembered: 0, doneNow: 0, superseded: 0 }, audit: { entries: 0, findings: [] } },
    second: null,
  };
  await victim.start();
  try {
    if (!config.databaseUrl) result.second = await faultOfSecond(options.environment, victim.origin);
    const crowd = await openCrowd(victim.origin, city, journal);
    while (result.kills < options.kills || Date.now() < (options.until ?? 0)) {
      const target = targets[result.kills % targets.length] as DeedKind;
      // A database of somebody else's is not ours to kill.
      const turn = Math.floor(result.kills / targets.length) % killKinds.length;
      const what = config.databaseUrl ? 'server' : (killKinds[turn] as KillKind);
      const underWay = await killUnderLoad(victim, crowd, journal, { target, what, between });
      result.kills += 1;
      if (underWay.includes(target)) result.met.push(target);
      result.hit[what] += 1;
      result.underWay.push(underWay.length);
      await (what === 'server' || what === 'both' ? victim.start() : victim.ready());
      await examine(config, city.tenant.id, journal, result);
      await repeatAcknowledged(crowd, journal, result);
      await repeatUnknown(crowd, journal, result);
      options.say(
        `kill ${result.kills} (${what}) in the middle of ${target}: ${underWay.length} under way, ` +
          `${journal.acknowledged().length} acknowledged, ${result.lost.length} lost, ${result.halfWritten.length} half-written`,
      );
    }
    await examine(config, city.tenant.id, journal, result);
  } finally {
    await victim.stop();
  }
  result.acknowledged = journal.acknowledged().length;
  result.audit = await auditOf(config, city.tenant.id);
  return result;
}

/** @returns the kinds of the requests that were under way at the kill, the aimed one among them */
async function killUnderLoad(
  victim: Victim,
  crowd: Crowd,
  journal: Journal,
  { target, what, between }: { target: DeedKind; what: KillKind; between: Between },
): Promise<DeedKind[]> {
  const working = crowd.work();
  // A refusal in the crowd ends the wait for the kill at once.
  const failed = new Promise<never>((_resolve, reject) => working.catch(reject));
  const enough = journal.acknowledged().length + between.fewest + Math.random() * (between.most - between.fewest);
  const isAimed = () => journal.underWay().some((deed) => deed.kind === target);
  for (const until = Date.now() + patienceMs; ; await Promise.race([failed, sleep(2)])) {
    if (Date.now() > until) throw new Error(`No ${target} was under way for ${patienceMs / 1000} s`);
    if (journal.acknowledged().length < enough || !isAimed()) continue;
    // Somewhere in its middle, which is another place each time.
    await sleep(Math.random() * 60);
    if (isAimed()) break;
  }
  const underWay = journal.underWay().map((deed) => deed.kind);
  crowd.stop();
  await victim.kill(what);
  await working;
  return underWay;
}

async function examine(config: Config, tenantId: string, journal: Journal, result: CampaignResult): Promise<void> {
  const ground = await openGround(config, { command: 'torture', mode: null, share: true });
  try {
    await asOwner(ground.ownerUrl, async (owner) => {
      const site: Site = { owner, files: ground.files, tenantId };
      result.lost = [...new Set([...result.lost, ...(await lostOf(site, journal.acknowledged()))])];
      result.halfWritten = [...new Set([...result.halfWritten, ...(await halfWritten(site))])];
    });
  } finally {
    await ground.close();
  }
}

async function repeatUnknown(crowd: Crowd, journal: Journal, result: CampaignResult): Promise<void> {
  const outcomes = await Promise.all(journal.unknown().map((deed) => crowd.repeat(deed)));
  for (const outcome of outcomes) result.repeated[outcome] += 1;
}

/** Sends the newest acknowledged act of each kind once more, as a client does whose answer came and was lost on its side. */
async function repeatAcknowledged(crowd: Crowd, journal: Journal, result: CampaignResult): Promise<void> {
  const newest = new Map(journal.acknowledged().flatMap((deed) => (deed.upload ? [] : [[deed.kind, deed] as const])));
  for (const deed of newest.values()) {
    const outcome = await crowd.repeat(deed);
    if (outcome !== 'remembered') result.doneTwice.push(`${deed.kind} ${deed.actionId}: ${outcome}`);
  }
}

/** The whole audit, with the server stopped: chain, entries against acts, every record against its newest digest. */
export async function auditOf(config: Config, tenantId: string): Promise<CampaignResult['audit']> {
  const ground = await openGround(config, { command: 'torture', mode: null });
  try {
    await sealOnce(ground, tenantId, { everything: true });
    const report = await verifyAudit(ground.connections, tenantId, ground.clock.machineNow());
    const findings = report.findings.map(({ kind, table, id }) => `${kind} ${table} ${id}`);
    if (report.unsealed.count > 0) findings.push(`${report.unsealed.count} entries without seal`);
    return { entries: report.entries, findings };
  } finally {
    await ground.close();
  }
}
