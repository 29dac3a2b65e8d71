/** Amounts of memory as bytes, and `deploy` with every short form written out (compose-go `types/bytes.go`, docker `go-units`). */
import { field, mapField, scalar, textOf, type TreeNode } from '../file/tree';
import { canonicalSettings } from './settings';
import { goDuration } from './volumes';

const UNITS: readonly string[] = ['b', 'k', 'm', 'g', 't', 'p'];

/** `64m`, `1gb`, `512` as a string of bytes; what is no amount stays as it is. */
export function canonicalBytes(node: TreeNode): TreeNode {
  const [, number, unit = 'b'] = /^(\d+(?:\.\d+)?) ?(?:([bkmgtp])(?:i?b)?)?$/i.exec(textOf(node) ?? '') ?? [];
  if (number === undefined) return node;
  return scalar(String(Math.trunc(Number(number) * 1024 ** UNITS.indexOf(unit.toLowerCase()))), node.at);
}

/** A share of processors as a number. */
export function canonicalShare(node: TreeNode): TreeNode {
  const share = Number(textOf(node) ?? '');
  return Number.isNaN(share) ? node : scalar(share, node.at);
}

const duration = (node: TreeNode) => scalar(goDuration(textOf(node) ?? ''), node.at);

/** Each field passed through its form, where it is there. */
function inForm(node: TreeNode, forms: Readonly<Record<string, (value: TreeNode) => TreeNode>>): TreeNode {
  if (node.kind !== 'map') return node;
  return Object.entries(forms).reduce((tree, [key, form]) => mapField(tree, key, form), node);
}

const amounts = (node: TreeNode) => inForm(node, { cpus: canonicalShare, memory: canonicalBytes });
const update = (node: TreeNode) => inForm(node, { delay: duration, monitor: duration });

export function canonicalDeploy(node: TreeNode, path: readonly string[]): TreeNode {
  return inForm(node, {
    labels: (labels) => canonicalSettings(labels, [...path, 'labels'], ''),
    update_config: update,
    rollback_config: update,
    resources: (resources) => inForm(resources, { limits: amounts, reservations: amounts }),
    restart_policy: (policy) => inForm(policy, { delay: duration, window: duration }),
  });
}

function isOff(node: TreeNode | null): boolean {
  return node?.kind === 'scalar' && node.value === false;
}

/** Nothing is said by a switch that is off where off is what it is anyhow. */
export function withoutOff(node: TreeNode, keys: readonly string[]): TreeNode {
  if (node.kind !== 'map' || !keys.some((key) => isOff(field(node, key)))) return node;
  return { ...node, entries: node.entries.filter(({ key, value }) => !keys.includes(key) || !isOff(value)) };
}
