import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { layOut } from '../layout.ts';
import type { Paper } from '../model.ts';
import { imprintPlace } from '../pages.ts';
import { roleTypes } from '../roles.ts';
import { toDocx } from './index.ts';

const circular: Paper = {
  kind: 'circular',
  issuer: '政协澄岚市委员会',
  number: { code: '澄协发', year: 2026, serial: 5 },
  title: '关于2026年第二季度党建工作进展情况的通报',
  recipients: ['各县级政协'],
  body: [
    { kind: 'heading', level: 1, text: '总体进展' },
    { kind: 'paragraph', text: '办结<31>项 & 逾期2项。' },
    {
      kind: 'table',
      columns: [
        { title: '单位', share: 3 },
        { title: '办结', share: 1, align: 'center' },
      ],
      rows: [['青禾县政协', '9']],
    },
  ],
  date: '2026-06-05',
  imprint: { copiesTo: ['市委办公室'], printedBy: '市政协办公室', printedOn: '2026-06-08' },
};

async function partsOf(paper: Paper): Promise<Record<string, string>> {
  const entries = Object.entries(unzipSync(await toDocx(paper)));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** The paragraphs of a document part that have a style. */
function styled(xml: string, style: string): string[] {
  return [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)]
    .map(([text]) => text)
    .filter((text) => text.includes(`"${style}"`));
}

describe('the file of a circular', () => {
  let parts: Record<string, string>;
  let body: string;
  beforeAll(async () => {
    parts = await partsOf(circular);
    body = parts['word/document.xml'] ?? '';
  });

  it('has the page and the pitch of the standard in twips', () => {
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    for (const side of ['w:top="2098"', 'w:bottom="1984"', 'w:left="1587"', 'w:right="1474"']) {
      expect(/<w:pgMar [^>]*>/.exec(body)?.[0]).toContain(side);
    }
    expect(body).toMatch(/<w:docGrid[^>]*w:linePitch="579"/);
    expect(parts['word/styles.xml']).toMatch(/w:line="579" w:lineRule="exact"/);
  });

  it('sets 三号 a quarter of a point closer, in the file and in every run', () => {
    expect(parts['word/styles.xml']).toMatch(/<w:docDefaults>.*<w:spacing w:val="-5"\/><w:sz w:val="32"\/>/s);
    expect(styled(body, 'paragraph')[0]).toContain('<w:spacing w:val="-5"/>');
    expect(/w:styleId="title".*?<\/w:style>/s.exec(parts['word/styles.xml'] ?? '')?.[0]).toContain(
      '<w:spacing w:val="0"/>',
    );
  });

  it('switches off what would break the grid', () => {
    for (const element of ['widowControl', 'overflowPunct', 'autoSpaceDE', 'autoSpaceDN', 'snapToGrid']) {
      expect(parts['word/styles.xml']).toContain(`<w:${element} w:val="0"/>`);
    }
  });

  it('names each typeface for both scripts, with an alternative, and carries none', () => {
    for (const { style, face } of Object.values(roleTypes)) {
      const font = {
        title: '方正小标宋简体',
        body: '仿宋_GB2312',
        heading: '黑体',
        subheading: '楷体_GB2312',
        folio: '宋体',
      }[face];
      const xml = parts['word/styles.xml'] ?? '';
      const own = xml.slice(xml.indexOf(`<w:name w:val="${style}"/>`));
      expect(/<w:rFonts [^>]*>/.exec(own)?.[0]).toBe(
        `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`,
      );
    }
    expect(parts['word/fontTable.xml']).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>');
    expect(Object.keys(parts).filter((name) => /font.*\.(odttf|ttf)$/i.test(name))).toEqual([]);
  });

  it('escapes the texts', () => {
    expect(styled(body, 'paragraph')[0]).toContain('办结&lt;31&gt;项 &amp; 逾期2项。');
  });

  it('indents the first line by two characters of the grid', () => {
    expect(styled(body, 'paragraph')[0]).toContain('w:firstLine="630"');
    expect(styled(body, 'heading1')[0]).toContain('一、');
  });

  it('rules the head in red below the number', () => {
    expect(styled(body, 'number')[0]).toMatch(/<w:bottom w:val="single" w:color="FF0000" w:sz="12" w:space="7"\/>/);
  });

  it('numbers odd pages at the right and even pages at the left, between dashes', () => {
    expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders');
    const footers = Object.entries(parts).filter(([name]) => /^word\/footer\d+\.xml$/.test(name));
    const withNumber = footers.map(([, xml]) => xml).filter((xml) => xml.includes('PAGE'));
    expect(withNumber.map((xml) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).sort()).toEqual(['left', 'right']);
    for (const xml of withNumber) {
      expect(xml).toMatch(/— .*PAGE.* —/s);
      expect(xml).toContain('w:eastAsia="宋体"');
      expect(xml).toContain('<w:sz w:val="28"/>');
      expect(xml).toMatch(/<w:ind w:(left|right)="315"/);
    }
  });

  it('puts the imprint at the foot of the type area, between rules of which the outer ones are heavier', () => {
    const framed = [...body.matchAll(/<w:framePr [^>]*w:vAnchor="page"[^>]*>/g)].map(([tag]) =>
      Number(/w:y="(\d+)"/.exec(tag)?.[1]),
    );
    const bottom = 16838 - 1984;
    expect(framed).toEqual([1218, 1198, 619, 599, 20].map((above) => bottom - above));
    expect([...body.matchAll(/<w:pBdr><w:top [^>]*w:sz="(\d+)"/g)].map(([, size]) => size)).toEqual(['8', '6', '8']);
    expect(body).toContain('抄送：市委办公室。');
  });

  it('repeats the head of a table and splits no row', () => {
    expect(body).toContain('<w:tblHeader/>');
    expect(body.match(/<w:cantSplit\/>/g)).toHaveLength(2);
    expect(body).toContain('<w:tblW w:type="dxa" w:w="8845"/>');
  });
});

