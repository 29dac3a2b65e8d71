/** The options behind `type KIND` (ip/iplink_bridge.c, iplink_macvlan.c, iplink_ipvlan.c, iplink_vlan.c, iplink_vxlan.c). */
import { type Ipv4, isMulticast, parseIpv4 } from '../../../base/ipv4';
import type { BridgePort, Ipvlan, Link, Macvlan } from '../../../kernel/link/link';
import { linkByName } from '../../../kernel/netns';
import { Complaint, complained } from '../../complaint';
import type { Ip } from '../context';
import { kindUsage } from './kind-usage';
import { garbage, INCOMPLETE, needed, noDevice, notA, take, unsigned, type Words, wrong } from '../words';

export interface BridgeOptions {
  /** In hundredths of a second. */
  ageing: number | null;
  stp: boolean | null;
}

export interface VxlanOptions {
  vni: number | null;
  dstPort: number | null;
  local: Ipv4 | null;
  remote: Ipv4 | null;
  device: Link | null;
  learning: boolean;
  proxy: boolean;
  l2miss: boolean;
  l3miss: boolean;
}

function unknown(kind: string, word: string, what = 'option'): Complaint {
  return new Complaint(`${kind}: unknown ${what} "${word}"?\n${kindUsage(kind) ?? ''}`, 1);
}

const isHelp = (word: string): boolean => word !== '' && 'help'.startsWith(word);

function help(kind: string): Complaint {
  return new Complaint(kindUsage(kind) ?? '', 1);
}

/** Options of a bridge that hold a number and change nothing here. */
const BRIDGE_NUMBERS = new Set([
  'forward_delay',
  'hello_time',
  'max_age',
  'priority',
  'group_fwd_mask',
  'vlan_filtering',
  'vlan_default_pvid',
  'mcast_snooping',
  'mcast_router',
  'mcast_querier',
  'mcast_query_use_ifaddr',
  'mcast_hash_max',
  'nf_call_iptables',
  'nf_call_ip6tables',
  'nf_call_arptables',
  'no_linklocal_learn',
]);

export function bridgeOptions(words: Words): BridgeOptions | Complaint {
  const options: BridgeOptions = { ageing: null, stp: null };
  for (let word = take(words); word !== null; word = take(words)) {
    if (isHelp(word)) return help('bridge');
    if (word !== 'ageing_time' && word !== 'stp_state' && !BRIDGE_NUMBERS.has(word))
      return unknown('bridge', word, 'command');
    const value = needed(words);
    if (complained(value)) return value;
    const number = unsigned(value, 32);
    if (number === null) return wrong(value, `invalid ${word}`);
    if (word === 'ageing_time') options.ageing = number;
    if (word === 'stp_state') options.stp = number !== 0;
  }
  return options;
}

const PORT_TOGGLES: Readonly<Record<string, keyof BridgePort | null>> = {
  hairpin: 'hairpin',
  learning: 'learning',
  flood: 'flood',
  isolated: 'isolated',
  guard: null,
  fastleave: null,
  root_block: null,
  mcast_flood: null,
  bcast_flood: null,
  mcast_to_unicast: null,
  mcast_fast_leave: null,
  neigh_suppress: null,
  proxy_arp: null,
  proxy_arp_wifi: null,
  vlan_tunnel: null,
  locked: null,
};

/** What `type bridge_slave` changes of a port. */
export function portOptions(words: Words): Partial<BridgePort> | Complaint {
  const options: Partial<BridgePort> = {};
  for (let word = take(words); word !== null; word = take(words)) {
    if (isHelp(word)) return help('bridge_slave');
    const field = PORT_TOGGLES[word];
    if (field === undefined) return unknown('bridge_slave', word);
    const value = needed(words);
    if (complained(value)) return value;
    if (value !== 'on' && value !== 'off')
      return new Complaint(`Error: argument of "${word}" must be one of "off", "on", not "${value}"\n`, 1);
    if (field !== null) options[field] = value === 'on';
  }
  return options;
}

/** The mode; VEPA where none is said. */
export function macvlanMode(words: Words): Macvlan['mode'] | Complaint {
  let mode: Macvlan['mode'] = 'vepa';
  for (let word = take(words); word !== null; word = take(words)) {
    if (isHelp(word)) return help('macvlan');
    if (word !== 'mode' && word !== 'flag' && word !== 'bcqueuelen') return unknown('macvlan', word);
    const value = needed(words);
    if (complained(value)) return value;
    if (word !== 'mode') continue;
    if (value !== 'private' && value !== 'vepa' && value !== 'bridge' && value !== 'passthru') {
      return new Complaint(
        `Error: argument of "mode" must be "private", "vepa", "bridge", "passthru" or "source", not "${value}"\n`,
        1,
      );
    }
    mode = value;
  }
  return mode;
}

