import { agentAtStart } from './agents.ts';
import { type Day, parseDay } from './calendar.ts';
import { readClause } from './clause-reading.ts';
import { bindingTime, findTimes, isDated } from './deadlines.ts';
import { ALL_RULES, type LeftOutRules, type RuleFamily } from './families.ts';
import { type DocumentFrame, readFrame } from './head.ts';
import { joinClauses } from './joining.ts';
import { findLeftOut } from './leftout.ts';
import { findModals } from './modals.ts';
import type { Deadline, Obligation, OwnerMention, ParsedDirective } from './model.ts';
import { type DraftObligation, type PassageContext, readPassage } from './obligations.ts';
import { mentionsIn, ownerLine, subjectOwners } from './owners.ts';
import { type Paragraph, splitParagraphs } from './paragraphs.ts';
import { findProblems } from './problems.ts';
import { findReferences } from './references.ts';
import { type Genre, genreOf, kindOfSection, type SectionKind } from './sections.ts';
import { splitSentences } from './segments.ts';
import { type ClauseNode, readStructure } from './structure.ts';
import { readRow } from './table-obligations.ts';
import { cellsOf, readTables, type TableRow } from './tables.ts';
import { inOriginalWidths, narrowed } from './widths.ts';

export interface ParseOptions {
  /** The date of the document, `YYYY-MM-DD`; years that are not printed are counted from it. */
  referenceDate: string;
  /** Rules to leave out, for measuring what they bring. */
  without?: readonly RuleFamily[];
  /** Where lines begin that are read although they look like no part of the document; a person decided so. */
  kept?: readonly number[];
}

/**
 * Reads a document into its requirement tree. Pure and deterministic. Everything is a proposal with its exact place;
 * what the reader does not know is `null` (domain.md G).
 *
 * @throws RangeError when `referenceDate` is no calendar day in the form `YYYY-MM-DD`.
 */
export function parseDirective(text: string, options: ParseOptions): ParsedDirective {
  const reference = parseDay(options.referenceDate);
  if (!reference) throw new RangeError(`referenceDate is no calendar day: ${options.referenceDate}`);
  return inOriginalWidths(parseNarrow(narrowed(text), options, reference), text);
}

function parseNarrow(text: string, options: ParseOptions, reference: Day): ParsedDirective {
  const without = options.without ? new Set(options.without) : ALL_RULES;
  const document = readDocumentLayout(text, without, options.kept);
  const drafts = readBody(document, reference);
  drafts.sort((a, b) => a.start - b.start || a.end - b.end);
  const obligations = joinClauses(text, drafts).map((draft, index): Obligation => ({ ...draft, id: `o${index + 1}` }));
  return {
    text,
    referenceDate: options.referenceDate,
    title: document.frame.title,
    titleSpan: document.frame.titleSpan,
    addressee: document.frame.addressee,
    datedBy: document.frame.datedBy,
    leftOut: document.leftOut,
    clauses: document.nodes.map((node) => node.clause),
    obligations,
    problems:
      document.genre === 'article' ? [] : findProblems(text, document.paragraphs, (index) => document.isOutside(index)),
    deadlines: collectDeadlines(document, obligations, reference),
    references: findReferences(text, document.frame.title),
  };
}

interface DocumentLayout {
  text: string;
  paragraphs: Paragraph[];
  leftOut: ParsedDirective['leftOut'];
  frame: DocumentFrame;
  genre: Genre;
  rows: Map<number, TableRow>;
  headers: Set<number>;
  nodes: ClauseNode[];
  nodesByLine: Map<number, ClauseNode[]>;
  /** The innermost clause a line stands under, with its ancestors from the outermost. */
  chains: Map<number, ClauseNode[]>;
  isOutside: (index: number) => boolean;
  /** What each heading sets for what stands below it, once it was asked. */
  headingTimes: Map<ClauseNode, Deadline | null>;
  without: LeftOutRules;
}

