import { type Draft, type Name, type NameList, type TemplateId, templateReader } from '@xieli/measures';
import type { SheetRow } from '../../platform/sheets/rows-of-file.ts';
import type {
  ActivityDraft,
  AttendanceDraft,
  EntryDraft,
  LinkDraft,
  ListCell,
  OrganisationDraft,
  PostDraft,
  RosterDraft,
} from './drafts.ts';
import type { Finding } from './planning.ts';

/** What a file holds before anything is looked up. */
export interface ReadFile {
  drafts: readonly unknown[];
  findings: Finding[];
}

/** Reads the rows of a file by a template (measures.md 2). Rows in error have no draft. */
export async function readDrafts(template: TemplateId, rows: AsyncIterable<SheetRow>): Promise<ReadFile> {
  const reader = templateReader(template);
  const read: ReadFile & { drafts: unknown[] } = { drafts: [], findings: [] };
  const draftOf = drafts[template] as (draft: Draft<TemplateId>) => unknown;
  const note = (
    severity: Finding['severity'],
    found: readonly { row: number; column: string; value: string; message: Finding['said'] }[],
  ) => {
    for (const { row, column, value, message } of found)
      read.findings.push({ severity, row, column, value, said: message });
  };
  for await (const row of rows) {
    const { draft, errors, warnings } = reader.add(row);
    if (draft) read.drafts.push(draftOf(draft));
    note('error', errors);
    note('warning', warnings);
    if (reader.isRefused) break;
  }
  note('error', reader.end());
  return read;
}

const written = (name: Name | null): string | null => name?.written ?? null;
const cellOf = ({ whole, parts }: NameList): ListCell => ({
  whole: whole?.written ?? '',
  parts: parts.map((part) => part.written),
});

/** The drafts of the package, with names as they are written: how two of them are compared is the directory's. */
const drafts: { [Id in TemplateId]: (draft: Draft<Id>) => unknown } = {
  organisations: (draft): OrganisationDraft => ({
    row: draft.row,
    name: draft.name.written,
    aliases: draft.aliases.map((alias) => alias.written),
    kind: draft.kind,
    body: written(draft.body),
    guidedBy: written(draft.guidedBy),
    attachedTo: cellOf(draft.attachedTo),
    from: draft.from,
    to: draft.to,
    termEnds: draft.termEnds,
    approvalDocument: draft.approval,
    remark: draft.remark,
  }),
  roster: ({ raw: _, ...draft }): RosterDraft => ({
    ...draft,
    body: draft.body.written,
    committee: written(draft.committee),
    homeBranch: written(draft.homeBranch),
    functionalBranches: cellOf(draft.functionalBranches),
  }),
  posts: ({ raw: _, ...draft }): PostDraft => ({
    ...draft,
    body: draft.body.written,
    organisation: draft.organisation.written,
  }),
  contacts: ({ raw: _, ...draft }): LinkDraft => ({ ...draft, body: draft.body.written }),
  'contact-log': ({ raw: _, ...draft }): EntryDraft => ({ ...draft, means: draft.means ?? '' }),
  activities: ({ raw: _, types, ...draft }): ActivityDraft => ({
    ...draft,
    kinds: types,
    body: draft.body.written,
    number: draft.number.written,
    host: draft.host.written,
    coHosts: cellOf(draft.coHosts),
    topics: draft.topics.map((topic) => topic.written),
  }),
  attendance: ({ raw: _, activity, ...draft }): AttendanceDraft => ({
    ...draft,
    body: draft.body.written,
    number: activity.written,
  }),
};
