/** `ip netns` (ip/ipnetns.c): names for network namespaces, which are files under /run/netns. */
import { createNetns } from '../../kernel/netns';
import { addLoopback, deleteNetns } from '../../kernel/rtnetlink';
import { writeSysctl } from '../../kernel/sysctl';
import { randomBelow } from '../../sim/random';
import { get, put, values } from '../../sim/table';
import { Complaint, statusOf } from '../complaint';
import type { Machine } from '../process';
import type { Sys } from '../program';
import { type Ip, namedNamespaces } from './context';
import { NETNS_USAGE } from './usage';
import { abbreviates, take, type Words } from './words';
import { listing, type Twin, twin, both } from './twin';

/** Runs it: its exit status, or the child whose status it will be. */
export function ipNetns(
  ip: Ip,
  words: Words,
): number | { readonly children: string[]; readonly argv: readonly string[] } {
  const verb = take(words) ?? 'list';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  const name = take(words);
  if (is('list', 'show', 'lst')) return list(ip);
  if (is('list-id')) return listIds(ip);
  if (is('help')) return statusOf(ip.sys, NETNS_USAGE);
  if (is('add')) return statusOf(ip.sys, add(ip.sys, name));
  if (is('delete')) return statusOf(ip.sys, ip.options.all ? removeAll(ip.sys) : remove(ip.sys, name));
  if (is('identify')) return identify(ip, name);
  if (is('pids')) return pids(ip, name);
  if (is('exec')) return exec(ip, name, words);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "ip netns help".\n`, 255));
}

const NO_NAME = new Complaint('No netns name specified\n', 1);

/** The machine, where the process sees its /run/netns. */
function ownMachine(sys: Sys): Machine | null {
  const machine = sys.world.machines[sys.process.machine];
  return machine?.root === sys.process.root ? machine : null;
}

function list(ip: Ip): number {
  const records = Object.entries(namedNamespaces(ip.sys))
    .reverse()
    .map(([name, id]): Twin => {
      const record = twin();
      both(record, 'name', name, name);
      const nsid = ip.ns.nsids[id];
      if (nsid !== undefined) both(record, 'id', nsid, ` (id: ${nsid})`);
      record.text += '\n';
      return record;
    });
  ip.sys.out(records.length === 0 ? '' : listing(records, ip.options));
  return 0;
}

function listIds(ip: Ip): number {
  const names = new Map(Object.entries(namedNamespaces(ip.sys)).map(([name, id]) => [id, name]));
  for (const [id, nsid] of Object.entries(ip.ns.nsids).sort((a, b) => a[1] - b[1])) {
    const name = names.get(id);
    if (get(ip.sys.world.netns, id) !== undefined)
      ip.sys.out(`nsid ${nsid} ${name === undefined ? '' : `(iproute2 netns name: ${name})`}\n`);
  }
  return 0;
}

function add(sys: Sys, name: string | null): Complaint | null {
  if (name === null) return NO_NAME;
  if (name.includes('/') || name === '.' || name === '..') return new Complaint(`Invalid netns name "${name}"\n`, 255);
  const machine = ownMachine(sys);
  if (machine === null) return new Complaint(`mount --make-shared /run/netns failed: Operation not permitted\n`, 1);
  if (machine.namedNs[name] !== undefined)
    return new Complaint(`Cannot create namespace file "/run/netns/${name}": File exists\n`, 1);
  const ns = createNetns(freeId(sys, machine, name), name, machine.name, randomBelow(sys.k.random, 0x10000));
  put(sys.world.netns, ns.id, ns);
  addLoopback(sys.k, get(sys.world.netns, ns.id) ?? ns);
  for (const conf of ['all', 'default', 'lo']) writeSysctl(ns.sysctl, `net.ipv6.conf.${conf}.disable_ipv6`, '0');
  machine.namedNs[name] = ns.id;
  return null;
}

/** The name itself on the first machine, with the machine's before it elsewhere; never an id that is in use. */
function freeId(sys: Sys, machine: Machine, name: string): string {
  const { netns, machines } = sys.world;
  const base = machines[name] !== undefined || get(netns, name) !== undefined ? `${machine.name}-${name}` : name;
  let id = base;
  for (let n = 2; get(netns, id) !== undefined; n++) id = `${base}-${n}`;
  return id;
}

/** The file goes at once, the namespace when no process is in it. */
function remove(sys: Sys, name: string | null): Complaint | null {
  if (name === null) return NO_NAME;
  const machine = ownMachine(sys);
  const id = machine?.namedNs[name];
  if (machine === null || id === undefined)
    return new Complaint(`Cannot remove namespace file "/run/netns/${name}": No such file or directory\n`, 1);
  delete machine.namedNs[name];
  const ns = get(sys.world.netns, id);
  const used = [...values(sys.world.processes)].some((process) => process.ns === id && process.status === null);
  if (ns !== undefined && !used) deleteNetns(sys.world.netns, ns);
  return null;
}

function removeAll(sys: Sys): null {
  for (const name of Object.keys(namedNamespaces(sys))) remove(sys, name);
  return null;
}

function identify(ip: Ip, pid: string | null): number {
  const process = pid === null || pid === 'self' ? ip.sys.process : get(ip.sys.world.processes, Number(pid));
  if (process === undefined)
    return statusOf(ip.sys, new Complaint('Cannot open network namespace: No such file or directory\n', 1));
  for (const [name, id] of Object.entries(namedNamespaces(ip.sys))) if (id === process.ns) ip.sys.out(`${name}\n`);
  return 0;
}

function pids(ip: Ip, name: string | null): number {
  if (name === null) return statusOf(ip.sys, NO_NAME);
  const id = namedNamespaces(ip.sys)[name];
  if (id === undefined)
    return statusOf(ip.sys, new Complaint('Cannot open network namespace: No such file or directory\n', 1));
  for (const process of [...values(ip.sys.world.processes)].sort((a, b) => a.pid - b.pid)) {
    if (process.ns === id && process.status === null) ip.sys.out(`${process.pid}\n`);
  }
  return 0;
}

function exec(ip: Ip, name: string | null, words: Words): ReturnType<typeof ipNetns> {
  if (ip.options.all && name !== null)
    return { children: Object.keys(namedNamespaces(ip.sys)).reverse(), argv: [name, ...words.list.slice(words.at)] };
  if (name === null) return statusOf(ip.sys, NO_NAME);
  const argv = words.list.slice(words.at);
  if (argv.length === 0) return statusOf(ip.sys, new Complaint('No command specified\n', 1));
  if (namedNamespaces(ip.sys)[name] === undefined) return statusOf(ip.sys, cannotOpen(name));
  if (!ip.sys.has(argv[0] ?? ''))
    return statusOf(ip.sys, new Complaint(`exec of "${argv[0] ?? ''}" failed: No such file or directory\n`, 1));
  return { children: [name], argv };
}

export function cannotOpen(name: string | null): Complaint {
  return new Complaint(`Cannot open network namespace "${name ?? '(null)'}": No such file or directory\n`, 255);
}