function readDocumentLayout(text: string, without: LeftOutRules, kept: readonly number[] = []): DocumentLayout {
  const paragraphs = splitParagraphs(text);
  const leftOut = findLeftOut(paragraphs, kept);
  const leftOutStarts = new Set(leftOut.map((segment) => segment.start));
  const isLeftOut = (index: number) => {
    const paragraph = paragraphs[index];
    return paragraph !== undefined && paragraph.text !== '' && leftOutStarts.has(paragraph.start);
  };
  const frame = readFrame(text, paragraphs, isLeftOut);
  const { rows, headers } = without.has('tables') ? NO_TABLES : readTables(paragraphs);
  const isOutside = (index: number) => isLeftOut(index) || frame.frameLines.has(index) || headers.has(index);
  const nodes = readStructure(paragraphs, rows, isOutside);
  const nodesByLine = new Map<number, ClauseNode[]>();
  for (const node of nodes)
    nodesByLine.set(node.clause.paragraph, [...(nodesByLine.get(node.clause.paragraph) ?? []), node]);
  return {
    text,
    paragraphs,
    leftOut,
    frame,
    genre: spokenAs(genreOf(frame.title, frame.addressee, text), without),
    rows,
    headers,
    nodes,
    nodesByLine,
    chains: chainsOf(paragraphs, nodes, nodesByLine),
    isOutside,
    headingTimes: new Map(),
    without,
  };
}

const NO_TABLES = { rows: new Map<number, TableRow>(), headers: new Set<number>() };

/** A genre whose rules are left out speaks like one that has none. */
function spokenAs(genre: Genre, without: LeftOutRules): Genre {
  const family = ({ speech: 'speeches', plan: 'plans', article: 'articles', report: 'articles' } as const)[genre];
  if (!without.has(family)) return genre;
  return genre === 'plan' ? 'speech' : 'plan';
}

/** Under which clauses each line stands. A closing line after run-in items that all were one line belongs to none. */
function chainsOf(
  paragraphs: Paragraph[],
  nodes: ClauseNode[],
  nodesByLine: Map<number, ClauseNode[]>,
): Map<number, ClauseNode[]> {
  const byKey = new Map(nodes.map((node) => [node.clause.key, node]));
  const chainOf = (node: ClauseNode): ClauseNode[] => {
    const parent = node.clause.parentKey === null ? undefined : byKey.get(node.clause.parentKey);
    return parent ? [...chainOf(parent), node] : [node];
  };
  const chains = new Map<number, ClauseNode[]>();
  const extended = new Set<string>();
  let current: ClauseNode | null = null;
  for (const paragraph of paragraphs) {
    const here = nodesByLine.get(paragraph.index)?.at(-1);
    if (here) {
      current = here;
      chains.set(paragraph.index, chainOf(here));
      continue;
    }
    if (paragraph.text === '' || current === null) continue;
    if (paragraph.start >= scopeEndOf(current, byKey)) {
      current = null;
      continue;
    }
    const runIn = current.bodyStart < current.clause.end && current.clause.kind !== 'tableRow';
    const siblingsWere = `${current.clause.parentKey}`;
    const first = current.clause.key.endsWith('.1') || current.clause.key === '1';
    if (runIn && !first && !extended.has(siblingsWere)) {
      chains.set(paragraph.index, []);
      continue;
    }
    extended.add(siblingsWere);
    chains.set(paragraph.index, chainOf(current));
  }
  return chains;
}

function scopeEndOf(node: ClauseNode, byKey: Map<string, ClauseNode>): number {
  let end = node.clause.scopeEnd;
  for (
    let at: ClauseNode | undefined = node;
    at;
    at = at.clause.parentKey === null ? undefined : byKey.get(at.clause.parentKey)
  )
    end = Math.max(end, at.clause.scopeEnd);
  return end;
}

function readBody(document: DocumentLayout, reference: Day): DraftObligation[] {
  const drafts: DraftObligation[] = [];
  const leadOwners = new Map<string, OwnerMention[]>();
  const firstNumbered = document.nodes[0]?.clause.start ?? Number.POSITIVE_INFINITY;
  let closing = false;
  for (const paragraph of document.paragraphs) {
    if (paragraph.text === '' || document.isOutside(paragraph.index)) continue;
    const row = document.rows.get(paragraph.index);
    const chain = document.chains.get(paragraph.index) ?? [];
    if (row) {
      const place = { text: document.text, reference, clauseKey: chain.at(-1)?.clause.key ?? null };
      for (const draft of readRow(row, place)) drafts.push(draft);
      continue;
    }
    const line = ownerLine(document.text, paragraph.start, paragraph.end);
    if (line) {
      giveOwners(drafts, chain.at(-1)?.clause.key ?? null, line.mentions);
      continue;
    }
    if (isPeroration(document, paragraph, chain, firstNumbered)) closing = true;
    const parting = closing && document.genre === 'speech';
    const section = document.without.has('sections') ? 'tasks' : kindOfSection(chain);
    if (section === 'guiding' || section === 'principles' || section === 'information') continue;
    if (document.genre === 'article') continue;
    const node = document.nodesByLine.get(paragraph.index)?.at(-1) ?? null;
    const start = node ? bodyStartOf(node) : paragraph.start;
    if (start >= paragraph.end) continue;
    if (!node && isUnnumberedHeading(paragraph)) continue;
    const context = contextOf(
      document,
      paragraph,
      chain,
      section,
      reference,
      inheritedOwners(chain, leadOwners),
      firstNumbered,
    );
    // One line may hold a hundred thousand of them: more than a call takes as arguments.
    for (const draft of readPassage(context, start, paragraph.end))
      if (!parting || asksByName(draft)) drafts.push(draft);
    noteLeadOwners(document, paragraph, chain, leadOwners);
  }
  return drafts;
}

