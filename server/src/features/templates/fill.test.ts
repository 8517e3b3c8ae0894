import { readDocument } from '@xieli/directive';
import type { Block } from '@xieli/gongwen';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { para, paras, wordFile, wordNamespace } from '../../testing/word-files.ts';
import { fillTemplate, type TemplateContent } from './fill.ts';
import { paragraphsOf } from './paragraphs.ts';
import { starterTemplate } from './starter.ts';

function filled(bytes: Uint8Array, content: TemplateContent): Uint8Array {
  const answer = fillTemplate(bytes, content);
  if (!answer.ok) throw new Error(`${answer.reason}: ${answer.detail}`);
  return answer.bytes;
}
const partOf = (bytes: Uint8Array, name = 'word/document.xml') => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
const linesOf = (bytes: Uint8Array) => paragraphsOf(partOf(bytes))?.map(({ text }) => text);
const fill = (body: string, content: TemplateContent) => filled(wordFile(body), content);

const body: Block[] = [
  { kind: 'paragraph', text: '现将情况通报如下。' },
  { kind: 'heading', level: 1, text: '总体进展' },
  { kind: 'paragraph', text: [{ text: '已销号' }, { text: '3', ref: 'figure:closed' }, { text: '项。' }] },
];
const late: Block[] = [
  {
    kind: 'table',
    columns: ['序号', '任务', '牵头单位', '完成时限', '逾期天数', '状态'].map((title) => ({ title, share: 10 })),
    rows: [
      ['1', '建立台账', '枫屿县政协', '2026年7月1日', '9', '推进中'],
      ['2', [{ text: '走访', ref: 'task:1' }], '雪浦县政协', '2026年7月2日', '8', '推进中'],
    ],
  },
];

describe('a field in a line', () => {
  it('gives way to its value, in the look of the run it begins in, whatever pieces it is split into', () => {
    const runs =
      '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>关于{{标</w:t></w:r><w:proofErr w:type="x"/>' +
      '<w:r><w:t>题</w:t></w:r><w:r><w:t>}}的报告</w:t></w:r></w:p>';
    const xml = partOf(fill(runs, { 标题: '走访' }));
    expect(xml).toContain(
      '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">关于走访</w:t></w:r><w:proofErr w:type="x"/>' +
        '<w:r><w:t xml:space="preserve"></w:t></w:r><w:r><w:t xml:space="preserve">的报告</w:t></w:r>',
    );
  });

  it('is put in once: a value that looks like a field, or like XML, stays a value', () => {
    const bytes = fill(paras('{{标题}}{{发文机关}}'), { 标题: '{{发文机关}}<w:p>&amp;', 发文机关: '市政协' });
    expect(linesOf(bytes)).toEqual(['{{发文机关}}<w:p>&amp;市政协']);
  });

  it('takes its label with it where it is optional and has no value', () => {
    const bytes = fill(paras('抄送：{{抄送机关}}。', '文号：{{发文字号}}'), { 抄送机关: '', 发文字号: '' });
    expect(linesOf(bytes)).toEqual(['', '文号：']);
  });

  it('is filled in headers too; every other part is handed on byte for byte', () => {
    const header = `<w:hdr ${wordNamespace}>${para('{{发文机关}}')}</w:hdr>`;
    const template = wordFile(paras('{{标题}}'), {
      'word/header1.xml': header,
      'word/media/seal.png': Buffer.from([1, 0, 255]),
    });
    const bytes = filled(template, { 标题: '题', 发文机关: '市政协' });
    expect(partOf(bytes, 'word/header1.xml')).toContain('市政协');
    const [before, after] = [unzipSync(template), unzipSync(bytes)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const name of Object.keys(before))
      if (!['word/header1.xml', 'word/document.xml'].includes(name)) expect(after[name]).toEqual(before[name]);
  });
});

