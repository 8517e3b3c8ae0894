import { strToU8 } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  advertisement,
  bomb,
  brokenLines,
  circular,
  circularTitle,
  dropFile,
  gbk,
  letterOfThanks,
  pageNumber,
  program,
  textFile,
  withMacros,
  withParts,
  wordWithHeader,
  written,
} from './incoming.ts';
import { sidewaysOverflow } from './legibility.ts';
import type { ChosenFile } from './papers.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const button = (where: Page | Locator, name: string) => where.getByRole('button', { name, exact: true });
const preview = (page: Page) => page.getByRole('region', { name: '读到的内容' });

async function openImport(page: Page): Promise<void> {
  await page.goto('/directives/import');
  await page.getByRole('heading', { level: 1, name: '导入部署文件' }).waitFor();
}

async function readFile(page: Page, file: ChosenFile): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
  await button(page, '读取并预览').click();
}

async function readPasted(page: Page, text: string): Promise<void> {
  await page.getByText('粘贴正文', { exact: true }).click();
  await page.getByRole('textbox', { name: '正文' }).fill(text);
  await button(page, '读取并预览').click();
}

/** Takes the previewed document in and waits for the page on which it is reviewed. */
async function takeIn(page: Page): Promise<string> {
  await button(page, '导入并开始审定').click();
  await page.waitForURL(/\/directives\/[0-9a-f-]{36}\/review/);
  return /directives\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

async function directivesNow(): Promise<number> {
  const [row] = await stage.sql<{ count: string }>('select count(*) from directives');
  return Number(row?.count);
}

describe('the office clerk imports', () => {
  it('pasted text: sees what was read, what is left out and why, checks what is said about it, takes it in', async () => {
    const page = await stage.person('clerk');
    await page.goto('/directives');
    await page.getByRole('link', { name: '导入文件' }).click();
    await page.getByRole('heading', { level: 1, name: '导入部署文件' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'import-source-1440');
    await readPasted(page, circular);

    await preview(page).waitFor();
    await page.getByText('有 2 处未参与识别').waitFor();
    const leftOut = preview(page)
      .locator('p')
      .filter({ has: page.locator('s') });
    expect(await leftOut.allTextContents()).toEqual([`${advertisement}推广信息保留`, `${pageNumber}页码保留`]);
    // What was proposed is put back in by one press, and taken out again by another.
    await button(preview(page), `保留：${advertisement}`).click();
    await page.getByText('有 1 处未参与识别').waitFor();
    await picture(page, 'import-kept-1440');
    await button(preview(page), `不保留：${advertisement}`).click();
    await page.getByText('有 2 处未参与识别').waitFor();
    await picture(page, 'import-preview-1440', { whole: true });
    expect(await accessibilityFaults(page)).toEqual([]);

    expect(await page.getByLabel('标题').inputValue()).toBe(circularTitle);
    expect(await page.getByLabel('类型').inputValue()).toBe('notice');
    expect(await page.getByLabel('发文单位').inputValue()).toBe('云汀市政协办公室');
    expect(await page.getByLabel('成文日期').inputValue()).toBe('2026-06-16');
    await page.getByText('文中写有“2026年6月16日”').waitFor();
    const named = '各县（市、区）政协、市政协各专委会';
    await page.getByText(`按抬头“${named}”列出 18 个单位，请核对。`).waitFor();
    const audience = page.getByRole('list', { name: '受文对象' }).getByRole('listitem');
    expect(await audience.count()).toBe(18);
    await button(page, '各县（市、区）政协').click();
    await button(page, '各县（市、区）政协党组').click();
    await audience.nth(26).waitFor();
    expect(await audience.count()).toBe(27);
    expect(await page.getByLabel('受文对象的称呼').inputValue()).toBe(`${named}、各县（市、区）政协党组`);
    await page.getByLabel('标题').fill('');
    expect(await button(page, '导入并开始审定').isDisabled()).toBe(true);
    await page.getByLabel('标题').fill(circularTitle);
    const id = await takeIn(page);
    await page.getByRole('heading', { level: 1, name: circularTitle }).waitFor();
    const [row] = await stage.sql<{ title: string; issuer: string; issued: string }>(
      'select title, issuer_name as issuer, issued_on::text as issued from directives where id = $1',
      [id],
    );
    expect(row).toEqual({ title: circularTitle, issuer: '云汀市政协办公室', issued: '2026-06-16' });
  });

  it('a text file in GBK, dropped on the field', async () => {
    const page = await stage.person('clerk');
    await openImport(page);
    await dropFile(page, textFile('履职服务通知.txt', gbk(circular)));
    await page.getByText('履职服务通知.txt').waitFor();
    await button(page, '读取并预览').click();
    await preview(page).getByText('各县（市、区）政协要在9月底前完成委员履职档案建档工作').waitFor();
    expect(await page.getByLabel('标题').inputValue()).toBe(circularTitle);
  });

  it('a Word file, whose passages stay tied to the characters of the file', async () => {
    const page = await stage.person('clerk');
    await openImport(page);
    await readFile(page, await wordWithHeader('履职服务通知.docx', circular.split('\n'), '内部资料'));
    await preview(page).getByText('没有专委会党支部的县（市、区）政协').waitFor();
    await page.getByLabel('发文单位').fill('云汀市政协办公室');
    await page.getByRole('combobox', { name: '添加单位' }).fill('枫屿县');
    await page
      .getByRole('option', { name: /政协枫屿县委员会/ })
      .first()
      .click();
    const id = await takeIn(page);
    const [version] = await stage.sql<{ text: string }>('select text from directive_versions where directive_id = $1', [
      id,
    ]);
    const proposals = await stage.sql<{ action: string; start: number; end: number }>(
      `select proposal->>'action' as action, start_at as start, end_at as end from requirements where directive_id = $1`,
      [id],
    );
    expect(proposals.length).toBeGreaterThan(4);
    for (const { action, start, end } of proposals) expect(version?.text.slice(start, end)).toBe(action);
  });

  it('a .doc and a PDF of one circular: the same words, and what stands outside of them', async () => {
    const page = await stage.person('clerk');
    for (const name of ['circular.doc', 'circular.pdf']) {
      await openImport(page);
      await readFile(page, written(name));
      await preview(page).getByText('（二）分类建设。基础较好的联络站要完善制度，8月底前完成场所标识更新').waitFor();
      await page.getByText('脚注没有读入正文，请留意其中是否有要求。').click();
      await page.getByText('联络站指设在乡镇、街道和园区的委员联系群众场所。').waitFor();
      expect(await page.getByLabel('成文日期').inputValue()).toBe('2026-06-01');
      expect(await accessibilityFaults(page)).toEqual([]);
      await picture(page, `import-${name.slice(-3)}-1440`);
    }
    await button(page, '本级各专委会').click();
    const id = await takeIn(page);
    const [version] = await stage.sql<{ format: string; asked: string }>(
      `select format, (select count(*) from requirements where directive_id = $1) as asked
       from directive_versions where directive_id = $1`,
      [id],
    );
    expect(version?.format).toBe('pdf');
    expect(Number(version?.asked)).toBeGreaterThan(15);
  });

  it('a Word file with more comments than are shown: the rest is counted', async () => {
    const comments = Array.from({ length: 203 }, (_, index) => `<w:p><w:r><w:t>批注${index}</w:t></w:r></w:p>`);
    const xml = `<w:comments>${comments.join('')}</w:comments>`;
    const page = await stage.person('clerk');
    await openImport(page);
    const plain = await wordWithHeader('通知.docx', circular.split('\n'));
    await readFile(page, withParts(plain, { 'word/comments.xml': strToU8(xml) }));
    await page.getByText('批注没有读入正文。').click();
    await page.getByText('批注199', { exact: true }).waitFor();
    await page.getByText('及另外 3 条，请在原文件中查看。').waitFor();
    expect(await page.getByText('批注200', { exact: true }).count()).toBe(0);
  });

  it('pasted lines that a page had broken: mended, said, and put back where that is wrong', async () => {
    const page = await stage.person('clerk', { viewport: phone });
    await openImport(page);
    await readPasted(page, brokenLines.join('\n'));
    await preview(page).getByText(brokenLines.join(''), { exact: true }).waitFor();
    await page.getByText('被断开的行已接成段落。').waitFor();
    await picture(page, 'import-mended-390');
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await button(page, '恢复原来的断行').click();
    await preview(page)
      .getByText(brokenLines[1] ?? '', { exact: true })
      .waitFor();
    await button(page, '把断行接成段落').waitFor();
  });

  it('a document without any obligation, which says so and can be confirmed as it is', async () => {
    const page = await stage.person('clerk');
    await openImport(page);
    await readPasted(page, letterOfThanks);
    await page.getByText('全文都参与识别').waitFor();
    await page.getByLabel('发文单位').fill('云汀市政协办公室');
    await button(page, '本级各专委会').click();
    await takeIn(page);
    await page.getByText('这份文件没有提出需要落实的要求').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'review-nothing-asked-1440');
    await button(page, '确认本版').click();
    await page.getByRole('dialog').getByRole('button', { name: '确认本版' }).click();
    await page.getByText('本版已确认，内容不再改动。').waitFor();
  });

  it('works in English from the pasted text to the dispatch', async () => {
    const page = await stage.person('clerk', { language: 'en' });
    await page.goto('/directives/import');
    await page.getByText('Paste text').click();
    await page.getByRole('textbox', { name: 'Text' }).fill(circular);
    await button(page, 'Read and preview').click();
    await page.getByText('2 passages are left out').waitFor();
    await page.getByText('advertising', { exact: true }).waitFor();
    await picture(page, 'import-preview-1440-en', { whole: true });
    await page.getByText('names the 18 organisations below; please check.').waitFor();
    await button(page, 'Import and begin the review').click();

    await page.getByRole('heading', { name: 'Check these first: not sure' }).waitFor();
    await page.getByRole('combobox', { name: 'Order' }).selectOption('document');
    const first = page.getByRole('article').first();
    await first.getByRole('heading').click();
    await page.getByText('Year: from the date of the document (2026)').waitFor();
    await picture(page, 'review-1440-en');
    await button(first, 'Accept').click();
    await page.getByText('8 left to decide').waitFor();
    await button(page, 'Select all listed').click();
    await button(page.getByRole('status').filter({ hasText: 'selected' }), 'Accept').click();
    await page.getByText('Everything is decided').waitFor();
    await button(page, 'Confirm this version').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('After this the version does not change').waitFor();
    await button(dialog, 'Confirm this version').click();
    await page.getByText('This version is confirmed and does not change any more.').waitFor();

    await page.getByRole('link', { name: 'Assign and dispatch' }).click();
    const said = await page.getByText(/\d+ tasks will go to \d+ organisations\./).innerText();
    const [, tasks, leads] = /^(\d+) tasks will go to (\d+)/.exec(said) ?? [];
    // Nine counties and the nine committees of the city, as the line of the addressee says.
    expect(leads).toBe('18');
    await page.getByRole('heading', { name: 'What goes to whom' }).waitFor();
    await picture(page, 'assign-1440-en');
    await button(page, 'Dispatch').click();
    await dialog
      .getByText(`${tasks} tasks go to ${leads} organisations at once. Every later change is kept on record.`)
      .waitFor();
    await button(dialog, 'Dispatch').click();
    await page.getByText(`${tasks} tasks dispatched`).waitFor();
  });

  it('reads the preview on a phone without a line that has to be pushed sideways', async () => {
    const page = await stage.person('clerk', { viewport: phone });
    await openImport(page);
    await readPasted(page, circular);
    await preview(page).waitFor();
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'import-preview-390', { whole: true });
  });
});

