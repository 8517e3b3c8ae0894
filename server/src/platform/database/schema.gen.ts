// Written by generate-types.ts from the migrated schema. Do not edit.
import type { ColumnType } from 'kysely';

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

/** Read as whatever it holds, written as JSON text: a bare array would be taken for a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>;

export interface AccountClosures {
  account_id: string;
  closed_at: string;
  id: string;
  reopened_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Accounts {
  closed_at: string | null;
  display_name: string;
  failed_count: Generated<number>;
  id: string;
  locked_until: string | null;
  must_change_password: Generated<boolean>;
  password_hash: string | null;
  person_id: string | null;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  username: string;
  version: Generated<number>;
}

export interface ActionResults {
  account_id: string | null;
  action: string;
  id: string;
  recorded_at: string;
  request_digest: string;
  response: ColumnType<unknown, string | null, string | null>;
  status: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Activities {
  body_id: string;
  id: string;
  number: string;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface ActivityRecords {
  activity_id: string;
  chair: string | null;
  co_host_ids: string[];
  content: string | null;
  duty_forms: string[];
  ends_at: string | null;
  entered_at: string;
  expected: number | null;
  function_types: string[];
  host_id: string;
  id: string;
  is_open: boolean;
  kinds: string[];
  name: string;
  on_leave: number | null;
  place: string | null;
  present: number | null;
  recorded_at: string;
  recorder: string | null;
  starts_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  topics: string[];
}

export interface Attendances {
  activity_id: string;
  guest_name: string | null;
  id: string;
  person_id: string | null;
  presence: string;
  recorded_at: string;
  remark: string | null;
  signed_at: string | null;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface AuditEntries {
  account_id: string | null;
  account_name: string | null;
  action: string;
  business_at: string;
  details: Json;
  id: string;
  machine_at: string;
  organisation_id: string | null;
  outcome: string;
  records: Json;
  request_id: string;
  role: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface AuditSeals {
  audit_id: string;
  hash: string;
  previous: string;
  seq: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface BodyMemberships {
  affiliations: string[];
  birth: string | null;
  body_id: string;
  committee_id: string | null;
  employment: string | null;
  ethnic_group: string | null;
  home_branch: string | null;
  id: string;
  person_id: string;
  position: string;
  recorded_at: string;
  remark: string | null;
  sector: string | null;
  sex: string | null;
  status: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  term: number | null;
  valid: string;
}

export interface BranchMemberships {
  id: string;
  kind: string;
  membership_id: string | null;
  organisation_id: string;
  person_id: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface Channels {
  enabled: boolean;
  id: string;
  kind: string;
  name: string;
  recorded_at: string;
  secret: Buffer;
  settings: Json;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  told_seq: string | null;
  version: Generated<number>;
}

export interface Clauses {
  end_at: number;
  id: string;
  key: string;
  kind: string;
  level: number;
  number: string;
  parent_key: string | null;
  position: number;
  scope_end: number;
  start_at: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  title: string;
  version_id: string;
}

export interface ContactEntries {
  contact_id: string;
  content: string | null;
  happened_on: string;
  id: string;
  means: string;
  object_id: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface ContactLinks {
  body_id: string;
  contact_id: string;
  id: string;
  object_id: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface Deliveries {
  about: string;
  address: Buffer | null;
  attempts: Generated<number>;
  channel_id: string;
  due_at: string;
  failure: string | null;
  failure_detail: string | null;
  id: string;
  message: Json;
  receiver_id: string;
  receiver_name: string;
  recorded_at: string;
  sent_at: string | null;
  state: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface DeliverySettings {
  networks: string[];
  recorded_at: string;
  sleeps_at: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
  wakes_at: number;
}

export interface Directives {
  audience: Json;
  document_number: string | null;
  horizon: string;
  id: string;
  issued_on: string;
  issuer_id: string | null;
  issuer_name: string;
  kind: string;
  owner_body_id: string;
  recorded_at: string;
  recorded_by: string;
  sample: Generated<boolean>;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  title: string;
  version: Generated<number>;
  withdrawn_at: string | null;
}

export interface DirectiveVersions {
  confirmed_at: string | null;
  confirmed_by: string | null;
  confirming_act_id: string | null;
  directive_id: string;
  file_sha256: string | null;
  format: string;
  id: string;
  number: number;
  reading: Json;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  text: string;
  text_sha256: string;
  version: Generated<number>;
}

export interface DispatchAnswers {
  dispatch_id: string;
  id: string;
  organisation_ids: string[];
  query: Json;
  requirement_id: string;
  resolved_on: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Dispatches {
  account_id: string;
  digest: string;
  directive_id: string;
  id: string;
  occurred_on: string;
  preview: Json;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version_id: string | null;
}

export interface Evidence {
  id: string;
  owner_organisation_id: string;
  recorded_at: string;
  revision: Generated<number>;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
}

export interface EvidenceRevisions {
  about: string;
  account_id: string | null;
  arrived_at: string;
  body: string;
  evidence_id: string;
  file_name: string | null;
  file_sha256: string | null;
  id: string;
  kind: string;
  on_behalf_source: string | null;
  revision: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  title: string;
}

export interface ExternalIdentities {
  account_id: string;
  id: string;
  issuer: string;
  linked_at: string;
  subject: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  unlinked_at: string | null;
}

export interface Feedback {
  account_id: string | null;
  body: string;
  id: string;
  page: string;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface FigureFreezes {
  as_of: string;
  definition_version: number;
  denominator: number;
  facts: Json;
  figure_id: string;
  id: string;
  numerator: number;
  recorded_at: string;
  scope: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  unit: string;
}

export interface Files {
  media_type: string;
  sha256: string;
  size: string;
  stored_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface GapEntries {
  body_id: string;
  clause_key: string;
  due_on: string | null;
  gap: string;
  id: string;
  last_seq: Generated<number>;
  measure: string;
  owner_id: string | null;
  policy_id: string;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
}

export interface GapEntryActs {
  account_id: string;
  entry_id: string;
  id: string;
  occurred_on: string;
  payload: Json;
  recorded_at: string;
  seq: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface GrantRequests {
  account_id: string;
  decided_at: string | null;
  decided_by: string | null;
  decision: string | null;
  decision_reason: string | null;
  id: string;
  organisation_id: string;
  reason: string;
  requested_at: string;
  requested_by: string;
  role: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface Grants {
  account_id: string;
  ended_by: string | null;
  granted_by: string | null;
  id: string;
  organisation_id: string;
  recorded_at: string;
  request_id: string | null;
  role: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface Installation {
  made_at: string;
  mode: string;
  only_row: Generated<boolean>;
}

export interface InstructionSubjects {
  directive_id: string;
  id: string;
  task_id: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Invitations {
  account_id: string;
  created_at: string;
  created_by: string;
  expires_at: string;
  id: string;
  revoked_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  token_hash: string;
  used_at: string | null;
}

export interface NoticePreferences {
  account_id: string;
  by_sms: boolean;
  language: string;
  mail_address: Buffer | null;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
}

export interface Notices {
  account_id: string;
  because: string;
  counts_from: string;
  id: string;
  read_at: string | null;
  recorded_at: string;
  rung: string;
  task_id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface OrganisationActs {
  account_id: string | null;
  id: string;
  kind: string;
  occurred_on: string;
  organisation_id: string;
  payload: Json;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface OrganisationExistences {
  approval_document: string | null;
  id: string;
  organisation_id: string;
  recorded_at: string;
  remark: string | null;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface OrganisationKinds {
  id: string;
  kind: string;
  organisation_id: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface OrganisationNames {
  id: string;
  kind: string;
  name: string;
  organisation_id: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface OrganisationRelations {
  from_id: string;
  id: string;
  recorded_at: string;
  relation: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  to_id: string;
  valid: string;
}

export interface Organisations {
  body_id: string;
  id: string;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
}

export interface OrganisationTerms {
  id: string;
  organisation_id: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface OwnerAliases {
  body_id: string;
  directive_id: string;
  ended_at: string | null;
  ended_by: string | null;
  id: string;
  organisation_ids: string[];
  recorded_at: string;
  recorded_by: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  text: string;
  words: string;
}

export interface PaperFigures {
  freeze_id: string;
  id: string;
  name: string;
  paper_id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Papers {
  addressed_body_id: string | null;
  closing: string;
  content: ColumnType<unknown, string | null, string | null>;
  copies_to: string[];
  dated_on: string | null;
  directive_id: string;
  id: string;
  issued_at: string | null;
  issued_by: string | null;
  issuer_id: string;
  kind: string;
  number_code: string | null;
  number_serial: number | null;
  number_year: number | null;
  opening: string;
  printed_by: string;
  recipients: string[];
  recorded_at: string;
  recorded_by: string;
  state: string;
  template_id: string | null;
  template_version_id: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  title: string;
  version: Generated<number>;
}

export interface PaperTemplates {
  ended_at: string | null;
  ended_by: string | null;
  id: string;
  kinds: string[];
  name: string;
  number: number;
  organisation_id: string;
  recorded_at: string;
  recorded_by: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
}

export interface PaperTemplateVersions {
  fields: string[];
  file_name: string;
  file_sha256: string;
  id: string;
  number: number;
  recorded_at: string;
  recorded_by: string;
  template_id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface People {
  id: string;
  phone_encrypted: Buffer | null;
  phone_index: string | null;
  recorded_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
}

export interface PersonNames {
  id: string;
  initials: string;
  name: string;
  person_id: string;
  pinyin: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface Posts {
  id: string;
  organisation_id: string;
  person_id: string;
  post: string;
  recorded_at: string;
  superseded_at: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  valid: string;
}

export interface RecoveryCodes {
  account_id: string;
  code_hash: string;
  id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  used_at: string | null;
}

export interface Reminders {
  counts_from: string;
  recorded_at: string;
  reminded_on: string;
  rung: string;
  task_id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface RequirementActs {
  account_id: string;
  id: string;
  kind: string;
  occurred_on: string;
  payload: Json;
  recorded_at: string;
  requirement_id: string;
  seq: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface RequirementRevisions {
  content: Json;
  dropped: boolean;
  frozen_at: string;
  id: string;
  requirement_id: string;
  revision: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version_id: string;
}

export interface Requirements {
  clause_key: string | null;
  confidence: number | null;
  content: Json;
  decision: string;
  directive_id: string;
  end_at: number;
  id: string;
  last_seq: Generated<number>;
  position: number;
  proposal: ColumnType<unknown, string | null, string | null>;
  reason: string | null;
  recorded_at: string;
  revision: Generated<number>;
  start_at: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
  version_id: string;
}

export interface ReviewPresences {
  account_id: string;
  directive_id: string;
  seen_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface ReviewSteps {
  account_id: string;
  id: string;
  kind: string;
  of_step: string | null;
  recorded_at: string;
  requirement_ids: string[];
  seq: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version_id: string;
}

export interface SchemaMigrations {
  applied_at: string;
  checksum: string;
  name: string;
  version: number;
}

export interface SecondFactorRules {
  required_at: string;
  required_by: string | null;
  role: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface SecondFactors {
  account_id: string;
  begun_at: string;
  confirmed_at: string | null;
  last_step: Generated<string>;
  secret_encrypted: Buffer;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Sessions {
  account_id: string;
  address: string;
  agent: string;
  created_at: string;
  expires_at: string;
  id: string;
  kind: string;
  revoked_at: string | null;
  seen_at: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  token_hash: string;
}

export interface TaskActs {
  account_id: string | null;
  account_name: string;
  id: string;
  implied_by: string | null;
  kind: string;
  occurred_on: string;
  on_behalf_source: string | null;
  organisation_id: string | null;
  payload: Json;
  recorded_at: string;
  seq: number;
  task_id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface TaskEvidence {
  evidence_id: string;
  evidence_revision: number;
  id: string;
  linking_act_id: string;
  task_id: string;
  task_revision: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  withdrawing_act_id: string | null;
}

export interface TaskParties {
  id: string;
  organisation_id: string;
  task_id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Tasks {
  accountable_basis: string | null;
  accountable_person_id: string | null;
  action: string;
  clause_key: string | null;
  directive_id: string;
  dispatch_id: string | null;
  due_on: string | null;
  escalated: Generated<boolean>;
  evidence_demand: ColumnType<unknown, string | null, string | null>;
  evidence_expected: string;
  extension_asked: Generated<boolean>;
  finished_on: string | null;
  hardness: string;
  id: string;
  last_seq: Generated<number>;
  lead_body_id: string;
  lead_organisation_id: string;
  leader_person_id: string | null;
  original_due_on: string | null;
  period: string | null;
  quantity: ColumnType<unknown, string | null, string | null>;
  recorded_at: string;
  remark: Generated<string>;
  requirement_id: string;
  requirement_revision: number;
  revision: Generated<number>;
  series_id: string | null;
  standard: string;
  state: string;
  supervision_mode: string | null;
  supervision_object: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version: Generated<number>;
  words: string | null;
}

export interface TaskSpans {
  from_at: string;
  from_on: string;
  from_seq: number;
  state: string;
  task_id: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  to_at: string | null;
  to_on: string | null;
}

export interface TenantClocks {
  anchor: string;
  offset_ms: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface Tenants {
  created_at: string;
  host: string | null;
  name: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface UpstreamCitations {
  clause_key: string | null;
  directive_id: string;
  document_number: string | null;
  end_at: number;
  id: string;
  policy_id: string;
  recorded_at: string;
  recorded_by: string;
  start_at: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  title: string;
  version_id: string;
}

export interface UpstreamLinkActs {
  account_id: string;
  id: string;
  kind: string;
  link_id: string;
  occurred_on: string;
  payload: Json;
  recorded_at: string;
  seq: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
}

export interface UpstreamLinks {
  clause_key: string;
  clause_words: string;
  directive_id: string;
  id: string;
  last_seq: Generated<number>;
  proposed: boolean;
  recorded_at: string;
  requirement_id: string;
  requirement_revision: number;
  score: number | null;
  state: string;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  upstream_directive_id: string;
  upstream_requirement_id: string | null;
  upstream_revision: number | null;
  upstream_version_id: string;
  version: Generated<number>;
}

export interface UpstreamPolicies {
  completed_at: string | null;
  completed_by: string | null;
  directive_id: string | null;
  document_number: string | null;
  id: string;
  issued_on: string | null;
  issuer_name: Generated<string>;
  merged_into: string | null;
  number_key: Generated<string>;
  recorded_at: string;
  recorded_by: string;
  repealed_on: string | null;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  title: string;
  title_key: string;
  version: Generated<number>;
}

export interface VersionRequirements {
  clause_key: string | null;
  content: Json;
  decision: string;
  end_at: number;
  id: string;
  position: number;
  reason: string | null;
  requirement_id: string;
  start_at: number;
  /** Filled in by the tenant scope. */
  tenant_id: Generated<string>;
  version_id: string;
}

