/** What iputils ping prints. */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';

const UNREACHABLE = [
  'Destination Net Unreachable',
  'Destination Host Unreachable',
  'Destination Protocol Unreachable',
  'Destination Port Unreachable',
  '',
  'Source Route Failed',
  'Destination Net Unknown',
  'Destination Host Unknown',
  'Source Host Isolated',
  'Destination Net Prohibited',
  'Destination Host Prohibited',
  'Destination Net Unreachable for Type of Service',
  'Destination Host Unreachable for Type of Service',
  'Packet filtered',
  'Precedence Violation',
  'Precedence Cutoff',
];

/** `pr_icmph`: an ICMP error in words; `rest` is its second word. */
export function icmpText(type: number, code: number, rest: number): string {
  switch (type) {
    case 3:
      return code === 4
        ? `Frag needed and DF set (mtu = ${rest & 0xffff})`
        : (UNREACHABLE[code] ?? `Dest Unreachable, Bad Code: ${code}`);
    case 5:
      return `Redirect Host(New nexthop: ${formatIpv4(rest)})`;
    case 11:
      return code === 0
        ? 'Time to live exceeded'
        : code === 1
          ? 'Frag reassembly time exceeded'
          : `Time exceeded, Bad Code: ${code}`;
    case 12:
      return `Parameter problem: pointer = ${rest >>> 24}`;
    default:
      return `Bad ICMP type: ${type}`;
  }
}

/** A round trip of `micros` in milliseconds, with as many places as ping gives it. */
export function tripText(micros: number): string {
  const rounded = Math.round(micros);
  if (rounded >= 100_000 - 50) return `${Math.round(rounded / 1000)} ms`;
  if (rounded >= 10_000 - 5) return `${(rounded / 1000).toFixed(1)} ms`;
  return rounded >= 1000 ? `${(rounded / 1000).toFixed(2)} ms` : `${(rounded / 1000).toFixed(3)} ms`;
}

export interface Tally {
  readonly transmitted: number;
  readonly received: number;
  readonly duplicates: number;
  readonly errors: number;
  /** Microseconds between the first probe and the last. */
  readonly span: number;
  readonly trips: { readonly min: number; readonly max: number; readonly sum: number; readonly squares: number } | null;
  readonly pipe: number;
  /** Microseconds between probes, where they followed the answers. */
  readonly gap: number | null;
}

/** The block after `--- HOST ping statistics ---`. */
export function statisticsText(host: string, tally: Tally): string {
  const { transmitted, received, duplicates, errors, trips } = tally;
  const loss =
    transmitted === 0
      ? ''
      : `, ${percent(((transmitted - received) * 100) / transmitted)}% packet loss, time ${Math.floor(tally.span / 1000)}ms`;
  const extra = (duplicates > 0 ? `, +${duplicates} duplicates` : '') + (errors > 0 ? `, +${errors} errors` : '');
  const last: string[] = [];
  if (trips !== null && received > 0) {
    const total = received + duplicates;
    const average = trips.sum / total;
    const deviation = Math.sqrt(Math.max(0, trips.squares / total - average * average));
    last.push(
      `rtt min/avg/max/mdev = ${[trips.min, average, trips.max, deviation].map((micros) => (micros / 1000).toFixed(3)).join('/')} ms`,
    );
  }
  if (tally.pipe > 1) last.push(`pipe ${tally.pipe}`);
  if (received > 0 && tally.gap !== null && transmitted > 1 && trips !== null) {
    const ewma = trips.sum / (received + duplicates);
    last.push(`ipg/ewma ${(tally.gap / 1000).toFixed(3)}/${(ewma / 1000).toFixed(3)} ms`);
  }
  return `\n--- ${host} ping statistics ---\n${transmitted} packets transmitted, ${received} received${extra}${loss}\n${last.join(', ')}\n`;
}

/** C's %g for a percentage. */
function percent(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** `NAME (ADDRESS)` where a name is known, else the address. */
export function hostText(name: string | null, ip: Ipv4): string {
  return name === null ? formatIpv4(ip) : `${name} (${formatIpv4(ip)})`;
}
