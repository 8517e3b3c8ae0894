import { branchPosts, findPostKind, type PostKindId, partyGroupPosts, postFitsOrganisation } from '@xieli/codes';
import { dayRange, rangeDays } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { anyOf } from '../organisations/index.ts';
import { afterDeath, knownDeaths } from './deaths.ts';
import type { NamedOrganisation } from './directory.ts';
import type { PostDraft } from './drafts.ts';
import { organisationDirectory, peopleDirectory } from './known.ts';
import { say } from './messages.ts';
import { PeopleOfFile } from './people.ts';
import { type Finding, kindName, type Plan, planOf } from './planning.ts';
import { unknownBody, unknownName } from './references.ts';
import { supersede } from './superseding.ts';

interface PostRow {
  row: number;
  personId: string;
  organisationId: string;
  post: string;
  from: string;
  to: string | null;
}

type StoredPost = Omit<PostRow, 'row'> & { id: string };

/** Posts that only one kind of organisation has; other titles are kept wherever they stand (measures.md 2.3). */
const boundPosts: ReadonlySet<string> = new Set([...partyGroupPosts, ...branchPosts]);

/** Plans what 任职名册 does, and writes it where nothing is wrong (measures.md 2.3). */
export async function planPosts(context: ReadContext, drafts: readonly PostDraft[]) {
  const directory = await organisationDirectory(context);
  const people = new PeopleOfFile(await peopleDirectory(context), { mayCreate: true });
  const deaths = await knownDeaths(context);
  const findings: Finding[] = [];
  const rows: PostRow[] = [];
  const bodies = new Set<string>();
  for (const draft of drafts) {
    const error = (column: string, value: string, said: Finding['said']) =>
      findings.push({ severity: 'error', row: draft.row, column, value, said });
    const person = people.find(draft);
    const body = directory.body(draft.body);
    if (body.found) bodies.add(body.found.id);
    else error('政协机构', draft.body, unknownBody(draft.body, body, directory));
    const sought = directory.seek(body.found?.id ?? null, draft.organisation);
    if (!sought.found) {
      error('组织名称', draft.organisation, unknownName(draft.organisation, sought, directory));
      continue;
    }
    const unfit = unfitPost(draft.post, sought.found);
    if (unfit) error('职务', unfit.post, say.postUnfit(unfit));
    if (!person) continue;
    const { row, post, from, to } = draft;
    rows.push({ row, personId: person.id, organisationId: sought.found.id, post, from, to });
    findings.push(...afterDeath(deaths, draft, person.id, person.name, '起始日期', from));
  }
  const within = new Set([...directory.all()].filter(({ bodyId }) => bodies.has(bodyId)).map(({ id }) => id));
  const stored = await storedPosts(context, [...new Set([...within, ...rows.map((row) => row.organisationId)])]);
  const plan = planOf(rows, new Map(stored.map((post) => [postKey(post), post])), {
    keyOf: postKey,
    isSame: (row, known) => row.to === known.to,
  });
  findings.push(...liaisonsTwice(plan, (id) => directory.byId(id)?.name ?? ''));
  // A row may name an organisation of another body; what else that one holds is none of this file's.
  plan.missing = plan.missing.filter(({ organisationId }) => within.has(organisationId));
  return {
    plan,
    findings: [...findings, ...people.findings],
    write: async (act: ActContext) => {
      await people.record(act);
      await writePosts(act, plan);
    },
  };
}

const postKey = ({ organisationId, personId, post, from }: Omit<PostRow, 'row' | 'to'>) =>
  [organisationId, personId, post, from].join(' ');

function unfitPost(post: string, organisation: NamedOrganisation) {
  if (!boundPosts.has(post) || postFitsOrganisation(post as PostKindId, organisation.kind)) return null;
  return {
    organisation: organisation.name,
    kind: kindName(organisation.kind),
    post: findPostKind(post)?.name ?? post,
  };
}

/** An organisation has one liaison at a time (spine.md 2.4). */
function liaisonsTwice(plan: Plan<PostRow, StoredPost>, nameOf: (id: string) => string): Finding[] {
  const held = new Map<string, (PostRow | StoredPost)[]>();
  const all = [...plan.missing, ...plan.same, ...plan.create, ...plan.change.map(({ row }) => row)];
  for (const one of all)
    if (one.post === 'liaison') held.set(one.organisationId, [...(held.get(one.organisationId) ?? []), one]);
  return [...held.values()].flatMap((tenures) =>
    tenures
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      .flatMap((one, at, sorted): Finding[] => {
        const before = sorted[at - 1];
        if (!before || (before.to !== null && before.to < one.from)) return [];
        const row = 'row' in one ? one : 'row' in before ? before : null;
        if (row === null) return [];
        const said = say.liaisonTaken({ organisation: nameOf(one.organisationId) });
        return [{ severity: 'error', row: row.row, column: '起始日期', value: row.from, said }];
      }),
  );
}

async function storedPosts({ db }: ReadContext, organisationIds: readonly string[]): Promise<StoredPost[]> {
  const rows = await db
    .selectFrom('posts')
    .select(['id', 'person_id', 'organisation_id', 'post', 'valid'])
    .where('organisation_id', '=', anyOf(organisationIds))
    .where('superseded_at', 'is', null)
    .execute();
  return rows.map(({ id, person_id, organisation_id, post, valid }) => {
    const { from, to } = rangeDays(valid);
    return { id, personId: person_id, organisationId: organisation_id, post, from: from ?? '', to };
  });
}

async function writePosts(context: ActContext, plan: Plan<PostRow, StoredPost>): Promise<void> {
  await supersede(
    context,
    'posts',
    plan.change.map(({ stored }) => stored.id),
  );
  for (const part of chunksOf([...plan.create, ...plan.change.map(({ row }) => row)]))
    await context.db
      .insertInto('posts')
      .values(
        part.map(({ personId, organisationId, post, from, to }) => ({
          ...{ id: context.newId(), person_id: personId, organisation_id: organisationId, post },
          ...{ valid: dayRange(from, to), recorded_at: context.now },
        })),
      )
      .execute();
}
