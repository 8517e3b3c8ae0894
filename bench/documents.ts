import { v7 } from 'uuid';
import type { City } from '../server/src/demo/model.ts';
import type { RequirementContent } from '../server/src/features/directives/content.ts';

export type Row = Record<string, unknown>;

/** Rows by table, in an order that the foreign keys allow. */
export type Rows = Map<string, Row[]>;

/** A confirmed document of five chapters, with the rows that hold it. */
export interface BenchDocument {
  id: string;
  versionId: string;
  title: string;
  requirements: { id: string; clauseKey: string; action: string; quote: string }[];
  rows: Rows;
}

const chapters = ['思想引领', '组织建设', '联系群众', '履职服务', '督促落实'];
const digits = ['一', '二', '三', '四', '五'];
const sectionsPerChapter = 5;
const asks = ['建立联系群众登记册并按月更新', '组织委员下沉走访并报送小结'];

/** Writes a document whose text holds every clause and requirement at its exact offsets. */
export function writeDocument(city: City, number: number, issuedOn: string): BenchDocument {
  const [id, versionId] = [v7(), v7()];
  const clerk = city.accounts.find((one) => one.username === 'clerk');
  const recorded = `${issuedOn}T03:00:00Z`;
  const title = `关于做好第${number + 1}批重点工作的安排`;
  const clauses: Row[] = [];
  const requirements: (Row & { id: string })[] = [];
  const listed: BenchDocument['requirements'] = [];
  let text = title;
  const write = (line: string) => {
    const start = text.length + 1;
    text += `\n${line}`;
    return { start_at: start, end_at: text.length };
  };

  for (const [chapter, name] of chapters.entries()) {
    const top = { ...write(`${digits[chapter]}、${name}`), key: String(chapter + 1), parent_key: null, level: 1 };
    clauses.push({ ...top, number: `${digits[chapter]}、`, title: name });
    for (let section = 0; section < sectionsPerChapter; section += 1) {
      const key = `${chapter + 1}.${section + 1}`;
      const heading = `${name}第${section + 1}项`;
      const span = write(`（${digits[section]}）${heading}`);
      clauses.push({ ...span, key, parent_key: top.key, level: 2, number: `（${digits[section]}）`, title: heading });
      for (const ask of asks) {
        const quote = `各单位要${ask}`;
        const requirementId = v7();
        const content = contentOf(ask);
        requirements.push({
          ...{ id: requirementId, directive_id: id, version_id: versionId, clause_key: key },
          ...{ position: requirements.length, ...write(`${quote}。`), content, decision: 'accepted', confidence: 0.9 },
          ...{ revision: 1, last_seq: 1, version: 1, recorded_at: recorded },
        });
        listed.push({ id: requirementId, clauseKey: key, action: `${ask}（${heading}）`, quote });
      }
    }
  }
  const account = clerk?.id;
  const rows: Rows = new Map();
  rows.set('directives', [
    {
      ...{ id, kind: 'opinion', title, issuer_name: '云汀市政协党组', owner_body_id: city.tenant.bodyId },
      ...{ issued_on: issuedOn, horizon: `${issuedOn.slice(0, 4)}-12-31`, sample: false, version: 1 },
      ...{ audience: { text: '', organisationIds: [] }, recorded_at: recorded, recorded_by: account },
    },
  ]);
  rows.set('directive_versions', [
    {
      ...{ id: versionId, directive_id: id, number: 1, text, text_sha256: 'bench', format: 'txt', version: 1 },
      ...{ reading: { leftOut: [], problems: [], references: [], reasons: {}, notes: [] }, recorded_at: recorded },
      ...{ confirmed_at: recorded, confirmed_by: account, confirming_act_id: v7() },
    },
  ]);
  rows.set(
    'clauses',
    clauses.map((clause, position) => ({
      ...{ ...clause, id: v7(), version_id: versionId, position, kind: 'heading', scope_end: text.length },
    })),
  );
  rows.set('requirements', requirements);
  rows.set(
    'requirement_acts',
    requirements.map((requirement) => ({
      ...{ id: v7(), requirement_id: requirement.id, seq: 1, kind: 'accept', account_id: account },
      ...{ occurred_on: issuedOn, recorded_at: recorded, payload: {} },
    })),
  );
  rows.set(
    'requirement_revisions',
    requirements.map((requirement) => ({
      ...{ id: v7(), requirement_id: requirement.id, revision: 1, version_id: versionId, dropped: false },
      ...{ content: requirement.content, frozen_at: recorded },
    })),
  );
  return { id, versionId, title, requirements: listed, rows };
}

function contentOf(action: string): RequirementContent {
  return {
    ...{ action, standard: '台账齐全、按月更新', act: 'directive', hardness: 'semi', owners: [], deadline: null },
    ...{ recurrence: null, quantities: [], supervisionMode: null, supervisionObject: null, references: [] },
    ...{ evidenceExpected: '台账首页', evidenceDemand: null },
  };
}
