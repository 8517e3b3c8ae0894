import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocument } from '../packages/directive/src/index.ts';
import { para, paras, wordFile } from '../server/src/testing/word-files.ts';
import type { ChosenFile } from './papers.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

let stage: Stage;
let page: Page;
let speech: string;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
  const [row] = await stage.sql<{ id: string }>("select id from directives where kind = 'speech'");
  speech = row?.id ?? '';
});
afterAll(() => stage.close());

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const sheet = () => page.getByRole('region', { name: '公文预览' });
const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const chosen = (buffer: Buffer, name = '机关通报.docx'): ChosenFile => ({ name, mimeType, buffer });
const choose = (file: ChosenFile) => dialog().getByLabel('模板文件').setInputFiles(file);
const save = () => dialog().getByRole('button', { name: '保存' });

const rest = paras('{{主送机关}}：', '{{正文}}', '{{发文字号}}', '{{成文日期}}');
/** The way Word leaves a field behind that was typed in two goes. */
const office = wordFile(para('云汀市政协 ', '{{标', '题}}') + rest);

async function download(name: string): Promise<{ text: string; fileName: string }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  const file = await coming;
  const read = await readDocument(await readFile(await file.path()), 'file.docx');
  return { text: read.ok ? read.text : read.reason, fileName: file.suggestedFilename() };
}

describe('the clerk', () => {
  it('finds the fields, and a template to begin with', async () => {
    await page.goto('/papers');
    await page.getByRole('link', { name: '公文模板' }).click();
    await page.getByRole('table', { name: '各类公文通用' }).getByText('{{主送机关}}').waitFor();
    await page.getByRole('table', { name: '任务通知' }).getByText('{{任务分解表}}').waitFor();
    await page.getByRole('heading', { name: '还没有模板' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'templates-empty-1440', { whole: true });
    const starter = await download('督办函');
    expect(starter.fileName).toBe('督办函模板.docx');
    expect(starter.text).toContain('{{正文}}');
  });

  it('is told what is wrong with a file as soon as it is chosen', async () => {
    await button('上传模板').click();
    await choose(chosen(office.subarray(0, 300)));
    await dialog().getByText('文件已损坏').waitFor();
    await choose(chosen(wordFile(rest, { 'word/vbaProject.bin': 'x' }), '带宏.docx'));
    await dialog().getByText('文件含有宏').waitFor();
    expect(await save().isDisabled()).toBe(true);
    await choose(chosen(wordFile(paras('关于{{标提}}') + rest)));
    await dialog().getByText('没有名为“标提”的字段（正文段落“关于{{标提}}”），是否应为“标题”').waitFor();
    expect(await save().isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'template-errors-1440');
  });

  it('saves a good one and sees it in the list', async () => {
    await choose(chosen(office));
    await dialog().getByText('检查通过，共5个字段。').waitFor();
    await dialog().getByLabel('名称').fill('机关通报');
    await save().click();
    await page.getByRole('listitem').filter({ hasText: '机关通报' }).getByText('使用中').waitFor();
    await picture(page, 'templates-1440', { whole: true });
  });

  it('sets a paper in it, and the Word file is the office’s own', async () => {
    await page.goto(`/board/${speech}`);
    await page.getByRole('link', { name: '拟制公文' }).click();
    await page.getByRole('button', { name: '通报任务进展 拟稿' }).click();
    await sheet().waitFor();
    await page.getByLabel('Word 版式').selectOption('机关通报');
    await page.getByText('Word 文件套用模板“机关通报”第1版').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'paper-template-1440');
    const { text } = await download('下载 Word');
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    expect(text).toContain(`云汀市政协 ${title}`);
    expect(text).toContain('一、总体进展');
    expect(text).not.toContain('{{');
  });

  it('ends it, is told of it in the draft, and brings it back', async () => {
    const draft = page.url();
    await page.goto('/papers/templates');
    await button('停用').click();
    await dialog().getByText('停用“机关通报”？').waitFor();
    await dialog().getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用').waitFor();
    await page.goto(draft);
    await page.getByText('这个模板已停用或不再适用，请另选后再印发。').waitFor();
    await page.goto('/papers/templates');
    await button('恢复 机关通报').click();
    await page.getByText('使用中').waitFor();
  });
});

it('reads on a phone, and in English', async () => {
  const small = await stage.person('clerk', { viewport: phone });
  await small.goto('/papers/templates');
  await small.getByText('使用中').waitFor();
  expect(await accessibilityFaults(small)).toEqual([]);
  await picture(small, 'templates-phone-390', { whole: true });
  const english = await stage.person('clerk', { language: 'en' });
  await english.goto('/papers/templates');
  await english.getByRole('button', { name: 'Upload a template' }).click();
  await english.getByLabel('File of the template').setInputFiles(chosen(wordFile(paras('{{标提}}'))));
  await english.getByRole('dialog').getByText('perhaps “标题” is meant').waitFor();
  expect(await accessibilityFaults(english)).toEqual([]);
});

it('is no place for a leader', async () => {
  const leader = await stage.person('leader');
  await leader.goto('/papers');
  await leader.getByRole('heading', { level: 1, name: '公文' }).waitFor();
  expect(await leader.getByRole('link', { name: '公文模板' }).count()).toBe(0);
});
