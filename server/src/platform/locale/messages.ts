/** The languages of the product; the first is the default. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** A sentence in both languages with named slots (`{name}`). */
export interface Sentence {
  zh: string;
  en: string;
}

/** A sentence chosen and filled: what was said, in whichever language it will be read. */
export interface Message {
  key: string;
  sentence: Sentence;
  slots: Record<string, string | number>;
}

type Speakers<T extends Record<string, Sentence>> = {
  [K in keyof T]: (slots?: Record<string, string | number>) => Message;
};

/**
 * Declares the sentences a feature can say. Each becomes a function that takes the slots and returns the message.
 * @example const say = messages('tasks', { closed: { zh: '任务已销号', en: 'The task is closed' } }); throw conflict(say.closed())
 */
export function messages<const T extends Record<string, Sentence>>(feature: string, sentences: T): Speakers<T> {
  const speakers: Partial<Speakers<T>> = {};
  for (const name of Object.keys(sentences) as (keyof T & string)[]) {
    const sentence = sentences[name] as Sentence;
    speakers[name] = (slots = {}) => {
      const message = { key: `${feature}.${name}`, sentence, slots };
      said.add(message);
      return message;
    };
  }
  return speakers as Speakers<T>;
}

/** The message in one language, slots filled. A slot without a value stays visible, so that the mistake is seen. */
export function speak(message: Message, language: Language): string {
  const template = language === 'en' ? message.sentence.en : message.sentence.zh;
  return template.replace(/\{(\w+)\}/g, (slot, name: string) => slotInWords(message.slots[name] ?? slot, language));
}

/** `2026-06-30` → `2026年6月30日`; English keeps the digits. */
export function dayInWords(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number);
  return language === 'en' ? day : `${year}年${month}月${date}日`;
}

/** A day that fills a slot is read by a person, not by a program. */
function slotInWords(value: string | number, language: Language): string {
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayInWords(text, language) : text;
}

/**
 * The value with every message in it spoken, however deep: what a refusal tells beside its sentence is written where the
 * reader's language is not known yet.
 */
export function speakAll(value: unknown, language: Language): unknown {
  if (isMessage(value)) return speak(value, language);
  if (Array.isArray(value)) return value.map((member) => speakAll(member, language));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, speakAll(member, language)]));
}

const said = new WeakSet<object>();

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && said.has(value);
}

/** The first supported language of an Accept-Language header; Chinese when none is. */
export function languageOf(acceptLanguage: string | undefined): Language {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
