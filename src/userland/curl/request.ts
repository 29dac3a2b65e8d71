/** What curl asks for. */
import { bytesOf } from '../text';
import type { CurlOptions } from './options';
import { hostText, type Url } from './url';

const AGENT = 'curl/7.88.1';

export function methodOf(options: CurlOptions, redirects: number): string {
  if (options.method !== null) return options.method;
  if (options.head) return 'HEAD';
  return options.data !== null && !options.dataInUrl && redirects === 0 ? 'POST' : 'GET';
}

/** The head of a request, and what follows it. A header given with -H takes the place of curl's own, one without a value takes it away. */
export function requestOf(options: CurlOptions, url: Url, redirects: number): { head: string; body: string } {
  const method = methodOf(options, redirects);
  const body = options.data !== null && !options.dataInUrl && redirects === 0 ? options.data : '';
  const query =
    options.dataInUrl && options.data !== null ? `${url.target.includes('?') ? '&' : '?'}${options.data}` : '';
  const user = options.user ?? url.user;
  const own: [string, string][] = [['Host', hostText(url)]];
  if (user !== null) own.push(['Authorization', `Basic ${btoa(user)}`]);
  own.push(['User-Agent', options.agent ?? AGENT], ['Accept', '*/*']);
  if (options.referer !== null) own.push(['Referer', options.referer]);
  const custom = options.headers.flatMap((text) => {
    const match = /^([^:;]+)[:;]\s*(.*)$/.exec(text);
    return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
  });
  const replaced = (name: string) => custom.find(([other]) => other.toLowerCase() === name.toLowerCase());
  const isOwn = (name: string) => own.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const lines = own.flatMap(([name, value]) => {
    const other = replaced(name);
    if (other === undefined) return [`${name}: ${value}`];
    return other[1] === '' ? [] : [`${other[0]}: ${other[1]}`];
  });
  for (const [name, value] of custom) if (!isOwn(name) && value !== '') lines.push(`${name}: ${value}`);
  if (body !== '') {
    lines.push(`Content-Length: ${bytesOf(body).length}`);
    if (replaced('Content-Type') === undefined) lines.push('Content-Type: application/x-www-form-urlencoded');
  }
  const first = `${method} ${url.target}${query} HTTP/${options.http10 ? '1.0' : '1.1'}`;
  return { head: `${[first, ...lines].join('\r\n')}\r\n\r\n`, body };
}
