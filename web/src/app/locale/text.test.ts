import { describe, expect, test } from 'vitest';
import { speak, texts } from './text.ts';

const text = texts({
  'zh-CN': { left: '还有 {count} 天', greeting: '{name}，您好' },
  en: { left: '{count} days left', left_one: '{count} day left', greeting: 'Good day, {name}' },
});

describe('a feature speaks two languages', () => {
  test('fills the slots', () => {
    expect(speak(text, 'zh-CN', 'greeting', { name: '周明' })).toBe('周明，您好');
    expect(speak(text, 'en', 'greeting', { name: 'Zhou Ming' })).toBe('Good day, Zhou Ming');
  });

  test('counts in English by singular and plural, in Chinese by one form', () => {
    expect(speak(text, 'en', 'left', { count: 1 })).toBe('1 day left');
    expect(speak(text, 'en', 'left', { count: 0 })).toBe('0 days left');
    expect(speak(text, 'zh-CN', 'left', { count: 1 })).toBe('还有 1 天');
  });

  test('leaves a slot without a value in sight', () => {
    expect(speak(text, 'en', 'greeting')).toBe('Good day, {name}');
  });
});

/** Every object made by `texts` anywhere in the web, with the file it stands in. */
function allTexts(): [string, Record<'zh-CN' | 'en', Record<string, string>>][] {
  const modules = import.meta.glob<Record<string, unknown>>(
    ['../../**/locale.ts', './navigation.ts', './shell.ts', '../roles.ts'],
    { eager: true },
  );
  return Object.entries(modules).flatMap(([file, exported]) =>
    Object.values(exported)
      .filter((value): value is Record<'zh-CN' | 'en', Record<string, string>> => {
        return typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value;
      })
      .map((found): [string, typeof found] => [file, found]),
  );
}

const slotsOf = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();

describe('the words of every feature', () => {
  const found = allTexts();

  test('are found', () => {
    expect(found.length).toBeGreaterThanOrEqual(6);
  });

  test.each(found)('%s: both languages have the same slots in each sentence', (_, both) => {
    for (const [key, chinese] of Object.entries(both['zh-CN'])) {
      const english = both.en[key];
      expect.soft(english, key).toBeTruthy();
      expect.soft(slotsOf(english ?? ''), key).toEqual(slotsOf(chinese));
    }
  });

  test.each(found)('%s: the Chinese is Chinese and the English is not', (_, both) => {
    for (const [key, english] of Object.entries(both.en)) {
      expect.soft(english, key).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
