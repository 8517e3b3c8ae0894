import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scopesOf } from '../../../../server/src/platform/access/permissions.ts';
import { type Language, languages } from '../../app/locale/language.ts';
import { pages } from '../../app/routes.ts';
import { type Block, linesOf, type Manual, readManual, type Words } from './markdown.ts';
import { type ManualId, manualIds, manualOfRole, placeOfPage, sectionsOf, sectionsOfPage } from './sections.ts';

type Both = Record<Language, Record<string, string>>;

const folder = path.resolve(import.meta.dirname, '../../../../docs/manual');
const files = import.meta.glob<string>('../../../../docs/manual/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const manuals = Object.entries(files).map(([file, text]) => {
  const [language, name] = file.split('/').slice(-2) as [Language, string];
  return { language, id: name.replace(/\.md$/, '') as ManualId, manual: readManual(text) };
});
const blocksOf = (manual: Manual): Block[] => [...manual.lead, ...manual.sections.flatMap(({ blocks }) => blocks)];
const linesOfManual = (manual: Manual): Words[][] => linesOf(blocksOf(manual));
const picturesOf = (manual: Manual) => blocksOf(manual).filter((block) => block.kind === 'picture');

describe.each(languages)('the manuals in %s', (language) => {
  const here = manuals.filter((one) => one.language === language);

  test('are there, one for each role and one for everybody', () => {
    expect(here.map(({ id }) => id).sort()).toEqual([...manualIds].sort());
  });

  test.each(manualIds)('%s has the sections that the pages are linked to, and no other', (id) => {
    const manual = here.find((one) => one.id === id)?.manual;
    expect(manual?.sections.map((section) => section.id)).toEqual(sectionsOf[id]);
    for (const section of manual?.sections ?? []) expect(section.blocks.length, section.id).toBeGreaterThan(0);
  });

  const onScreen = wordsOnScreen(language);
  test.each(here)('$id quotes words that stand on the screen, letter for letter', ({ manual }) => {
    const quoted = linesOfManual(manual)
      .flat()
      .filter(({ kind }) => kind === 'screen')
      .map(({ text }) => text);
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((words) => !onScreen(words))).toEqual([]);
  });

  test.each(here)('$id leads to places that are there', ({ manual }) => {
    for (const words of linesOfManual(manual).flat()) {
      if (words.kind !== 'link') continue;
      const [, id = '', section = ''] = /^([a-z-]+)\.md#([a-z-]+)$/.exec(words.to) ?? [];
      expect(sectionsOf[id as ManualId] ?? [], words.to).toContain(section);
    }
  });

  test('name every picture of the folder, each one once, and none that is missing', () => {
    const named = here.flatMap(({ id, manual }) => picturesOf(manual).map(({ file }) => ({ id, file })));
    for (const { id, file } of named) expect(file.startsWith(`${id}-`), `${file} in ${id}`).toBe(true);
    expect(named.map(({ file }) => file).sort()).toEqual(readdirSync(path.join(folder, language, 'pictures')).sort());
  });

  test('have a caption on every picture that says by words of the screen what it shows', () => {
    for (const picture of here.flatMap(({ manual }) => picturesOf(manual)))
      expect(
        picture.caption.some(({ kind }) => kind === 'screen'),
        picture.file,
      ).toBe(true);
  });
});

test('both languages show the same pictures at the same places', () => {
  const placesIn = (language: Language) =>
    manuals
      .filter((one) => one.language === language)
      .flatMap(({ manual }) =>
        manual.sections.flatMap(({ id, blocks }) =>
          blocks.flatMap((block) => (block.kind === 'picture' ? [`${id} ${block.file}`] : [])),
        ),
      )
      .sort();
  expect(placesIn('en')).toEqual(placesIn('zh-CN'));
});

test('the pictures stay small, each and all together', () => {
  const sizes = languages
    .map((language) => path.join(folder, language, 'pictures'))
    .filter(existsSync)
    .flatMap((at) => readdirSync(at).map((name) => ({ name, bytes: statSync(path.join(at, name)).size })));
  expect(sizes.filter(({ bytes }) => bytes > 200 * 1024)).toEqual([]);
  expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(6 * 1024 ** 2);
});

describe('every page of the router', () => {
  test('is in the table of what explains it, and nothing else is', () => {
    expect(Object.keys(sectionsOfPage).sort()).toEqual(pages.map((page) => page.path).sort());
  });

  test.each(pages)('$path is explained to everyone who may open it', ({ path: page, permission }) => {
    const open = permission === 'public' || permission === 'signedIn';
    const roles = Object.keys(manualOfRole) as Parameters<typeof scopesOf>[0][];
    for (const role of open ? roles : roles.filter((one) => scopesOf(one, permission).length > 0)) {
      const { manual, section } = placeOfPage(page, [role]);
      expect(sectionsOfPage[page], role).toContain(section);
      expect(sectionsOf[manual], role).toContain(section);
      expect([manualOfRole[role], 'begin'], role).toContain(manual);
    }
  });

  test('prefers the own manual to the one for everybody, and the first role that says something', () => {
    expect(placeOfPage('/t/$taskId', ['verifier'])).toEqual({ manual: 'verifier', section: 'task' });
    expect(placeOfPage('/people', ['verifier'])).toEqual({ manual: 'begin', section: 'people' });
    expect(placeOfPage('/papers', ['unitClerk', 'leader'])).toEqual({ manual: 'leader', section: 'papers' });
  });

  test('what is no page, and who has no role, leads to the beginning', () => {
    expect(placeOfPage(undefined, ['leader'])).toEqual({ manual: 'begin', section: 'today' });
    expect(placeOfPage('/', [])).toEqual({ manual: 'begin', section: 'today' });
  });
});

/** Whether words stand somewhere in the locale files: as they are, or with something in the place of each slot. */
function wordsOnScreen(language: Language): (words: string) => boolean {
  const modules = import.meta.glob<Record<string, unknown>>(
    ['../../**/*ocale.ts', '../../app/locale/*.ts', '!../../**/*.test.ts', '../../app/roles.ts', '../../**/reasons.ts'],
    { eager: true },
  );
  const sentences = Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter((value): value is Both => typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value)
    .flatMap((both) => Object.values(both[language]).map((sentence) => sentence.trim()));
  const plain = new Set(sentences);
  const withSlots = sentences
    // A sentence that is nothing but a slot would allow everything.
    .filter((sentence) => /\{\w+\}/.test(sentence) && sentence.replaceAll(/\{\w+\}/g, '').trim().length > 1)
    .map(
      (sentence) =>
        new RegExp(
          `^${sentence
            .split(/\{\w+\}/)
            .map(escaped)
            .join('.{1,30}')}$`,
        ),
    );
  return (words) => plain.has(words) || withSlots.some((shape) => shape.test(words));
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