/** In the closing words of a speech only a body that is named there is asked for something. */
function asksByName({ owners, reasons }: DraftObligation): boolean {
  const named = owners.some(({ span, source }) => span !== null && (source === 'subject' || source === 'carriedOver'));
  return named && reasons.some(({ key }) => key.startsWith('modal.') && key !== 'modal.bareVerb');
}

/** A heading that itself names a body and what it must do (`一是各支部要…。`) is read as content as well. */
function bodyStartOf(node: ClauseNode): number {
  if (node.clause.kind !== 'heading') return node.bodyStart;
  const words = node.clause.title.split('，')[0] ?? '';
  if (findModals(words).length === 0) return node.bodyStart;
  const reading = readClause(words);
  const asks = reading.modal !== null && reading.subject?.kind === 'agent';
  return asks ? node.titleStart : node.bodyStart;
}

function contextOf(
  document: DocumentLayout,
  paragraph: Paragraph,
  chain: ClauseNode[],
  section: SectionKind,
  reference: Day,
  owners: OwnerMention[],
  firstNumbered: number,
): PassageContext {
  const preamble = paragraph.start < firstNumbered && document.nodes.length > 0;
  const plan = document.genre === 'plan';
  return {
    text: document.text,
    reference,
    paragraph: paragraph.index,
    clauseKey: chain.at(-1)?.clause.key ?? null,
    options: {
      imperatives:
        !preamble &&
        document.genre !== 'report' &&
        section !== 'background' &&
        !isPrinciple(paragraph) &&
        !isGuided(paragraph),
      statedByBody: plan && !preamble && section !== 'background',
      without: document.without,
    },
    inheritedOwners: owners,
    inheritedDeadline: document.without.has('headings') ? null : headingTime(document, chain, reference),
    columnOwners: null,
    measuredOnly: section === 'goals',
  };
}

/** The nearest time that a heading above sets (GUIDE 2, `inherited`). */
function headingTime(document: DocumentLayout, chain: ClauseNode[], reference: Day): Deadline | null {
  for (let at = chain.length - 1; at >= 0; at -= 1) {
    const node = chain[at] as ClauseNode;
    if (node.clause.kind !== 'heading') continue;
    let time = document.headingTimes.get(node);
    if (time === undefined) {
      time = timeOfHeading(document.text, node, reference);
      document.headingTimes.set(node, time);
    }
    if (time) return time;
  }
  return null;
}

function timeOfHeading(text: string, { clause, headingEnd }: ClauseNode, reference: Day): Deadline | null {
  const time = bindingTime(findTimes(text.slice(clause.start, headingEnd), { offset: clause.start, reference }));
  const sets = time && time.text !== '全年' && (isDated(time) || time.kind === 'eventAnchor');
  return sets ? { ...time, inherited: true } : null;
}

function giveOwners(drafts: DraftObligation[], clauseKey: string | null, mentions: OwnerMention[]): void {
  for (let index = drafts.length - 1; index >= 0; index -= 1) {
    const draft = drafts[index] as DraftObligation;
    if (draft.clauseKey !== clauseKey) return;
    if (draft.owners.length === 0) drafts[index] = { ...draft, owners: mentions };
  }
}

/** `试点地区要…重点做好以下工作：` names who acts in the items below (domain.md G5, heading scope). */
function noteLeadOwners(
  document: DocumentLayout,
  paragraph: Paragraph,
  chain: ClauseNode[],
  leadOwners: Map<string, OwnerMention[]>,
): void {
  const parent = chain.at(-1);
  if (!parent || !(paragraph.text.endsWith('：') || paragraph.text.endsWith(':'))) return;
  const own = document.nodesByLine.get(paragraph.index)?.at(-1);
  const first = splitSentences(document.text, own?.titleStart ?? paragraph.start, paragraph.end)[0]?.segments[0];
  const words = first ? /^(.{2,40}?)(?:要|应|应当|须|必须|按照|重点)/.exec(first.text)?.[1] : undefined;
  if (!first || !words) return;
  const agent = subjectOwners(words, first.start);
  // 委员履职应当达到下列要求: the body stands at the head of what the sentence is about.
  const owners = (agent.length > 0 ? agent : subjectOwners(words.slice(0, agentAtStart(words)), first.start)).map(
    (owner): OwnerMention => ({ ...owner, source: 'carriedOver' }),
  );
  if (owners.length > 0) leadOwners.set(parent.clause.key, owners);
}

