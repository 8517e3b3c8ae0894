import type {
  ActivityFact,
  CityFacts,
  ContactFact,
  Day,
  Interval,
  LinkFact,
  OrganisationFact,
  RosterFact,
} from './model.ts';

/**
 * measures.md 3 and 4 once more, sentence by sentence and with no regard to time: everything is sought anew in all
 * facts. It shares no code with the engine, which is compared with it.
 */
export function naiveCoverage(facts: CityFacts, D: Day) {
  const windows = naiveWindows(D);

  // 3.1
  const organisation = (id: string) => facts.organisations.filter((o) => o.id === id)[0] as OrganisationFact;
  const exists = (o: OrganisationFact) => within(D, o.existence);
  const regular = (o: OrganisationFact) => o.kind === 'officeBranch';
  const functional = (o: OrganisationFact) => o.kind === 'committeeBranch' || o.kind === 'functionalBranch';
  const branch = (o: OrganisationFact) => regular(o) || functional(o);
  const named = (ids: readonly string[]) => facts.organisations.filter((o) => ids.includes(o.id));

  // 1.2
  const roster = facts.roster.filter((r) => r.interval.from <= D);
  const posts = facts.posts.filter((p) => p.interval.from <= D);

  // 3.2
  const begin = (body: string, term: number) =>
    roster
      .filter((r) => r.body === body && r.term === term && r.title !== 'officeStaff')
      .map((r) => r.interval.from)
      .sort()[0] as Day;
  const terms = (body: string) =>
    roster.filter((r) => r.body === body && r.title !== 'officeStaff').map((r) => r.term as number);
  const death = (person: string) =>
    facts.roster
      .filter((r) => r.person === person && r.status === 'deceased')
      .map((r) => r.interval.to as Day)
      .sort()[0];
  const alive = (person: string) => {
    const day = death(person);
    return day === undefined || D <= day;
  };
  const holds = (r: RosterFact) => {
    if (D < r.interval.from || !alive(r.person)) return false;
    if (r.interval.to !== null) return D <= r.interval.to;
    if (r.title === 'officeStaff') return true;
    const higher = terms(r.body).filter((term) => term > (r.term as number));
    return higher.length === 0 || D < begin(r.body, Math.min(...higher));
  };

  // 3.3
  const rowsOf = (person: string, body: string) =>
    roster.filter((r) => r.person === person && r.body === body && holds(r));
  const activeRows = (person: string, body: string) =>
    rowsOf(person, body).some((r) => r.status === 'suspended')
      ? []
      : rowsOf(person, body).filter((r) => r.title !== 'officeStaff');
  const active = (person: string, body: string) => activeRows(person, body).length > 0;

  // 3.4
  const partyMember = (person: string) =>
    roster.some(
      (r) => r.person === person && holds(r) && (r.affiliations.includes('01') || r.affiliations.includes('02')),
    );
  const pm = (person: string, body: string) => active(person, body) && partyMember(person);

  // 3.5
  const functionalNamed = (person: string, body: string) =>
    named(activeRows(person, body).flatMap((r) => r.functionalBranches)).filter(
      (o) => functional(o) && o.body === body,
    );
  const homeNamed = (person: string, body: string) =>
    named(activeRows(person, body).flatMap((r) => (r.homeBranch === null ? [] : [r.homeBranch]))).filter(
      (o) => regular(o) && o.body === body,
    );

  // 3.6
  const groupPosts = ['partyGroupSecretary', 'deputyPartyGroupSecretary', 'partyGroupMember'];
  const groupKinds = ['partyGroup', 'officePartyGroup'];
  const holder = (person: string, body: string) =>
    posts.some(
      (p) =>
        p.person === person &&
        within(D, p.interval) &&
        alive(person) &&
        groupPosts.includes(p.post) &&
        groupKinds.includes(organisation(p.organisation).kind) &&
        organisation(p.organisation).body === body,
    );
  const linksTo = (person: string, body: string) =>
    facts.links.filter((l) => l.body === body && l.object === person && within(D, l.interval));
  const inForce = (l: LinkFact) =>
    within(D, l.interval) &&
    active(l.object, l.body) &&
    (holder(l.contact, l.body) || (!partyMember(l.object) && pm(l.contact, l.body)));

  // 4
  const hosts = (a: ActivityFact) => facts.organisations.filter((o) => o.id === a.host || a.coHosts.includes(o.id));
  const ofBranch = (a: ActivityFact, body: string) => hosts(a).some((o) => o.body === body && branch(o));
  const ofTemporary = (a: ActivityFact, body: string) =>
    hosts(a).some((o) => o.body === body && o.kind === 'temporaryPartyOrg');
  const entries = (person: string, presences: string[], which: (a: ActivityFact) => boolean) =>
    facts.attendance.filter(
      (x) =>
        x.person === person &&
        presences.includes(x.presence) &&
        facts.activities.some((a) => a.id === x.activity && which(a)),
    ).length;
  const inTwoQuarters = (body: string) => (a: ActivityFact) =>
    windows.w2q <= a.day && a.day <= D && (ofBranch(a, body) || ofTemporary(a, body));
  const openInYear = (body: string) => (a: ActivityFact) =>
    windows.w12 <= a.day && a.day <= D && a.isOpen && ofBranch(a, body);
  const c1Nominal = (person: string, body: string) =>
    pm(person, body) && (functionalNamed(person, body).some(exists) || homeNamed(person, body).some(exists));
  const c1Effective = (person: string, body: string) =>
    c1Nominal(person, body) && entries(person, ['present', 'observing'], inTwoQuarters(body)) > 0;
  const c2Nominal = (person: string, body: string) => c1Nominal(person, body) || linksTo(person, body).some(inForce);
  const logged = (person: string, body: string) => {
    const counted = (c: ContactFact) =>
      c.object === person &&
      windows.w12 <= c.day &&
      c.day <= D &&
      facts.links.some(
        (l) => l.body === body && l.contact === c.contact && l.object === c.object && within(c.day, l.interval),
      );
    return facts.contacts
      .filter(counted)
      .filter((c, at, all) => all.findIndex((d) => d.contact === c.contact && d.day === c.day) === at).length;
  };
  const c2Effective = (person: string, body: string) =>
    c2Nominal(person, body) &&
    (logged(person, body) >= 2 ||
      entries(person, ['present', 'observing'], openInYear(body)) > 0 ||
      c1Effective(person, body));

  const people = facts.people.map((p) => p.id);
  const membersOf = (body: string) => people.filter((p) => active(p, body));
  const pmsOf = (body: string) => people.filter((p) => pm(p, body));
  const committeesOf = (body: string) =>
    facts.organisations.filter(
      (o) =>
        o.kind === 'specialCommittee' &&
        o.body === body &&
        exists(o) &&
        pmsOf(body).some((p) => activeRows(p, body).some((r) => r.committee === o.id)),
    );
  const served = (committee: OrganisationFact) =>
    facts.organisations.some((o) => functional(o) && exists(o) && o.attachedTo.includes(committee.id));

  const figures = (bodies: string[]) => {
    const members = bodies.flatMap((b) => membersOf(b).map((p) => [p, b] as const));
    const pms = bodies.flatMap((b) => pmsOf(b).map((p) => [p, b] as const));
    const committees = bodies.flatMap(committeesOf);
    const count = (list: (readonly [string, string])[], test: (p: string, b: string) => boolean) => ({
      covered: list.filter(([p, b]) => test(p, b)).length,
      due: list.length,
    });
    return {
      c1: {
        nominal: count(pms, c1Nominal),
        effective: count(pms, c1Effective),
        committees: { with: committees.filter(served).length, due: committees.length },
      },
      c2: { nominal: count(members, c2Nominal), effective: count(members, c2Effective) },
    };
  };

  // "All bodies it guides, directly or not"
  const guidedBy = (b: string): string[] =>
    facts.organisations.filter((o) => o.guidedBy === b).flatMap((o) => [o.id, ...guidedBy(o.id)]);

  const exceptions = (body: string) => {
    const list: (string | null)[][] = [];
    const say = (coverage: string, tier: string, reason: string, who: string | OrganisationFact) => {
      const person = facts.people.find((p) => p.id === who);
      const mobile = person === undefined ? null : person.mobile.replace(/^(...)....(....)$/, '$1****$2');
      const name = typeof who === 'string' ? null : who.name;
      list.push([coverage, tier, reason, person?.name ?? null, mobile, name]);
    };
    const absence = (p: string) => (entries(p, ['onLeave'], inTwoQuarters(body)) > 0 ? 'onLeave' : 'noAttendance');
    for (const p of pmsOf(body)) {
      const names = [...functionalNamed(p, body), ...homeNamed(p, body)];
      if (!c1Nominal(p, body)) say('c1', 'nominal', names.length === 0 ? 'unassigned' : 'branchInactive', p);
      if (functionalNamed(p, body).filter(exists).length >= 2) say('c1', 'nominal', 'twoBranches', p);
      if (!c1Nominal(p, body)) say('c1', 'effective', 'notNominal', p);
      else if (!c1Effective(p, body)) say('c1', 'effective', absence(p), p);
    }
    for (const p of membersOf(body)) {
      if (!c2Nominal(p, body))
        say('c2', 'nominal', linksTo(p, body).length === 0 ? 'unlinked' : 'contactIneligible', p);
      if (!c2Nominal(p, body)) say('c2', 'effective', 'notNominal', p);
      else if (!c2Effective(p, body)) say('c2', 'effective', pm(p, body) ? absence(p) : 'tooFewContacts', p);
    }
    for (const o of committeesOf(body)) if (!served(o)) say('c1', 'nominal', 'committeeWithoutBranch', o);
    for (const o of facts.organisations.filter((o) => o.body === body && branch(o) && exists(o))) {
      const secretaries = posts.filter(
        (p) => p.organisation === o.id && p.post === 'branchSecretary' && within(D, p.interval) && alive(p.person),
      );
      if (secretaries.length === 0) say('c1', 'nominal', 'noSecretary', o);
      if ((o.termEnds as Day) < D) say('c1', 'nominal', 'termOverdue', o);
    }
    const key = (entry: (string | null)[]) => Buffer.from(entry.map((text) => text ?? '').join('\u0000'));
    return list
      .sort((one, other) => Buffer.compare(key(one), key(other)))
      .map(([coverage, tier, reason, person, mobile, organisation]) => ({
        person,
        mobile,
        organisation,
        coverage,
        tier,
        reason,
      }));
  };

  return facts.organisations
    .filter((o) => o.kind === 'cppccBody' && exists(o))
    .sort((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)))
    .map((o) => ({
      body: o.name,
      ...figures([o.id]),
      rollup: figures([o.id, ...guidedBy(o.id).filter((b) => exists(organisation(b)))]),
      exceptions: exceptions(o.id),
    }));
}

function within(day: Day, interval: Interval): boolean {
  return day >= interval.from && !(interval.to !== null && day > interval.to);
}

/** First days of W12 and W2Q. */
function naiveWindows(D: Day) {
  const [year, month, day] = D.split('-').map(Number) as [number, number, number];
  const sameDay = month === 2 && day === 29 ? Date.UTC(year - 1, 1, 28) : Date.UTC(year - 1, month - 1, day);
  const w12 = new Date(sameDay + 86_400_000).toISOString().slice(0, 10);
  const quarter = year * 4 + Math.floor((month - 1) / 3) - 1;
  const w2q = `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`;
  return { w12, w2q };
}