describe('refused in words, and nothing of it is kept', () => {
  const plain = () => wordWithHeader('通知.docx', ['通知', '各单位应于6月底前报送总结。']);
  const cases: [string, () => Promise<ChosenFile> | ChosenFile, RegExp][] = [
    [
      'a text whose head carries a secrecy mark',
      () => textFile('通知.txt', `机密★1年\n${circular}`),
      /机密.*涉密文件不得在本系统处理/,
    ],
    [
      'a Word file whose header carries one',
      () => wordWithHeader('通知.docx', circular.split('\n'), '秘密★5年'),
      /秘密.*涉密文件不得在本系统处理/,
    ],
    ['a program under a Word name', () => program('通知.docx'), /不是文档/],
    ['a file with macros', async () => withMacros(await plain()), /含有宏/],
    ['a zip bomb', async () => bomb(await plain()), /解压后异常庞大/],
    ['a scan', () => written('scan.pdf'), /文字识别/],
    ['an empty file', () => textFile('空.txt', ' \n'), /没有读到文字|空/],
  ];

  it.each(cases)('%s', async (name, file, words) => {
    const before = await directivesNow();
    const page = await stage.person('clerk');
    await openImport(page);
    await readFile(page, await file());
    const notice = page.getByRole('alert');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(words);
    expect(await preview(page).count()).toBe(0);
    if (name.startsWith('a text')) {
      expect(await accessibilityFaults(page)).toEqual([]);
      await picture(page, 'import-refused-1440');
    }
    expect(await directivesNow()).toBe(before);
  });

  it('an OFD, before it is sent, with what to do about it', async () => {
    const page = await stage.person('clerk');
    await openImport(page);
    await page.locator('input[type=file]').setInputFiles({ name: '通知.OFD', mimeType: '', buffer: Buffer.from('x') });
    await page
      .getByText('暂不支持 OFD 版式文件“通知.OFD”。请用 OFD 阅读器打开后转换或另存为 .docx 或带文字的 PDF')
      .waitFor();
    expect(await button(page, '读取并预览').isDisabled()).toBe(true);
  });

  it('pasted text under a secrecy mark', async () => {
    const page = await stage.person('clerk');
    await openImport(page);
    await readPasted(page, `绝密\n${circular}`);
    expect(await page.getByRole('alert').innerText()).toMatch(/绝密/);
  });

  it('a text of more than 10 MB', async () => {
    const page = await stage.person('clerk');
    await openImport(page);
    await readFile(page, textFile('长文.txt', Buffer.alloc(12 * 1024 * 1024, '通')));
    expect(await page.getByRole('alert').innerText()).toMatch(/10 MB/);
  });
});
