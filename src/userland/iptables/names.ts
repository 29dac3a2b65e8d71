/** Names on iptables' command line: services as /etc/services has them, hosts as /etc/hosts does. */
import { formatIpv4, parseIpv4 } from '../../base/ipv4';
import type { Names } from '../../kernel/netfilter/spec/values';
import type { Sys } from '../program';
import { servicePort } from '../services';

function hosts(sys: Sys): string[][] {
  return (sys.readFile('/etc/hosts') ?? '')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter((words) => words.length > 1);
}

export function namesOf(sys: Sys): Names {
  return {
    portOf: servicePort,
    addressesOf: (host) =>
      hosts(sys).flatMap(([address = '', ...names]) => {
        const ip = names.includes(host) ? parseIpv4(address) : null;
        return ip === null ? [] : [ip];
      }),
  };
}

/** The first name of an address. */
export function hostName(sys: Sys, address: number): string | null {
  const text = formatIpv4(address);
  return hosts(sys).find(([own]) => own === text)?.[1] ?? null;
}
