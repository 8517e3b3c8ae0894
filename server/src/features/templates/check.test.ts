import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { withBomb } from '../../testing/bombs.ts';
import { para, paras, relationship, relationshipsOf, wordFile, wordNamespace } from '../../testing/word-files.ts';
import { checkTemplate, errorsFor, missingFields, type TemplateFinding } from './check.ts';
import { fieldNames, nearestName, templateFields } from './fields.ts';
import { fillTemplate } from './fill.ts';
import { starterTemplate } from './starter.ts';

function checked(body: string, more: Record<string, string | Uint8Array> = {}) {
  const answer = checkTemplate(wordFile(body, more));
  if (!answer.ok) throw new Error(`${answer.reason}: ${answer.detail}`);
  return answer;
}

function refusalOf(bytes: Uint8Array) {
  const answer = checkTemplate(bytes);
  return answer.ok ? 'taken' : answer.reason;
}

const errorsIn = (body: string, more: Record<string, string> = {}): TemplateFinding[] =>
  checked(body, more).findings.filter(({ severity, kind }) => severity === 'error' && kind === null);
const codesIn = (body: string, more: Record<string, string> = {}) => errorsIn(body, more).map(({ code }) => code);
const cell = (...texts: string[]) => `<w:tc>${paras(...texts)}</w:tc>`;
const table = (...rows: string[]) => `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`;

describe('the fields of a template', () => {
  it('are found whole, however the word processor splits them, in wide braces and with spaces', () => {
    const body = para('{', '{标', '题}', '}') + paras('｛｛主送机关｝｝：', '{{ 发文字号 }}', '{{正文}}');
    expect(checked(body).fields).toEqual(['标题', '主送机关', '发文字号', '正文']);
    expect(errorsIn(body)).toEqual([]);
  });

  it('are found in headers, in cells and in text boxes', () => {
    const box = `<w:p><w:r><w:pict><w:txbxContent>${para('{{发文机关}}')}</w:txbxContent></w:pict></w:r></w:p>`;
    const header = `<w:hdr ${wordNamespace}>${para('{{标题}}')}</w:hdr>`;
    const { fields } = checked(table(cell('{{主送机关}}')) + box, { 'word/header1.xml': header });
    expect(fields.toSorted()).toEqual(['主送机关', '发文机关', '标题'].toSorted());
  });

  it('that are unknown are named with their place and the one that was meant', () => {
    expect(errorsIn(paras('本期{{文号}}', '{{主送机构}}', '{{王五}}'))).toMatchObject([
      { code: 'unknownField', field: '文号', meant: '发文字号', where: { place: 'body', text: '本期{{文号}}' } },
      { code: 'unknownField', field: '主送机构', meant: '主送机关' },
      { code: 'unknownField', field: '王五', meant: null },
    ]);
    expect(nearestName('逾期任务表.牵头部门')).toBe('逾期任务表.牵头单位');
  });

  it.each([
    ['a brace that is not closed', paras('{{标题'), 'unclosedBrace'],
    ['one brace too few', paras('{{标题}'), 'unclosedBrace'],
    ['a field over two paragraphs', paras('{{标', '题}}'), 'unclosedBrace'],
    ['a field over a line break', '<w:p><w:r><w:t>{{标</w:t><w:br/><w:t>题}}</w:t></w:r></w:p>', 'unclosedBrace'],
    ['a text of several paragraphs beside other words', paras('全文：{{正文}}'), 'notAlone'],
    ['a column outside of a table', paras('{{逾期任务表.任务}}'), 'rowOutsideTable'],
    ['two tables in one row', table(cell('{{逾期任务表.任务}}', '{{单位进展表.单位}}')), 'twoTablesInRow'],
    ['a whole table in a repeated row', table(cell('{{逾期任务表.任务}}', '{{正文}}')), 'twoTablesInRow'],
    [
      'a repeated row in a repeated row',
      table(`${cell('{{逾期任务表.任务}}')}<w:tc>${table(cell('{{单位进展表.单位}}'))}</w:tc>`),
      'twoTablesInRow',
    ],
    ['braces without a name', paras('{{}}'), 'unknownField'],
  ])('%s is an error', (_case, body, code) => {
    const codes = codesIn(paras('{{标题}}') + body);
    expect([...new Set(codes)]).toEqual([code]);
  });

  it('in a header, a chart or a comment are refused where they could not be filled', () => {
    const header = `<w:hdr ${wordNamespace}>${para('{{正文}}')}</w:hdr>`;
    expect(codesIn(paras('{{标题}}'), { 'word/header1.xml': header })).toEqual(['blockOutsideBody']);
    const chart = '<c:chart><a:t>{{</a:t><a:t>标题}}</a:t></c:chart>';
    expect(codesIn(paras('{{标题}}'), { 'word/charts/chart1.xml': chart })).toEqual(['elsewhere']);
  });

  it('that a kind of paper does not have are errors for that kind alone; missing ones only warn', () => {
    const { findings, fields } = checked(paras('{{标题}}', '{{正文}}', '{{单位进展表}}'));
    expect(errorsFor(findings, ['progressCircular'])).toEqual([]);
    expect(errorsFor(findings, ['progressCircular', 'urgingLetter'])).toMatchObject([
      { code: 'notOfKind', kind: 'urgingLetter', field: '单位进展表' },
    ]);
    expect(missingFields(fields, 'progressCircular')).toEqual(['主送机关', '发文字号', '成文日期']);
    expect(missingFields(['任务分解表.任务'], 'dispatchNotice')).not.toContain('任务分解表');
  });

  it('there must be one, and not hundreds', () => {
    expect(codesIn(paras('没有字段'))).toEqual(['noField']);
    expect(codesIn(para('{{标题}}'.repeat(301)))).toEqual(['tooMany']);
  });
});

