import { type Language, useLanguage } from './language.ts';

type Slots = Record<string, string | number>;
type Chinese = Record<string, string>;
/** The same keys in English; a key that counts may add its singular as `key_one`. */
type English<Z extends Chinese> = Record<keyof Z, string> & Partial<Record<`${keyof Z & string}_one`, string>>;

/** The words of one feature in both languages. A feature's chunk carries its own words and no others. */
export interface Texts<Z extends Chinese> {
  'zh-CN': Z;
  en: English<Z>;
}

export type TextKey<T> = T extends Texts<infer Z> ? keyof Z & string : never;
export type Speaker<Z extends Chinese> = (key: keyof Z & string, slots?: Slots) => string;

const plurals: Record<Language, Intl.PluralRules> = {
  'zh-CN': new Intl.PluralRules('zh-CN'),
  en: new Intl.PluralRules('en'),
};

/**
 * Declares the words of a feature; the Chinese keys are the type and English has to have each of them.
 * @example export const text = texts({ 'zh-CN': { due: '还有 {count} 天' }, en: { due: '{count} days left', due_one: '{count} day left' } });
 */
export function texts<const Z extends Chinese>(both: { 'zh-CN': Z; en: English<NoInfer<Z>> }): Texts<Z> {
  return both;
}

/** One sentence in a given language. `{count}` chooses singular or plural; a slot without a value stays visible. */
export function speak<Z extends Chinese>(
  text: Texts<Z>,
  language: Language,
  key: keyof Z & string,
  slots: Slots = {},
): string {
  const words: Record<string, string> = text[language];
  const counted =
    typeof slots.count === 'number' ? words[`${key}_${plurals[language].select(slots.count)}`] : undefined;
  return (counted ?? words[key] ?? key).replace(/\{(\w+)\}/g, (slot, name: string) => String(slots[name] ?? slot));
}

/** The feature's `t()`: speaks the chosen language, and the component follows when the language changes. */
export function useText<Z extends Chinese>(text: Texts<Z>): Speaker<Z> {
  const language = useLanguage();
  return (key, slots) => speak(text, language, key, slots);
}
