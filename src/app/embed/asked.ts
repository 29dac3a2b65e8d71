/** What the address asks for before its fragment: `?embed&theme=dark&lang=ko`, as a page that embeds an example writes it. */
import type { Locale } from '../paraglide/runtime';

interface Asked {
  /** The picture, the player and a sentence, and nothing else. */
  readonly embed: boolean;
  readonly theme: 'light' | 'dark' | null;
  readonly lang: Locale | null;
}

export function askedBy(search: string): Asked {
  const params = new URLSearchParams(search);
  const [theme, lang] = [params.get('theme'), params.get('lang')];
  return {
    embed: params.has('embed'),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    lang: lang === 'en' || lang === 'ko' ? lang : null,
  };
}

/** The frame for another page that shows the scenario of a link. */
export function frameFor(link: string, title: string): string {
  const address = new URL(link);
  address.search = '?embed';
  const escaped = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const source = address.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${source}" title="${escaped}" width="100%" height="480" style="border:0"></iframe>`;
}
