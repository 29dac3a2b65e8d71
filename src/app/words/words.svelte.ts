/** The interface's words in the reader's language: every sentence is looked up here, and again when the language changes. */
import { askedBy } from '../embed/asked';
import { m } from '../paraglide/messages';
import { getLocale, type Locale, setLocale } from '../paraglide/runtime';
import { withParticles } from './particle';

type Messages = typeof m;
export type MessageKey = keyof Messages;
export type Params = Readonly<Record<string, string | number>>;
type Words = (params: Params, options: { locale: Locale }) => string;

/** The parameters that a message names; none, where it names none. */
type ParamsOf<K extends MessageKey> = Parameters<Messages[K]>[0] extends infer P
  ? Record<string, never> extends P
    ? [params?: Record<string, never>]
    : [params: { readonly [Name in keyof P]: string | number }]
  : never;

class Language {
  #locale = $state<Locale>(askedBy(location.search).lang ?? getLocale());

  constructor() {
    this.#tellDocument();
  }

  get locale(): Locale {
    return this.#locale;
  }

  choose(locale: Locale): void {
    this.#locale = locale;
    void setLocale(locale, { reload: false });
    this.#tellDocument();
  }

  #tellDocument(): void {
    document.documentElement.lang = this.#locale;
  }
}

export const language = new Language();

const isWords = (value: unknown): value is Words => typeof value === 'function';
const catalogue = new Map<string, unknown>(Object.entries(m));

/** The message of a key that is only known while running, or null where the catalogue has none. */
export function lookUp(key: string, params: Params): string | null {
  const words = catalogue.get(key);
  if (!isWords(words)) return null;
  const text = words(params, { locale: language.locale });
  return language.locale === 'ko' ? withParticles(text) : text;
}

/** The message of a key, its parameters filled in. */
export function say<K extends MessageKey>(key: K, ...[params]: ParamsOf<K>): string {
  return lookUp(key, params ?? {}) ?? key;
}

/** A number as the reader's language writes it: `12,400`. */
export function sayNumber(value: number): string {
  return value.toLocaleString(language.locale);
}
