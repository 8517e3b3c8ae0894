import { createHash } from 'node:crypto';
import { canonical } from './canonical.ts';

interface AuditedTable {
  /** Raised when the columns change, so that older digests are known to be of another shape. */
  version: number;
  key: readonly string[];
  columns: readonly string[];
}

const by = (key: readonly string[], ...columns: string[]): AuditedTable => ({
  version: 1,
  key,
  columns: [...key, ...columns],
});
const fact = (...columns: string[]) => by(['id'], ...columns, 'valid', 'recorded_at', 'superseded_at');

/**
 * The tables whose rows are digested into the audit, with the columns that count. Left out are what is derived (search
 * words), what the machine counts for itself (failed sign-ins, when a session was seen) and the audit's own tables.
 */
export const auditedTables: Record<string, AuditedTable> = {
  tenant_clocks: by(['tenant_id'], 'offset_ms', 'anchor'),
  files: by(['sha256'], 'size', 'media_type', 'stored_at'),
  feedback: by(['id'], 'account_id', 'page', 'body', 'recorded_at'),
  organisations: by(['id'], 'body_id', 'version', 'recorded_at'),
  organisation_acts: by(['id'], 'organisation_id', 'kind', 'occurred_on', 'recorded_at', 'account_id', 'payload'),
  organisation_existences: { ...fact('organisation_id', 'approval_document', 'remark'), version: 2 },
  organisation_names: fact('organisation_id', 'kind', 'name'),
  organisation_kinds: fact('organisation_id', 'kind'),
  organisation_relations: fact('from_id', 'relation', 'to_id'),
  people: by(['id'], 'phone_encrypted', 'phone_index', 'version', 'recorded_at'),
  person_names: fact('person_id', 'name'),
  body_memberships: {
    ...fact(
      ...['person_id', 'body_id', 'term', 'position', 'sector', 'committee_id', 'affiliations', 'status'],
      ...['sex', 'ethnic_group', 'birth', 'employment', 'home_branch', 'remark'],
    ),
    version: 2,
  },
  branch_memberships: { ...fact('person_id', 'organisation_id', 'kind', 'membership_id'), version: 2 },
  organisation_terms: fact('organisation_id'),
  contact_links: fact('body_id', 'contact_id', 'object_id'),
  contact_entries: by(
    ['id'],
    ...['contact_id', 'object_id', 'happened_on', 'means', 'content', 'recorded_at', 'superseded_at'],
  ),
  activities: by(['id'], 'body_id', 'number', 'recorded_at'),
  activity_records: by(
    ['id'],
    ...['activity_id', 'name', 'host_id', 'co_host_ids', 'kinds', 'starts_at', 'ends_at', 'entered_at'],
    ...['expected', 'present', 'on_leave', 'duty_forms', 'function_types', 'topics', 'is_open', 'place', 'chair'],
    ...['recorder', 'content', 'recorded_at', 'superseded_at'],
  ),
  attendances: by(
    ['id'],
    ...['activity_id', 'person_id', 'guest_name', 'presence', 'signed_at', 'remark', 'recorded_at', 'superseded_at'],
  ),
  posts: fact('person_id', 'organisation_id', 'post'),
  accounts: by(['id'], 'username', 'display_name', 'person_id', 'password_hash', 'must_change_password', 'closed_at'),
  grants: { ...fact('account_id', 'role', 'organisation_id', 'granted_by', 'request_id', 'ended_by'), version: 2 },
  grant_requests: by(
    ['id'],
    ...['account_id', 'role', 'organisation_id', 'valid', 'reason', 'requested_by', 'requested_at'],
    ...['decision', 'decided_by', 'decided_at', 'decision_reason'],
  ),
  external_identities: by(['id'], 'account_id', 'issuer', 'subject', 'linked_at', 'unlinked_at'),
  second_factor_rules: by(['role'], 'required_by', 'required_at'),
  invitations: by(
    ['id'],
    'account_id',
    'token_hash',
    'created_by',
    'created_at',
    'expires_at',
    'used_at',
    'revoked_at',
  ),
  directives: by(
    ['id'],
    ...[
      'kind',
      'title',
      'issuer_name',
      'issuer_id',
      'owner_body_id',
      'document_number',
      'issued_on',
      'horizon',
      'audience',
    ],
    ...['version', 'recorded_at', 'recorded_by', 'withdrawn_at'],
  ),
  directive_versions: by(
    ['id'],
    ...['directive_id', 'number', 'text_sha256', 'format', 'file_sha256', 'version', 'recorded_at', 'confirmed_at'],
    ...['confirmed_by', 'confirming_act_id'],
  ),
  clauses: by(
    ['id'],
    'version_id',
    'key',
    'parent_key',
    'level',
    'number',
    'title',
    'kind',
    'start_at',
    'end_at',
    'scope_end',
  ),
  requirements: by(
    ['id'],
    ...[
      'directive_id',
      'version_id',
      'clause_key',
      'position',
      'start_at',
      'end_at',
      'proposal',
      'content',
      'decision',
    ],
    ...['reason', 'revision', 'last_seq', 'version', 'recorded_at'],
  ),
  requirement_acts: by(['id'], 'requirement_id', 'seq', 'kind', 'account_id', 'occurred_on', 'recorded_at', 'payload'),
  requirement_revisions: by(['id'], 'requirement_id', 'revision', 'version_id', 'dropped', 'content', 'frozen_at'),
  version_requirements: by(
    ['id'],
    ...[
      'version_id',
      'requirement_id',
      'position',
      'clause_key',
      'start_at',
      'end_at',
      'content',
      'decision',
      'reason',
    ],
  ),
  review_steps: by(['id'], ...['version_id', 'seq', 'account_id', 'kind', 'of_step', 'requirement_ids', 'recorded_at']),
  dispatches: by(['id'], 'directive_id', 'version_id', 'digest', 'preview', 'account_id', 'occurred_on', 'recorded_at'),
  instruction_subjects: by(['id'], 'directive_id', 'task_id'),
  dispatch_answers: by(['id'], 'dispatch_id', 'requirement_id', 'query', 'organisation_ids', 'resolved_on'),
  tasks: by(
    ['id'],
    ...['directive_id', 'requirement_id', 'requirement_revision', 'clause_key', 'dispatch_id', 'series_id', 'period'],
    ...['action', 'standard', 'hardness', 'supervision_mode', 'supervision_object', 'quantity', 'evidence_expected'],
    ...['evidence_demand', 'lead_organisation_id', 'lead_body_id', 'accountable_person_id', 'accountable_basis'],
    ...[
      'leader_person_id',
      'due_on',
      'original_due_on',
      'remark',
      'state',
      'escalated',
      'extension_asked',
      'finished_on',
    ],
    ...['last_seq', 'revision', 'version', 'recorded_at'],
  ),
  task_parties: by(['id'], 'task_id', 'organisation_id'),
  task_acts: by(
    ['id'],
    ...['task_id', 'seq', 'kind', 'account_id', 'account_name', 'organisation_id', 'on_behalf_source', 'implied_by'],
    ...['occurred_on', 'recorded_at', 'payload'],
  ),
  task_spans: by(['task_id', 'from_seq'], 'state', 'from_on', 'to_on', 'from_at', 'to_at'),
  reminders: by(['task_id', 'rung', 'counts_from'], 'reminded_on', 'recorded_at'),
  notices: by(['id'], 'account_id', 'task_id', 'rung', 'counts_from', 'because', 'recorded_at', 'read_at'),
  notice_preferences: by(['account_id'], 'mail_address', 'by_sms', 'language', 'version', 'recorded_at'),
  channels: by(['id'], 'kind', 'name', 'enabled', 'settings', 'secret', 'told_seq', 'version', 'recorded_at'),
  delivery_settings: by(['tenant_id'], 'wakes_at', 'sleeps_at', 'networks', 'version', 'recorded_at'),
  deliveries: by(
    ['id'],
    ...['channel_id', 'receiver_id', 'receiver_name', 'about', 'address', 'message', 'state', 'attempts', 'due_at'],
    ...['failure', 'failure_detail', 'sent_at', 'recorded_at'],
  ),
  evidence: by(
    ['id'],
    'owner_organisation_id',
    'revision',
    'version',
    'recorded_at',
    'withdrawn_at',
    'withdrawn_reason',
  ),
  evidence_revisions: by(
    ['id'],
    ...[
      'evidence_id',
      'revision',
      'kind',
      'title',
      'body',
      'file_sha256',
      'file_name',
      'about',
      'arrived_at',
      'account_id',
    ],
    ...['on_behalf_source'],
  ),
  task_evidence: by(
    ['id'],
    ...['task_id', 'evidence_id', 'task_revision', 'evidence_revision', 'linking_act_id', 'withdrawing_act_id'],
  ),
  figure_freezes: by(
    ['id'],
    ...[
      'figure_id',
      'definition_version',
      'unit',
      'scope',
      'as_of',
      'numerator',
      'denominator',
      'facts',
      'recorded_at',
    ],
  ),
  papers: {
    ...by(
      ['id'],
      ...[
        'kind',
        'directive_id',
        'addressed_body_id',
        'issuer_id',
        'state',
        'title',
        'recipients',
        'copies_to',
        'opening',
      ],
      ...['closing', 'printed_by', 'number_code', 'number_year', 'number_serial', 'dated_on', 'content', 'version'],
      ...['recorded_at', 'recorded_by', 'issued_at', 'issued_by', 'template_id', 'template_version_id'],
    ),
    version: 2,
  },
  owner_aliases: by(
    ['id'],
    ...['body_id', 'words', 'text', 'organisation_ids', 'directive_id'],
    ...['recorded_at', 'recorded_by', 'ended_at', 'ended_by'],
  ),
  paper_templates: by(
    ['id'],
    ...['organisation_id', 'name', 'kinds', 'number', 'version', 'recorded_at', 'recorded_by', 'ended_at', 'ended_by'],
  ),
  paper_template_versions: by(
    ['id'],
    ...['template_id', 'number', 'file_sha256', 'file_name', 'fields', 'recorded_at', 'recorded_by'],
  ),
  paper_figures: by(['id'], 'paper_id', 'name', 'freeze_id'),
  upstream_policies: by(
    ['id'],
    ...['title', 'title_key', 'document_number', 'number_key', 'issuer_name', 'issued_on', 'repealed_on'],
    ...['directive_id', 'merged_into', 'completed_at', 'completed_by', 'version', 'recorded_at', 'recorded_by'],
  ),
  upstream_citations: by(
    ['id'],
    ...['policy_id', 'directive_id', 'version_id', 'clause_key', 'title', 'document_number', 'start_at', 'end_at'],
    ...['recorded_at', 'recorded_by'],
  ),
  upstream_links: by(
    ['id'],
    ...['directive_id', 'requirement_id', 'requirement_revision', 'upstream_directive_id', 'upstream_version_id'],
    ...['clause_key', 'clause_words', 'upstream_requirement_id', 'upstream_revision', 'proposed', 'score', 'state'],
    ...['last_seq', 'version', 'recorded_at'],
  ),
  upstream_link_acts: by(['id'], 'link_id', 'seq', 'kind', 'account_id', 'occurred_on', 'recorded_at', 'payload'),
  gap_entries: by(
    ['id'],
    ...['policy_id', 'body_id', 'clause_key', 'gap', 'measure', 'owner_id', 'due_on', 'last_seq', 'version'],
    'recorded_at',
  ),
  gap_entry_acts: by(['id'], 'entry_id', 'seq', 'account_id', 'occurred_on', 'recorded_at', 'payload'),
};

/** What an audit entry keeps of one written record. `digest` is null when the act removed it. */
export interface RecordDigest {
  table: string;
  id: string;
  version: number;
  digest: string | null;
}

/** The digest of one row over its declared columns: SHA-256 of their canonical JSON. */
export function digestRow(table: string, row: Record<string, unknown>): string {
  const declared = auditedTables[table];
  if (!declared) throw new Error(`Not an audited table: ${table}`);
  const kept = Object.fromEntries(declared.columns.map((column) => [column, row[column] ?? null]));
  return createHash('sha256').update(canonical(kept)).digest('hex');
}

/** The key of a row within its tenant, as one text. */
export function recordId(table: string, row: Record<string, unknown>): string {
  const declared = auditedTables[table];
  if (!declared) throw new Error(`Not an audited table: ${table}`);
  return declared.key.map((column) => String(row[column])).join('/');
}
