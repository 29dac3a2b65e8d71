/** What the files of a host say about names: resolv.conf(5) and hosts(5). */
import { type Ipv4, IPV4_LOOPBACK, parseIpv4 } from '../../base/ipv4';

export interface ResolvConf {
  readonly servers: readonly Ipv4[];
  readonly search: readonly string[];
  readonly ndots: number;
  readonly timeout: number;
  readonly attempts: number;
}

/** MAXNS, and the bounds glibc puts on options. */
const MOST_SERVERS = 3;
const MOST_NDOTS = 15;
const MOST_TIMEOUT = 30;
const MOST_ATTEMPTS = 5;

/** Reads resolv.conf; without a file, or a server in it, the host itself is asked. */
export function readResolvConf(text: string | null): ResolvConf {
  const servers: Ipv4[] = [];
  let search: string[] = [];
  const options = { ndots: 1, timeout: 5, attempts: 2 };
  for (const line of (text ?? '').split('\n')) {
    if (/^[;#]/.test(line)) continue;
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'nameserver') {
      const server = parseIpv4(words[0] ?? '');
      if (server !== null && servers.length < MOST_SERVERS) servers.push(server);
    } else if (keyword === 'search') search = words;
    else if (keyword === 'domain') search = words.slice(0, 1);
    else if (keyword === 'options') for (const word of words) readOption(options, word);
  }
  return {
    servers: servers.length > 0 ? servers : [IPV4_LOOPBACK],
    search: search.filter((one) => one !== '.'),
    ...options,
  };
}

function readOption(options: { ndots: number; timeout: number; attempts: number }, word: string): void {
  const match = /^(ndots|timeout|attempts):(\d+)$/.exec(word);
  const value = Number(match?.[2]);
  if (match?.[1] === 'ndots') options.ndots = Math.min(value, MOST_NDOTS);
  else if (match?.[1] === 'timeout') options.timeout = Math.min(Math.max(value, 1), MOST_TIMEOUT);
  else if (match?.[1] === 'attempts') options.attempts = Math.min(Math.max(value, 1), MOST_ATTEMPTS);
}

/** A line of /etc/hosts; `ip` is null for an address of IPv6. */
export interface HostsEntry {
  readonly ip: Ipv4 | null;
  readonly text: string;
  readonly names: readonly string[];
}

export function readHosts(text: string | null): HostsEntry[] {
  const entries: HostsEntry[] = [];
  for (const line of (text ?? '').split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address === undefined || address === '' || names.length === 0) continue;
    const ip = parseIpv4(address);
    if (ip !== null || address.includes(':')) entries.push({ ip, text: address, names });
  }
  return entries;
}

/** The names to ask for, in their order: those with fewer dots than `ndots` get the search domains first (`res_search`). */
export function candidatesOf(name: string, conf: ResolvConf): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const dots = name.split('.').length - 1;
  const searched = conf.search.map((domain) => `${name}.${domain}`);
  return dots >= conf.ndots ? [name, ...searched] : [...searched, name];
}