function inheritedOwners(chain: ClauseNode[], leadOwners: Map<string, OwnerMention[]>): OwnerMention[] {
  for (const node of [...chain].reverse()) {
    const owners = leadOwners.get(node.clause.key);
    if (owners) return owners;
    const { title } = node.clause;
    const bracket = title.includes('（') ? /（(?:责任单位|牵头单位|责任部门)[：:]([^（）]+)）/.exec(title) : null;
    if (bracket?.[1])
      return mentionsIn(bracket[1], node.clause.start, 'bracket').map((owner) => ({ ...owner, span: null }));
  }
  return [];
}

/** `——坚持…。`: an item of the principles, under whatever heading it stands. */
const isPrinciple = ({ text }: Paragraph): boolean => /^[—－-]{1,2}坚持/.test(text);

/** `以…为指导，…`: the paragraph that says in what spirit all is to be done. */
const isGuided = ({ text }: Paragraph): boolean => /^(?:坚持)?以[^，。；]{2,40}为(?:指导|指引|统领)[，,]/.test(text);

/** A short line without a mark is a heading that carries no number. */
function isUnnumberedHeading(paragraph: Paragraph): boolean {
  return paragraph.text.length <= 24 && !/[。；，：！]/.test(paragraph.text);
}

/** `同志们，…` after the last numbered part closes a speech (domain.md G2, ceremony). */
function isPeroration(
  document: DocumentLayout,
  paragraph: Paragraph,
  chain: ClauseNode[],
  firstNumbered: number,
): boolean {
  if (document.genre !== 'speech' || paragraph.start < firstNumbered) return false;
  const numbered = (document.nodesByLine.get(paragraph.index) ?? []).length > 0;
  // 首先 … 其次 … 最后 counts points, and the last of them is one.
  if (/^最后/.test(paragraph.text) && document.paragraphs.some(({ text }) => /^(?:首先|其次)/.test(text))) return false;
  return (
    !numbered &&
    chain.length >= 0 &&
    /^(?:同志们|各位|最后|让我们|朋友们)/.test(paragraph.text) &&
    !/\d/.test(paragraph.text)
  );
}

/** Each time limit once: of the actions, the headings, the time columns and lines, and set goals (GUIDE 2). */
function collectDeadlines(document: DocumentLayout, obligations: Obligation[], reference: Day): Deadline[] {
  // What an article dates has been.
  if (document.genre === 'article') return [];
  const found = new Map<string, Deadline>();
  const add = (deadline: Deadline | null) => {
    if (!deadline || (!isDated(deadline) && deadline.kind !== 'eventAnchor')) return;
    const key = isDated(deadline) ? `${deadline.from}|${deadline.to}` : deadline.text;
    if (!found.has(key)) found.set(key, { ...deadline, inherited: false });
  };
  for (const obligation of obligations) add(obligation.deadline);
  for (const node of document.nodes) {
    if (node.clause.kind !== 'heading') continue;
    const words = document.text.slice(node.clause.start, node.headingEnd);
    for (const time of findTimes(words, { offset: node.clause.start, reference })) if (isDated(time)) add(time);
  }
  for (const paragraph of document.paragraphs) {
    if (document.isOutside(paragraph.index) || paragraph.text === '') continue;
    const row = document.rows.get(paragraph.index);
    for (const cell of row ? cellsOf(row, 'deadline') : [])
      for (const time of findTimes(cell.text, { offset: cell.start, reference })) if (isDated(time)) add(time);
    if (paragraph.cells) continue;
    const chain = document.chains.get(paragraph.index) ?? [];
    if (!isTimeSection(chain)) continue;
    for (const time of findTimes(paragraph.text, { offset: paragraph.start, reference })) if (isDated(time)) add(time);
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

function isTimeSection(chain: ClauseNode[]): boolean {
  const title = chain.at(-1)?.clause.title ?? '';
  return /时间|日期|期限|进度安排/.test(title) && kindOfSection(chain) === 'information';
}
