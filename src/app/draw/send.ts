/** What can be sent from a box, and to whom: by name where names resolve, by address otherwise. */
import type { DrawingView } from '../../inspect/drawing';
import type { CommandLine } from '../../lab/work';

export const PROGRAMS = ['ping', 'curl', 'nc', 'nslookup'];

interface Target {
  readonly value: string;
  readonly label: string;
  /** Ports that may answer, the likeliest first. */
  readonly ports: readonly string[];
}

/** A command line for a program, a target and a port. */
export function programLine(program: string, target: string, port: string): string {
  switch (program) {
    case 'curl':
      return `curl -s http://${target}${port === '80' || port === '' ? '' : `:${port}`}/`;
    case 'nc':
      return `nc -zv ${target} ${port}`;
    case 'nslookup':
      return `nslookup ${target}`;
    default:
      return `ping -c 1 ${target}`;
  }
}

/** What is typed at a machine, or within a container of it. */
export function sentFrom(machine: string, container: string | null, line: string): CommandLine {
  return { at: machine, line: container === null ? line : `docker exec ${container} ${line}` };
}

/** Containers on a network of the sender's by name, every other address as it is, and a server of the Internet. */
export function targetsOf(drawing: DrawingView, machine: string, container: string | null): Target[] {
  const host = drawing.hosts.find((candidate) => candidate.machine === machine);
  const own = host?.containers.find(({ name }) => name === container)?.networks ?? [];
  const named = (host?.networks ?? [])
    .filter(({ name, predefined }) => !predefined && own.includes(name))
    .flatMap(({ containers }) => containers)
    .filter((name) => name !== container);
  const portsOf = (name: string): string[] => {
    const container = drawing.hosts.flatMap(({ containers }) => containers).find((other) => other.name === name);
    const published = drawing.hosts.find((candidate) => candidate.machine === name)?.published.map(String);
    const ports = published ?? container?.exposed.map((port) => port.replace(/\/.*$/, '')) ?? [];
    return ports.length > 0 ? ports : ['80'];
  };
  const names = [...new Set(named)].map((name) => ({ value: name, label: name, ports: portsOf(name) }));
  const addresses = drawing.addresses
    .filter(({ name }) => name !== (container ?? machine))
    .map(({ name, address }) => ({ value: address, label: `${name} ${address}`, ports: portsOf(name) }));
  const internet = { value: 'example.com', label: 'example.com', ports: ['80'] };
  return [...names, ...addresses, internet];
}
