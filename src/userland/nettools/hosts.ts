/** Names as net-tools find them at once: /etc/hosts. */
import { type Ipv4, parseIpv4 } from '../../base/ipv4';
import type { Sys } from '../program';

function lines(sys: Sys): string[][] {
  return (sys.readFile('/etc/hosts') ?? '')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter((words) => words.length > 1);
}

/** The first name of the line that has a name: what it is called in full. */
export function fullName(sys: Sys, host: string): string {
  const found = lines(sys).find(([, ...names]) => names.includes(host));
  return found?.[1] ?? host;
}

/** The address that a text is or names; null where it does neither. */
export function resolveHost(sys: Sys, host: string): Ipv4 | null {
  const ip = parseIpv4(host);
  if (ip !== null) return ip;
  for (const [address = '', ...names] of lines(sys)) {
    const named = names.includes(host) ? parseIpv4(address) : null;
    if (named !== null) return named;
  }
  return null;
}