describe('a field of several paragraphs', () => {
  const style = '<w:pPr><w:pStyle w:val="OfficeText"/></w:pPr>';
  const field = (properties: string) =>
    `<w:p>${properties}<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:r><w:rPr><w:rFonts w:ascii="楷体"/><w:sz w:val="32"/></w:rPr><w:t>{{正文}}</w:t></w:r></w:p>`;

  it('becomes paragraphs in the style and look of its own, headings numbered and bold', () => {
    const xml = partOf(fill(field(style) + paras('完'), { 正文: body }));
    expect(xml.split(style)).toHaveLength(4);
    expect(xml).toContain(
      '<w:rPr><w:rFonts w:ascii="楷体"/><w:b/><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">一、总体进展</w:t>',
    );
    expect(xml.match(/_GoBack/g)).toHaveLength(1);
    expect(paragraphsOf(xml)?.map(({ text }) => text)).toEqual([
      ...['现将情况通报如下。', '一、总体进展', '已销号3项。', '完'],
    ]);
  });

  it('ends a section and begins a page once', () => {
    const properties = '<w:pPr><w:pageBreakBefore/><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr>';
    const found = paragraphsOf(partOf(fill(field(properties), { 正文: body }))) ?? [];
    expect(found.map((one) => one.properties.includes('sectPr'))).toEqual([false, false, true]);
    expect(found.map((one) => one.properties.includes('pageBreak'))).toEqual([true, false, false]);
  });

  it('becomes a table, with a paragraph behind it', () => {
    const xml = partOf(
      fill(`<w:tbl><w:tr><w:tc>${para('{{逾期任务表}}')}</w:tc></w:tr></w:tbl>`, { 逾期任务表: late }),
    );
    expect(xml.match(/<w:tr>/g)).toHaveLength(4);
    expect(xml).toContain('<w:tblHeader/>');
    expect(xml).toContain('</w:tbl><w:p></w:p></w:tc>');
  });

  it('leaves an empty line where there is nothing', () => {
    expect(linesOf(fill(paras('{{开头}}', '完'), { 开头: [] }))).toEqual(['', '完']);
  });
});

describe('a row of the office’s own', () => {
  const row =
    '<w:tr><w:tc><w:p w14:paraId="1A"><w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/><w:r><w:t>{{逾期任务表.任务}}</w:t></w:r></w:p></w:tc>' +
    `<w:tc>${para('{{逾期任务表.逾期天数}}天，{{发文机关}}')}</w:tc></w:tr>`;
  const template = `<w:tbl><w:tr><w:tc>${para('事项')}</w:tc></w:tr>${row}<w:tr><w:tc>${para('{{标题}}')}</w:tc></w:tr></w:tbl>`;

  it('is repeated for each record and the rows around it are not', () => {
    const xml = partOf(fill(template, { 逾期任务表: late, 发文机关: '市政协', 标题: '完' }));
    expect(paragraphsOf(xml)?.map(({ text }) => text)).toEqual([
      ...['事项', '建立台账', '9天，市政协', '走访', '8天，市政协', '完'],
    ]);
    expect(xml.match(/paraId|w:name="b"/g)).toHaveLength(2);
  });

  it('says that there is none', () => {
    const none: TemplateContent = { 逾期任务表: [{ kind: 'paragraph', text: '无' }], 发文机关: '市政协', 标题: '完' };
    expect(linesOf(fill(template, none))).toEqual(['事项', '无', '天，市政协', '完']);
  });
});

it('any text stands in the file as it was written, and the file is read by another library', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, text, async (title, paragraph) => {
      const bytes = fill(paras('始{{标题}}终', '{{正文}}', '末'), {
        标题: title,
        正文: [{ kind: 'paragraph', text: paragraph }],
      });
      const kept = (one: string) => one.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '');
      const inLine = title.split('\n').map(kept).join('\t');
      expect(linesOf(bytes)).toEqual([`始${inLine}终`, kept(paragraph), '末']);
      expect((await readDocument(bytes, 'filled.docx')).ok).toBe(true);
    }),
    { numRuns: 25 },
  );
});

it('the same template and content give the same bytes', async () => {
  const template = await starterTemplate('dispatchNotice');
  const content: TemplateContent = { 标题: '关于走访的通知', 正文: body, 任务分解表: late };
  expect(filled(template, content)).toEqual(filled(template, content));
});

it('the template to begin with gives a paper in the standard setting', async () => {
  const bytes = filled(await starterTemplate('progressCircular'), {
    ...{ 标题: '关于走访的通报', 主送机关: '各县政协', 发文机关: '市政协', 发文字号: '云协发〔2026〕1号' },
    ...{ 成文日期: '2026年7月10日', 印发机关: '市政协办公室', 印发日期: '2026年7月10日', 抄送机关: '', 正文: body },
  });
  const read = await readDocument(bytes, 'filled.docx');
  const text = read.ok ? read.text : read.reason;
  for (const words of [
    '市政协文件',
    '云协发〔2026〕1号',
    '关于走访的通报',
    '各县政协：',
    '一、总体进展',
    '2026年7月10日印发',
  ])
    expect(text).toContain(words);
  expect(text).not.toMatch(/\{\{|抄送|1999/);
  expect(partOf(bytes, 'docProps/core.xml')).not.toMatch(/\{\{|1999/);
});
