/** `extra_hosts` in both forms, as the sorted list of `name=address` that compose makes of them. */
import { complain } from '../file/problem';
import { entriesOf, itemsOf, list, scalar, textOf, type TreeNode } from '../file/tree';

interface Host {
  readonly name: string;
  readonly address: string;
  readonly node: TreeNode;
}

export function canonicalHosts(node: TreeNode, service: string): TreeNode {
  const hosts: Host[] = [];
  for (const { key, value } of entriesOf(node)) {
    const addresses = value.kind === 'list' ? value.items : [value];
    for (const address of addresses) hosts.push({ name: key, address: textOf(address) ?? '', node: address });
  }
  for (const item of itemsOf(node)) hosts.push(readHost(item, service));
  const lines = hosts.map(({ name, address, node: { at } }) =>
    scalar(`${name}=${address.replace(/^\[(.*)\]$/, '$1')}`, at),
  );
  return list(
    lines.sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1)),
    node.at,
  );
}

function readHost(item: TreeNode, service: string): Host {
  const text = textOf(item) ?? '';
  const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  if (at >= 0) return { name: text.slice(0, at), address: text.slice(at + 1), node: item };
  const reason = `'services[${service}].extra_hosts' invalid additional host, missing IP: ${text}`;
  throw complain(item.at, `decoding failed due to the following error(s):\n\n${reason}`);
}
