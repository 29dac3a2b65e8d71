/** `ports` in every form, as the long form that compose turns them all into. */
import { complain } from '../file/problem';
import { entry, field, type MapNode, map, type Position, scalar, textOf, type TreeNode } from '../file/tree';
import { parsePorts } from '../../cli/ports';
import { parseIpv4 } from '../../../base/ipv4';

/** The long form of an entry: one for each port of a range. */
export function canonicalPorts(node: TreeNode, path: readonly string[]): MapNode[] {
  if (node.kind === 'map') return [longForm(node, path)];
  return shortForm(textOf(node) ?? '', node.at);
}

function longForm(node: MapNode, path: readonly string[]): MapNode {
  if (field(node, 'target') === null)
    throw complain(node.at, `service ports ${path.join('.')} is missing a target port`);
  const host = textOf(field(node, 'host_ip'));
  if (host !== null && host !== '' && parseIpv4(host) === null && !host.includes(':')) {
    throw complain(node.at, `${[...path.slice(0, -1), '[]'].join('.')}: invalid ip address: ${host}`);
  }
  const given = (key: string, otherwise: string) =>
    scalar(textOf(field(node, key)) ?? otherwise, field(node, key)?.at ?? node.at);
  const kept = node.entries.filter(({ key }) => !['mode', 'published', 'protocol'].includes(key));
  const published = field(node, 'published') === null ? [] : [entry('published', given('published', ''))];
  return map(
    [...kept, entry('mode', given('mode', 'ingress')), ...published, entry('protocol', given('protocol', 'tcp'))],
    node.at,
  );
}

/** The daemon's own sentences about `-p`, but that compose begins them with a capital. */
function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1).replace('IP address', 'ip address');
}

function shortForm(spec: string, at: Position): MapNode[] {
  const bindings = parsePorts([spec]);
  if (typeof bindings === 'string') throw complain(at, capitalized(bindings));
  return bindings.map(({ hostIp, containerPort, hostPort, hostPortEnd, protocol }) => {
    const published = hostPort === 0 ? '' : hostPortEnd > hostPort ? `${hostPort}-${hostPortEnd}` : `${hostPort}`;
    return map(
      [
        entry('mode', scalar('ingress', at)),
        ...(hostIp === '' ? [] : [entry('host_ip', scalar(hostIp, at))]),
        entry('target', scalar(containerPort, at)),
        ...(published === '' ? [] : [entry('published', scalar(published, at))]),
        entry('protocol', scalar(protocol, at)),
      ],
      at,
    );
  });
}
