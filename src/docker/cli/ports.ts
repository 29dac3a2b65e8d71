/** `-p` and `--expose` in every form (docker/go-connections `nat`): `80`, `8080:80`, `127.0.0.1:8080:80/udp`, `8000-8009:80`, `7000-7002:7000-7002`. */
import { parseIpv4 } from '../../base/ipv4';
import { isTransport, type PortBinding } from '../port';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** One port or a range, or null. */
function parseRange(text: string): Range | null {
  const found = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (found?.[1] === undefined) return null;
  const from = Number(found[1]);
  const to = Number(found[2] ?? found[1]);
  return from > 65535 || to > 65535 || to < from ? null : { from, to };
}

/** Every binding that the specifications ask for, or a sentence about the first that is wrong. */
export function parsePorts(specs: readonly string[]): PortBinding[] | string {
  const bindings: PortBinding[] = [];
  for (const spec of specs) {
    const parsed = spec.includes('=') ? parseLong(spec) : parsePort(spec);
    if (typeof parsed === 'string') return parsed;
    bindings.push(...parsed);
  }
  return bindings;
}

/** `published=8080,target=80,protocol=udp,mode=ingress`: what it does not know it passes over (cli `convertToStandardNotation`). */
function parseLong(spec: string): PortBinding[] | string {
  const fields: Record<string, string> = { published: '', target: '', protocol: 'tcp' };
  for (const field of spec.split(',')) {
    const at = field.indexOf('=');
    if (at <= 0) return `invalid publish opts format (should be name=value but got '${field}')`;
    fields[field.slice(0, at)] = field.slice(at + 1);
  }
  return parsePort(`${fields['published'] ?? ''}:${fields['target'] ?? ''}/${fields['protocol'] ?? ''}`);
}

function parsePort(spec: string): PortBinding[] | string {
  const slash = spec.lastIndexOf('/');
  const protocol = (slash < 0 ? 'tcp' : spec.slice(slash + 1)).toLowerCase();
  const parts = (slash < 0 ? spec : spec.slice(0, slash)).split(':');
  const containerText = parts.pop() ?? '';
  const hostText = parts.pop() ?? '';
  const hostIp = parts.join(':').replace(/^\[(.*)\]$/, '$1');
  if (containerText === '') return `no port specified: ${spec}<empty>`;
  const inside = parseRange(containerText);
  if (inside === null) return `invalid containerPort: ${containerText}`;
  if (hostIp !== '' && parseIpv4(hostIp) === null && !hostIp.includes(':')) return `invalid IP address: ${hostIp}`;
  const outside = hostText === '' ? { from: 0, to: 0 } : parseRange(hostText);
  if (outside === null) return `invalid hostPort: ${hostText}`;
  if (!isTransport(protocol)) return `invalid proto: ${protocol}`;
  const inner = inside.to - inside.from;
  const outer = outside.to - outside.from;
  if (hostText !== '' && inner !== outer && inner !== 0)
    return `invalid ranges specified for container and host Ports: ${containerText} and ${hostText}`;
  return Array.from({ length: inner + 1 }, (_, i) => ({
    containerPort: inside.from + i,
    protocol,
    hostIp,
    hostPort: outside.from === 0 ? 0 : inner === 0 ? outside.from : outside.from + i,
    hostPortEnd: outside.from === 0 ? 0 : inner === 0 ? outside.to : outside.from + i,
  }));
}

/** `80`, `80/udp`, `7000-7002`: a port each. */
export function parseExpose(specs: readonly string[]): string[] | string {
  const exposed: string[] = [];
  for (const spec of specs) {
    const [ports = '', protocol = 'tcp'] = spec.split('/');
    if (ports.includes(':')) return `invalid port format for --expose: ${spec}`;
    const range = parseRange(ports);
    if (/^(\d+)-(\d+)$/.test(ports) && range === null)
      return `invalid range format for --expose: ${spec}, error: invalid range specified for port: ${ports}`;
    if (range === null)
      return `invalid range format for --expose: ${spec}, error: strconv.ParseUint: parsing "${ports.split('-')[0] ?? ''}": invalid syntax`;
    for (let port = range.from; port <= range.to; port++) exposed.push(`${port}/${protocol}`);
  }
  return exposed;
}