/** The mode and the flag; L3 and bridge where none is said. */
export function ipvlanOptions(words: Words): Pick<Ipvlan, 'mode' | 'flag'> | Complaint {
  let mode: Ipvlan['mode'] = 'l3';
  let flag: Ipvlan['flag'] = 'bridge';
  for (let word = take(words); word !== null; word = take(words)) {
    if (isHelp(word)) return help('ipvlan');
    if (word === 'bridge' || word === 'private' || word === 'vepa') {
      flag = word;
      continue;
    }
    if (word !== 'mode') return unknown('ipvlan', word);
    const value = needed(words);
    if (complained(value)) return value;
    if (value !== 'l2' && value !== 'l3' && value !== 'l3s')
      return new Complaint('Error: argument of "mode" must be either "l2", "l3" or "l3s"\n', 1);
    mode = value;
  }
  return { mode, flag };
}

const VLAN_TOGGLES = new Set(['reorder_hdr', 'gvrp', 'mvrp', 'loose_binding', 'bridge_binding']);

/** The VLAN's id; null where none is given. */
export function vlanId(words: Words): number | null | Complaint {
  let vid: number | null = null;
  for (let word = take(words); word !== null; word = take(words)) {
    if (isHelp(word)) return help('vlan');
    if (word !== 'id' && word !== 'protocol' && !VLAN_TOGGLES.has(word)) return unknown('vlan', word, 'command');
    const value = needed(words);
    if (complained(value)) return value;
    if (word === 'protocol' && !/^802\.1q$/i.test(value)) return wrong(value, 'protocol is invalid');
    if (VLAN_TOGGLES.has(word) && value !== 'on' && value !== 'off') {
      return new Complaint(`Error: argument of "${word}" must be "on" or "off", not "${value}"\n`, 1);
    }
    if (word !== 'id') continue;
    vid = unsigned(value, 16);
    if (vid === null) return wrong(value, 'id is invalid');
  }
  return vid;
}

const VXLAN_FLAGS: Readonly<Record<string, (options: VxlanOptions, on: boolean) => void>> = {
  learning: (options, on) => (options.learning = on),
  proxy: (options, on) => (options.proxy = on),
  l2miss: (options, on) => (options.l2miss = on),
  l3miss: (options, on) => (options.l3miss = on),
  rsc: () => undefined,
  udpcsum: () => undefined,
  udp6zerocsumtx: () => undefined,
  udp6zerocsumrx: () => undefined,
};

export function vxlanOptions(ip: Ip, words: Words): VxlanOptions | Complaint {
  const options: VxlanOptions = {
    vni: null,
    dstPort: null,
    local: null,
    remote: null,
    device: null,
    learning: true,
    proxy: false,
    l2miss: false,
    l3miss: false,
  };
  const seen = new Set<string>();
  for (let word = take(words); word !== null; word = take(words)) {
    if (isHelp(word)) return help('vxlan');
    const on = !word.startsWith('no');
    const flag = VXLAN_FLAGS[on ? word : word.slice(2)];
    if (flag !== undefined) {
      flag(options, on);
      continue;
    }
    const name = word === 'vni' ? 'id' : word === 'group' ? 'remote' : word;
    if (!VXLAN_VALUES.has(name)) return unknown('vxlan', word, 'command');
    const value = needed(words);
    if (complained(value)) return value;
    if (seen.has(name)) return word === 'group' || name === 'remote' ? BOTH_REMOTES : garbage(name, value);
    seen.add(name);
    const complaint = vxlanValue(ip, words, options, word, value);
    if (complaint !== null) return complaint;
  }
  if (options.remote !== null && isMulticast(options.remote) && options.device === null)
    return new Complaint("vxlan: 'group' requires 'dev' to be specified\n", 1);
  return options;
}

const BOTH_REMOTES = new Complaint('vxlan: both group and remote cannot be specified\n', 1);
const VXLAN_VALUES = new Set([
  'id',
  'dstport',
  'local',
  'remote',
  'dev',
  'srcport',
  'ttl',
  'hoplimit',
  'tos',
  'dsfield',
  'df',
  'ageing',
  'maxaddress',
  'flowlabel',
]);

function vxlanValue(ip: Ip, words: Words, options: VxlanOptions, word: string, value: string): Complaint | null {
  switch (word) {
    case 'id':
    case 'vni':
      options.vni = unsigned(value, 24);
      return options.vni === null ? wrong(value, 'invalid id') : null;
    case 'dstport':
      options.dstPort = unsigned(value, 16);
      return options.dstPort === null ? wrong(value, 'dst port') : null;
    case 'local':
    case 'remote':
    case 'group': {
      const address = parseIpv4(value);
      if (address === null) return notA('any valid address', value);
      if (word === 'local') options.local = address;
      else options.remote = address;
      return null;
    }
    case 'dev':
      options.device = linkByName(ip.ns, value);
      return options.device === null ? new Complaint(noDevice(value).text, 255) : null;
    case 'srcport':
      return take(words) === null ? INCOMPLETE : null;
    default:
      return null;
  }
}