export interface DB {
  account_closures: AccountClosures;
  accounts: Accounts;
  action_results: ActionResults;
  activities: Activities;
  activity_records: ActivityRecords;
  attendances: Attendances;
  audit_entries: AuditEntries;
  audit_seals: AuditSeals;
  body_memberships: BodyMemberships;
  branch_memberships: BranchMemberships;
  channels: Channels;
  clauses: Clauses;
  contact_entries: ContactEntries;
  contact_links: ContactLinks;
  deliveries: Deliveries;
  delivery_settings: DeliverySettings;
  directive_versions: DirectiveVersions;
  directives: Directives;
  dispatch_answers: DispatchAnswers;
  dispatches: Dispatches;
  evidence: Evidence;
  evidence_revisions: EvidenceRevisions;
  external_identities: ExternalIdentities;
  feedback: Feedback;
  figure_freezes: FigureFreezes;
  files: Files;
  gap_entries: GapEntries;
  gap_entry_acts: GapEntryActs;
  grant_requests: GrantRequests;
  grants: Grants;
  installation: Installation;
  instruction_subjects: InstructionSubjects;
  invitations: Invitations;
  notice_preferences: NoticePreferences;
  notices: Notices;
  organisation_acts: OrganisationActs;
  organisation_existences: OrganisationExistences;
  organisation_kinds: OrganisationKinds;
  organisation_names: OrganisationNames;
  organisation_relations: OrganisationRelations;
  organisation_terms: OrganisationTerms;
  organisations: Organisations;
  owner_aliases: OwnerAliases;
  paper_figures: PaperFigures;
  paper_template_versions: PaperTemplateVersions;
  paper_templates: PaperTemplates;
  papers: Papers;
  people: People;
  person_names: PersonNames;
  posts: Posts;
  recovery_codes: RecoveryCodes;
  reminders: Reminders;
  requirement_acts: RequirementActs;
  requirement_revisions: RequirementRevisions;
  requirements: Requirements;
  review_presences: ReviewPresences;
  review_steps: ReviewSteps;
  schema_migrations: SchemaMigrations;
  second_factor_rules: SecondFactorRules;
  second_factors: SecondFactors;
  sessions: Sessions;
  task_acts: TaskActs;
  task_evidence: TaskEvidence;
  task_parties: TaskParties;
  task_spans: TaskSpans;
  tasks: Tasks;
  tenant_clocks: TenantClocks;
  tenants: Tenants;
  upstream_citations: UpstreamCitations;
  upstream_link_acts: UpstreamLinkActs;
  upstream_links: UpstreamLinks;
  upstream_policies: UpstreamPolicies;
  version_requirements: VersionRequirements;
}

