import { strToU8, zipSync } from 'fflate';
import { v7 } from 'uuid';
import type { World } from './world.ts';

/** A Word file of these paragraphs, and of this header where one is given. */
export function wordFile(paragraphs: readonly string[], header?: string): Buffer {
  const run = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const wordprocessing = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${wordprocessing}.document.main+xml"/></Types>`,
      ),
      '_rels/.rels': strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
      'word/document.xml': strToU8(
        `<w:document ${space}><w:body>${paragraphs.map(run).join('')}</w:body></w:document>`,
      ),
      ...(header === undefined ? {} : { 'word/header1.xml': strToU8(`<w:hdr ${space}>${run(header)}</w:hdr>`) }),
    }),
  );
}

/**
 * A dispatched task of one organisation, put into the tables by hand, for tests of what is linked to a task.
 * @returns its id and the id of its first act
 */
export async function plantTask(
  world: World,
  leadOrganisationId: string,
  supporterId?: string,
): Promise<{ id: string; actId: string; revision: number; leadOrganisationId: string }> {
  const [directive, version, requirement, id, actId] = [v7(), v7(), v7(), v7(), v7()];
  const tenant = world.tenantId;
  const now = '2026-06-01T01:00:00Z';
  const body = world.city.tenant.bodyId;
  const account = world.actorOf('clerk').accountId;
  const run = (sql: string, values: unknown[]) => world.owner.query(sql, [tenant, ...values]);
  await run(
    `INSERT INTO directives (tenant_id, id, kind, title, issuer_name, owner_body_id, issued_on, horizon, audience, recorded_at, recorded_by)
     VALUES ($1, $2, 'notice', '测试通知', '市政协办公室', $3, '2026-05-30', '2026-12-31', '{}', $4, $5)`,
    [directive, body, now, account],
  );
  await run(
    `INSERT INTO directive_versions (tenant_id, id, directive_id, number, text, text_sha256, format, reading, recorded_at)
     VALUES ($1, $2, $3, 1, '上报名单。', repeat('0', 64), 'txt', '{}', $4)`,
    [version, directive, now],
  );
  await run(
    `INSERT INTO requirements (tenant_id, id, directive_id, version_id, position, start_at, end_at, content, decision, recorded_at)
     VALUES ($1, $2, $3, $4, 0, 0, 5, '{}', 'accepted', $5)`,
    [requirement, directive, version, now],
  );
  await run(
    `INSERT INTO tasks (tenant_id, id, directive_id, requirement_id, requirement_revision, action, standard, hardness,
       evidence_expected, lead_organisation_id, lead_body_id, accountable_person_id, state, last_seq, recorded_at)
     VALUES ($1, $2, $3, $4, 1, '上报名单', '', 'hard', '', $5, $6, $7, 'dispatched', 1, $8)`,
    [id, directive, requirement, leadOrganisationId, body, world.city.people[0]?.id, now],
  );
  await run(
    `INSERT INTO task_acts (tenant_id, id, task_id, seq, kind, account_name, occurred_on, recorded_at, payload)
     VALUES ($1, $2, $3, 1, 'dispatch', '测试', '2026-06-01', $4, '{}')`,
    [actId, id, now],
  );
  if (supporterId) {
    await run('INSERT INTO task_parties (tenant_id, id, task_id, organisation_id) VALUES ($1, $2, $3, $4)', [
      v7(),
      id,
      supporterId,
    ]);
  }
  return { id, actId, revision: 1, leadOrganisationId };
}