describe('a file that cannot be a template', () => {
  const good = wordFile(paras('{{标题}}'));
  const types = (type: string) =>
    Buffer.from(unzipSync(good)['[Content_Types].xml'] ?? [])
      .toString()
      .replace('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml', type);
  const code = (text: string) => `<w:p><w:r><w:instrText>${text}</w:instrText></w:r></w:p>`;

  it.each<[string, Uint8Array, string]>([
    ['words', Buffer.from('标题'), 'notADocument'],
    ['nothing', Buffer.alloc(0), 'notADocument'],
    ['an old .doc or one with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'unsupportedFormat'],
    ['a zip cut short', good.subarray(0, good.length - 40), 'damaged'],
    ['a zip of something else', zipSync({ 'a.txt': Buffer.from('x') }), 'notADocument'],
    ['a macro', wordFile(paras('x'), { 'word/vbaProject.bin': 'x' }), 'macros'],
    [
      'a .docm by its type',
      wordFile(paras('x'), { '[Content_Types].xml': types('application/vnd.ms-word.document.macroEnabled.main+xml') }),
      'macros',
    ],
    [
      'a .dotx',
      wordFile(paras('x'), {
        '[Content_Types].xml': types(
          'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
        ),
      }),
      'wordTemplate',
    ],
    [
      'a template of its own far away',
      wordFile(paras('x'), {
        'word/_rels/settings.xml.rels': relationshipsOf(
          relationship('attachedTemplate', 'https://far.example/a.dotm', 'External'),
        ),
      }),
      'attachedTemplate',
    ],
    [
      'a picture of another server',
      wordFile(paras('x'), {
        'word/_rels/header1.xml.rels': relationshipsOf(relationship('image', 'file:///c:/a.png', 'External')),
      }),
      'outside',
    ],
    ['an embedded file', wordFile(paras('x'), { 'word/embeddings/a.bin': 'x' }), 'embedded'],
    [
      'an object by its relationship',
      wordFile(paras('x'), { 'word/_rels/a.rels': relationshipsOf(relationship('oleObject', 'media/a.png')) }),
      'embedded',
    ],
    ['a field code that starts something', wordFile(code('DDEAUTO') + code(' c:\\cmd.exe')), 'outside'],
    [
      'a field code in pieces',
      wordFile(`<w:p><w:r><w:instrText>INCLUDE</w:instrText><w:instrText>TEXT "x"</w:instrText></w:r></w:p>`),
      'outside',
    ],
    ['a document type', wordFile(paras('x'), { 'word/document.xml': '<!DOCTYPE a><w:document/>' }), 'notADocument'],
    ['tags that do not close', wordFile('<w:p><w:r></w:p>'), 'damaged'],
    [
      'another encoding',
      wordFile(paras('x'), { 'word/document.xml': Buffer.from('<w:document>', 'utf16le') }),
      'damaged',
    ],
    ['a bomb', withBomb(wordFile(paras('x')), 'word/media/a.png', 61), 'zipBomb'],
  ])('%s is refused', (_case, bytes, reason) => {
    expect(refusalOf(bytes)).toBe(reason);
  });

  it('may have links to be clicked', () => {
    const links = relationshipsOf(relationship('hyperlink', 'https://office.example/', 'External'));
    expect(refusalOf(wordFile(paras('{{标题}}'), { 'word/_rels/document.xml.rels': links }))).toBe('taken');
  });
});

describe('whatever the bytes', () => {
  const base = wordFile(paras('{{标题}}', '{{正文}}') + table(cell('{{逾期任务表.任务}}')));
  const parts = unzipSync(base);
  const documentXml = Buffer.from(parts['word/document.xml'] ?? []).toString();

  it('a damaged archive is answered, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.nat(base.length),
        (changes, length) => {
          const bytes = Uint8Array.from(base);
          for (const [at, byte] of changes) bytes[at] = byte;
          for (const one of [bytes, bytes.subarray(0, length)]) {
            expect(typeof checkTemplate(one).ok).toBe('boolean');
            expect(typeof fillTemplate(one, {}).ok).toBe('boolean');
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('damaged XML is answered as well, and what was taken can be filled', () => {
    const pieces = [
      '<',
      '>',
      '{{',
      '}}',
      '<w:p>',
      '</w:p>',
      '<w:tr>',
      '<w:t/>',
      '"',
      '&',
      '<![CDATA[',
      ']]>',
      '\u0000',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(documentXml.length), fc.nat(8), fc.constantFrom(...pieces)), { maxLength: 4 }),
        (changes) => {
          let xml = documentXml;
          for (const [at, removed, piece] of changes) xml = xml.slice(0, at) + piece + xml.slice(at + removed);
          const bytes = zipSync({ ...parts, 'word/document.xml': Buffer.from(xml) });
          const answer = checkTemplate(bytes);
          const filled = fillTemplate(bytes, { 标题: '题', 正文: [{ kind: 'paragraph', text: '文' }] });
          expect(filled.ok).toBe(answer.ok || answer.reason === 'outside');
        },
      ),
      { numRuns: 150 },
    );
  });
});

it.each(['progressCircular', 'dispatchNotice', 'urgingLetter'] as const)(
  'the template to begin a %s with has nothing wrong or missing',
  async (kind) => {
    const answer = checkTemplate(await starterTemplate(kind));
    expect(answer.ok && answer.findings.filter((one) => one.kind === null || one.kind === kind)).toEqual([]);
    const expected = fieldNames.filter(
      (name) => 'needed' in templateFields[name] && templateFields[name].kinds.some((one) => one === kind),
    );
    expect(answer.ok && expected.filter((name) => !answer.fields.includes(name))).toEqual([]);
  },
);
