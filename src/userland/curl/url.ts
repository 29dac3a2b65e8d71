/** URLs as curl reads them (lib/urlapi.c), as far as HTTP needs. */

export interface Url {
  readonly scheme: 'http' | 'https' | 'ftp';
  readonly host: string;
  readonly port: number;
  /** Path and query, never empty. */
  readonly target: string;
  readonly user: string | null;
  /** The whole, as curl writes it. */
  readonly text: string;
}

export type UrlError = { readonly code: 1 | 3; readonly text: string };

const DEFAULT_PORTS = { http: 80, https: 443, ftp: 21 } as const;

export function isUrlError(url: Url | UrlError): url is UrlError {
  return 'code' in url;
}

const MALFORMED: UrlError = { code: 3, text: 'URL using bad/illegal format or missing URL' };

/** The URL, or curl's exit code and words; a scheme that is left out is http. */
export function parseUrl(given: string): Url | UrlError {
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?([^/?#]*)([^#]*)/.exec(given);
  const scheme = (match?.[1] ?? 'http').toLowerCase();
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'ftp') {
    return { code: 1, text: `Protocol "${scheme}" not supported or disabled in libcurl` };
  }
  const authority = /^(?:(.*)@)?([^:@]*|\[[0-9a-fA-F:]+\])(?::(\d*))?$/.exec(match?.[2] ?? '');
  const host = authority?.[2] ?? '';
  const portText = authority?.[3] ?? '';
  const port = portText === '' ? DEFAULT_PORTS[scheme] : Number(portText);
  if (host === '' || /[\s<>"{}|\\^`]/.test(host) || /\s/.test(given) || port > 65535) return MALFORMED;
  const rest = match?.[3] ?? '';
  const target = rest.startsWith('/') ? rest : `/${rest}`;
  const shown = portText === '' ? host : `${host}:${port}`;
  return { scheme, host, port, target, user: authority?.[1] ?? null, text: `${scheme}://${shown}${target}` };
}

/** Where a Location header leads from a URL. */
export function redirectOf(from: Url, location: string): Url | UrlError {
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.test(location)) return parseUrl(location);
  const origin = `${from.scheme}://${hostText(from)}`;
  if (location.startsWith('//')) return parseUrl(`${from.scheme}:${location}`);
  if (location.startsWith('/')) return parseUrl(origin + location);
  return parseUrl(`${origin}${from.target.replace(/\?.*/, '').replace(/[^/]*$/, '')}${location}`);
}

/** The Host header: the port only where it is not the scheme's own. */
export function hostText({ host, port, scheme }: Url): string {
  return port === DEFAULT_PORTS[scheme] ? host : `${host}:${port}`;
}
