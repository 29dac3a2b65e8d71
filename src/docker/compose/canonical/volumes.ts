/** `volumes`, `secrets`, `configs`, `build` and `healthcheck`: nothing of them is simulated, but compose shows their long forms. */
import { complain } from '../file/problem';
import {
  entry,
  field,
  list,
  map,
  mapField,
  type MapNode,
  scalar,
  textOf,
  type TreeNode,
  withField,
} from '../file/tree';
import { resolvePath } from '../../../userland/path';

/** Whether the source of a mount is a path of the host's and not the name of a volume. */
function isPath(source: string): boolean {
  return /^[./~]/.test(source);
}

export function canonicalVolume(
  node: TreeNode,
  directory: string,
  path: readonly string[],
  bytes: (amount: TreeNode) => TreeNode,
): TreeNode {
  const { at } = node;
  if (node.kind === 'map') {
    if (field(node, 'target') === null)
      throw complain(at, `service volume ${path.join('.')} is missing a mount target`);
    const source = textOf(field(node, 'source'));
    const sized = mapField(node, 'tmpfs', (tmpfs) => (tmpfs.kind === 'map' ? mapField(tmpfs, 'size', bytes) : tmpfs));
    return textOf(field(node, 'type')) === 'bind' && source !== null
      ? withField(sized, 'source', scalar(resolvePath(directory, source), at))
      : sized;
  }
  const parts = (textOf(node) ?? '').split(':');
  const source = parts.length === 1 ? '' : (parts[0] ?? '');
  const target = parts.length === 1 ? (parts[0] ?? '') : (parts[1] ?? '');
  const readOnly = (parts[2] ?? '').split(',').includes('ro') ? [entry('read_only', scalar(true, at))] : [];
  const bind = isPath(source);
  const where = source === '' ? [] : [entry('source', scalar(bind ? resolvePath(directory, source) : source, at))];
  const how = bind
    ? entry('bind', map([entry('create_host_path', scalar(true, at))], at))
    : entry('volume', map([], at));
  return map(
    [
      entry('type', scalar(bind ? 'bind' : 'volume', at)),
      ...where,
      entry('target', scalar(target, at)),
      ...readOnly,
      how,
    ],
    at,
  );
}

/** `secrets: [s]` stands for a file under /run/secrets; a config is found in the container's root. */
export function canonicalReference(node: TreeNode, kind: 'secrets' | 'configs'): TreeNode {
  const { at } = node;
  const long = node.kind === 'map' ? node : map([entry('source', scalar(textOf(node) ?? '', at))], at);
  if (kind === 'configs' || field(long, 'target') !== null) return long;
  return withField(long, 'target', scalar(`/run/secrets/${textOf(field(long, 'source')) ?? ''}`, at));
}

export function canonicalBuild(node: TreeNode, directory: string): MapNode {
  const { at } = node;
  const long = node.kind === 'map' ? node : map([entry('context', scalar(textOf(node) ?? '.', at))], at);
  const context = scalar(resolvePath(directory, textOf(field(long, 'context')) ?? '.'), at);
  const placed = withField(long, 'context', context);
  const named = field(placed, 'dockerfile') !== null || field(placed, 'dockerfile_inline') !== null;
  return named ? placed : withField(placed, 'dockerfile', scalar('Dockerfile', at));
}

/** A test in one string runs in a shell; spans of time are written as Go prints them. */
export function canonicalHealthcheck(node: TreeNode): TreeNode {
  if (node.kind !== 'map') return node;
  let healthcheck = mapField(node, 'test', (test) =>
    test.kind === 'scalar' ? list([scalar('CMD-SHELL', test.at), test], test.at) : test,
  );
  for (const key of ['interval', 'timeout', 'start_period', 'start_interval']) {
    healthcheck = mapField(healthcheck, key, (span) => scalar(goDuration(textOf(span) ?? ''), span.at));
  }
  return healthcheck;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `90s` is `1m30s`; what is no span of time stays as it is. */
export function goDuration(text: string): string {
  const millis = milliseconds(text);
  if (millis === null) return text;
  if (millis < 1000) return millis === 0 ? '0s' : `${millis}ms`;
  const hours = Math.floor(millis / 3_600_000);
  const minutes = Math.floor(millis / 60_000) % 60;
  const seconds = `${(millis % 60_000) / 1000}s`;
  return hours > 0 ? `${hours}h${minutes}m${seconds}` : minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

/** `1m30s`, `500ms`; null for what is no span of time. */
export function milliseconds(text: string): number | null {
  if (!/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) return null;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g))
    sum += Number(number) * (UNITS[unit ?? ''] ?? 0);
  return sum;
}
