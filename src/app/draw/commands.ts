/** Command lines as they are drawn: what a form or a menu entry says, in the words of docker, ip, tc and iptables. */
import type { CableDrawing, ContainerDrawing, DrawingView, HostDrawing } from '../../inspect/drawing';

export interface ContainerChoice {
  readonly image: string;
  readonly name: string;
  readonly network: string;
  /** Port of the host by port of the container: `80/tcp` to `8080`. */
  readonly ports: Readonly<Record<string, string>>;
}

export interface NetworkChoice {
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly subnet: string;
  readonly gateway: string;
  readonly parent: string;
}

export interface RuleChoice {
  readonly chain: string;
  /** Addresses; empty for any. */
  readonly from: string;
  readonly to: string;
  /** Empty for any. */
  readonly protocol: string;
  readonly port: string;
  readonly verdict: string;
}

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
const flag = (name: string, value: string): string => (value.trim() === '' ? '' : `${name} ${value.trim()}`);

/** `80/tcp` as `-p` has it: the protocol is said where it is not TCP. */
const published = (port: string, host: string): string =>
  `-p ${host === '' ? '' : `${host}:`}${port.replace('/tcp', '')}`;

export function runLine({ image, name, network, ports }: ContainerChoice): string {
  return words(
    'docker run -d',
    flag('--name', name),
    network === 'bridge' ? '' : flag('--network', network),
    ...Object.entries(ports).map(([port, host]) => published(port, host)),
    image.trim(),
  );
}

export function networkLine({ name, driver, internal, subnet, gateway, parent }: NetworkChoice): string {
  return words(
    'docker network create',
    driver === 'bridge' ? '' : `-d ${driver}`,
    internal ? '--internal' : '',
    driver === 'overlay' ? '--attachable' : '',
    flag('--subnet', subnet),
    flag('--gateway', gateway),
    parent.trim() === '' ? '' : `-o parent=${parent.trim()}`,
    name.trim(),
  );
}

/** A port is given when a container is made: it is removed, and made again with the port. */
export function publishLines({ name, again }: ContainerDrawing, port: string, host: string): string[] {
  if (again === null) return [];
  return [`docker rm -f ${name}`, `${again.run} ${published(port, host)} ${again.image}`, ...again.then];
}

export function linkLine({ prefix, dev }: CableDrawing, up: boolean): string {
  return `${prefix}ip link set ${dev} ${up ? 'up' : 'down'}`;
}

/** An interface that has a discipline gets another in its place. */
export function netemLine({ prefix, dev, netem }: CableDrawing, delay: number, loss: number): string {
  const verb = netem === null ? 'add' : 'replace';
  return words(
    `${prefix}tc qdisc ${verb} dev ${dev} root netem`,
    delay > 0 ? `delay ${delay}ms` : '',
    loss > 0 ? `loss ${loss}%` : '',
  );
}

export const netemEndLine = ({ prefix, dev }: CableDrawing): string => `${prefix}tc qdisc del dev ${dev} root`;

/** A rule at the head of its chain: nothing before it lets the packet through. */
export function ruleLine({ chain, from, to, protocol, port, verdict }: RuleChoice): string {
  const ported = protocol === 'tcp' || protocol === 'udp';
  return words(
    `iptables -I ${chain}`,
    flag('-s', from),
    flag('-d', to),
    flag('-p', protocol),
    ported ? flag('--dport', port) : '',
    `-j ${verdict}`,
  );
}

export function deleteRuleLine({ table, chain, spec }: HostDrawing['rules'][number]): string {
  return words('iptables', table === 'filter' ? '' : `-t ${table}`, `-D ${chain}`, spec);
}

/** A name that nobody has: the word itself, or with the first free number behind it. */
export function freeName(word: string, taken: readonly string[], first: number | null = null): string {
  if (first === null && !taken.includes(word)) return word;
  let number = first ?? 2;
  while (taken.includes(`${word}${number}`)) number++;
  return `${word}${number}`;
}

/** What a container is called unless somebody says: `c1` where its image is but a shell, else after its image. */
export function containerName(image: string, exposed: readonly string[], taken: readonly string[]): string {
  const word = image.replace(/^.*\//, '').replace(/[:@].*$/, '');
  return exposed.length === 0 || word === '' ? freeName('c', taken, 1) : freeName(word, taken);
}

/** The port of the host for a port of a container: its own number where that is free, else from 8080 on. */
export function hostPort(port: string, taken: readonly number[]): string {
  const own = Number.parseInt(port, 10);
  if (!taken.includes(own)) return String(own);
  let free = 8080;
  while (taken.includes(free)) free++;
  return String(free);
}

/** The Docker host that is not there yet. */
export function nextHost({ hosts }: DrawingView): string {
  return freeName(
    'host',
    hosts.map(({ machine }) => machine),
  );
}
