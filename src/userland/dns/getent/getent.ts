/** `getent hosts|ahosts|ahostsv4|ahostsv6|services` of glibc 2.36 (nss/getent.c). */
import { formatIpv4, type Ipv4, parseIpv4 } from '../../../base/ipv4';
import { compileMachine } from '../../../sim/machine';
import { DnsType } from '../../../wire/dns';
import { program, type Sys } from '../../program';
import { type HostsEntry, readHosts } from '../../resolver/configuration';
import { type Lookup, onLookup, startLookup, startReverse } from '../../resolver/resolver';
import {
  GETENT_EFFECTS,
  GETENT_EVENTS,
  GETENT_STATES,
  type GetentEffect,
  type GetentEvent,
  getentMachine,
  type GetentState,
} from './getent.machine';
import { addressesText, GETENT_HELP, hostLine, serviceLine, UNKNOWN_HINT } from './text';

export const getentTable = compileMachine(getentMachine, GETENT_STATES, GETENT_EVENTS, GETENT_EFFECTS);

interface GetentData {
  state: GetentState;
  readonly database: HostDatabase;
  readonly keys: string[];
  /** The family being asked for; `hosts` asks for IPv6 first. */
  type: number;
  lookup: Lookup | null;
  status: number;
}

type HostDatabase = 'hosts' | 'ahosts' | 'ahostsv4' | 'ahostsv6';

/** Databases that are there, and empty for all that a simulated host has in them. */
const OTHERS = 'aliases ethers group gshadow initgroups netgroup networks passwd protocols rpc shadow'.split(' ');
const NOT_FOUND = 2;

export const getent = program<GetentData>({
  name: 'getent',
  start: (sys) => {
    const [database, ...keys] = sys.args;
    if (database === '--help' || database === '-?') {
      sys.out(GETENT_HELP);
      return 0;
    }
    if (database === undefined) return refuse(sys, 'getent: wrong number of arguments\n');
    if (database === 'services') return services(sys, keys);
    if (OTHERS.includes(database)) return keys.length === 0 ? 0 : NOT_FOUND;
    if (!isHostDatabase(database)) return refuse(sys, `Unknown database: ${database}\n`);
    if (keys.length === 0) return everyHost(sys, database);
    const data: GetentData = { state: 'idle', database, keys, type: DnsType.AAAA, lookup: null, status: 0 };
    sys.process.data = data;
    step(sys, data, 'key');
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null && onLookup(sys, data.lookup, event)) take(sys, data);
  },
});

function isHostDatabase(name: string): name is HostDatabase {
  return name === 'hosts' || name === 'ahosts' || name === 'ahostsv4' || name === 'ahostsv6';
}

function refuse(sys: Sys, complaint: string): number {
  sys.err(complaint);
  sys.out(UNKNOWN_HINT);
  return 1;
}

function services(sys: Sys, keys: readonly string[]): number {
  let status = 0;
  for (const key of keys) {
    const line = serviceLine(key);
    if (line === null) status = NOT_FOUND;
    else sys.out(line);
  }
  return status;
}

/** Without a key: what /etc/hosts says, the loopback of IPv6 as that of IPv4. */
function everyHost(sys: Sys, database: HostDatabase): number {
  for (const { ip, text, names } of readHosts(sys.readFile('/etc/hosts'))) {
    const shown = ip !== null ? formatIpv4(ip) : text === '::1' ? '127.0.0.1' : null;
    if (shown !== null && (database === 'hosts' || ip !== null)) sys.out(hostLine(shown, names));
  }
  return 0;
}

function step(sys: Sys, data: GetentData, event: GetentEvent): void {
  const transition = getentTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, data, effect);
}

function perform(sys: Sys, data: GetentData, effect: GetentEffect): void {
  switch (effect) {
    case 'look':
      data.type = data.database === 'hosts' ? DnsType.AAAA : DnsType.A;
      look(sys, data);
      return;
    case 'lookAgain':
      data.type = DnsType.A;
      look(sys, data);
      return;
    case 'next':
      data.keys.shift();
      step(sys, data, data.keys.length > 0 ? 'key' : 'over');
      return;
    case 'exit':
      sys.exit(data.status);
  }
}

function look(sys: Sys, data: GetentData): void {
  const key = data.keys[0] ?? '';
  const ip = parseIpv4(key);
  if (data.database === 'ahostsv6') settle(sys, data, '');
  else if (ip !== null && data.database !== 'hosts') settle(sys, data, addressesText([ip], key));
  else if (!lookInFile(sys, data, key, ip)) {
    data.lookup = ip === null ? startLookup(sys, key, [data.type]) : startReverse(sys, ip);
    take(sys, data);
  }
}

/** The lines of /etc/hosts that have the name or the address. */
function lookInFile(sys: Sys, data: GetentData, key: string, ip: Ipv4 | null): boolean {
  const lower = key.toLowerCase();
  const isWanted = (entry: HostsEntry) =>
    ip !== null
      ? entry.ip === ip
      : (entry.ip === null) === (data.type === DnsType.AAAA) &&
        entry.names.some((name) => name.toLowerCase() === lower);
  const entries = readHosts(sys.readFile('/etc/hosts')).filter(isWanted);
  const [first] = entries;
  if (first === undefined) return false;
  const text =
    data.database === 'hosts'
      ? entries.map((entry) => hostLine(entry.text, first.names)).join('')
      : addressesText(
          entries.flatMap((entry) => entry.ip ?? []),
          first.names[0] ?? key,
        );
  settle(sys, data, text);
  return true;
}

function take(sys: Sys, data: GetentData): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  const key = data.keys[0] ?? '';
  const isAddress = parseIpv4(key) !== null;
  if (!result.ok && data.database === 'hosts' && data.type === DnsType.AAAA && !isAddress) {
    step(sys, data, 'unanswered');
    return;
  }
  if (!result.ok) settle(sys, data, '');
  else if (data.database !== 'hosts') settle(sys, data, addressesText(result.addresses, result.name));
  else {
    const shown = isAddress ? [key] : [...result.addresses6, ...result.addresses.map(formatIpv4)];
    settle(sys, data, shown.map((address) => hostLine(address, [result.name])).join(''));
  }
}

/** No text is no answer. */
function settle(sys: Sys, data: GetentData, text: string): void {
  if (text === '') data.status = NOT_FOUND;
  else sys.out(text);
  step(sys, data, 'settled');
}
