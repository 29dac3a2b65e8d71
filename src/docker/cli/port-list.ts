/** The PORTS column: neighbours grouped into ranges, ports that keep their number before those that change it (cli `formatter.DisplayablePorts`). */
import type { ContainerPort } from '../engine';

interface Shown {
  readonly inside: number;
  readonly protocol: string;
  /** '' for a port that is only exposed. */
  readonly ip: string;
  readonly outside: number;
}

export function displayPorts(ports: readonly ContainerPort[]): string {
  const shown = ports.flatMap(flatten).sort(compare);
  const open = new Map<string, { first: number; last: number }>();
  const groups: string[] = [];
  const remapped: string[] = [];
  for (const port of shown) {
    if (port.ip !== '' && port.outside !== port.inside) {
      remapped.push(`${hostPort(port.ip, `${port.outside}`)}->${port.inside}/${port.protocol}`);
      continue;
    }
    const key = `${port.ip} ${port.protocol}`;
    const group = open.get(key);
    if (group !== undefined && port.inside === group.last + 1) group.last = port.inside;
    else {
      if (group !== undefined) groups.push(groupText(key, group));
      open.set(key, { first: port.inside, last: port.inside });
    }
  }
  return [...groups, ...[...open].map(([key, group]) => groupText(key, group)), ...remapped].join(', ');
}

function flatten({ port, bound }: ContainerPort): Shown[] {
  const [number = '', protocol = 'tcp'] = port.split('/');
  const inside = Number(number);
  if (bound.length === 0) return [{ inside, protocol, ip: '', outside: 0 }];
  return bound.map(({ hostIp, hostPort: outside }) => ({ inside, protocol, ip: hostIp, outside }));
}

function compare(a: Shown, b: Shown): number {
  return a.inside - b.inside || text(a.ip, b.ip) || a.outside - b.outside || text(a.protocol, b.protocol);
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupText(key: string, { first, last }: { first: number; last: number }): string {
  const [ip = '', protocol = ''] = key.split(' ');
  const range = first === last ? `${first}` : `${first}-${last}`;
  return ip === '' ? `${range}/${protocol}` : `${hostPort(ip, range)}->${range}/${protocol}`;
}

/** An address and a port; IPv6 in brackets. */
export function hostPort(ip: string, port: string): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