it('gives the same bytes for the same document', async () => {
  const [first, second] = [await toDocx(circular), await toDocx({ ...circular })];
  expect(Buffer.compare(first, second)).toBe(0);
  expect((await partsOf(circular))['docProps/core.xml']).toContain('2026-06-05T00:00:00Z');
});

it('leaves the pages after an empty one without numbers', async () => {
  const bodies = Array.from({ length: 8 }, (_, i) => ({
    ...circular,
    body: Array.from({ length: i + 3 }, () => ({ kind: 'paragraph' as const, text: '协'.repeat(28 * 4) })),
  }));
  const paper = bodies.find((candidate) => imprintPlace(layOut(candidate)) === 'afterBlankPage');
  const parts = await partsOf(paper ?? circular);
  expect(parts['word/document.xml']).toContain('<w:type w:val="evenPage"/>');
  const empty = Object.entries(parts).filter(([name, xml]) => /^word\/footer/.test(name) && !xml.includes('PAGE'));
  expect(empty).toHaveLength(2);
});

it('frames the mark and both double rules of a letter, with no number on its first page', async () => {
  const parts = await partsOf({ ...circular, kind: 'letter' });
  const body = parts['word/document.xml'] ?? '';
  expect(body).toContain('<w:titlePg');
  // The third is the line of copies at the foot of its last page.
  expect(body.match(/<w:framePr [^>]*w:vAnchor="page"[^>]*>/g)).toHaveLength(3);
  expect(body).toMatch(
    /<w:top w:val="single" w:color="FF0000" w:sz="24"[^>]*>.*?<w:bottom w:val="single" w:color="FF0000" w:sz="6"/s,
  );
  const foot = Object.values(parts).find((xml) => xml.includes('<w:ftr') && xml.includes('framePr')) ?? '';
  expect(foot).toMatch(/<w:top [^>]*w:sz="6".*<w:bottom [^>]*w:sz="24"/s);
  expect(foot).not.toContain('PAGE');
});