export const tenantTables = [
  'account_closures',
  'accounts',
  'action_results',
  'activities',
  'activity_records',
  'attendances',
  'audit_entries',
  'audit_seals',
  'body_memberships',
  'branch_memberships',
  'channels',
  'clauses',
  'contact_entries',
  'contact_links',
  'deliveries',
  'delivery_settings',
  'directive_versions',
  'directives',
  'dispatch_answers',
  'dispatches',
  'evidence',
  'evidence_revisions',
  'external_identities',
  'feedback',
  'figure_freezes',
  'files',
  'gap_entries',
  'gap_entry_acts',
  'grant_requests',
  'grants',
  'instruction_subjects',
  'invitations',
  'notice_preferences',
  'notices',
  'organisation_acts',
  'organisation_existences',
  'organisation_kinds',
  'organisation_names',
  'organisation_relations',
  'organisation_terms',
  'organisations',
  'owner_aliases',
  'paper_figures',
  'paper_template_versions',
  'paper_templates',
  'papers',
  'people',
  'person_names',
  'posts',
  'recovery_codes',
  'reminders',
  'requirement_acts',
  'requirement_revisions',
  'requirements',
  'review_presences',
  'review_steps',
  'second_factor_rules',
  'second_factors',
  'sessions',
  'task_acts',
  'task_evidence',
  'task_parties',
  'task_spans',
  'tasks',
  'tenant_clocks',
  'upstream_citations',
  'upstream_link_acts',
  'upstream_links',
  'upstream_policies',
  'version_requirements',
] as const;
