/** `ip link add` (RTM_NEWLINK). */
import { isMulticast } from '../../../base/ipv4';
import type { Errno } from '../../../kernel/errno';
import type { Link } from '../../../kernel/link/link';
import { linkByName, type Netns } from '../../../kernel/netns';
import { peernetId } from '../../../kernel/nsid';
import { addBridge, addDummy, addIpvlan, addMacvlan, addVeth, addVlan, addVxlan } from '../../../kernel/rtnetlink';
import { SECOND } from '../../../sim/clock';
import { Complaint, complained, netlinkAnswers, netlinkError, unprivileged } from '../../complaint';
import type { Ip } from '../context';
import { bridgeOptions, ipvlanOptions, macvlanMode, vlanId, vxlanOptions } from './kinds';
import { emptyRequest, hasMore, type LinkRequest, parseLinkRequest } from './request';
import { kindUsage } from './kind-usage';
import { applyRequest } from './set';
import { peek, take, type Words } from '../words';

/** How long a frame is under way through a cable between two namespaces of one machine. */
const VETH_LATENCY = 10;

export function addLink(ip: Ip, words: Words): Complaint | null {
  const request = parseLinkRequest(ip, words);
  if (complained(request)) return request;
  if (request.type === null) return new Complaint('Not enough information: "type" argument is required\n', 1);
  const ns = request.netns ?? ip.ns;
  const name = request.name ?? request.dev;
  if (name !== null && name.length > 15) return netlinkError('Attribute failed policy validation.');
  const refused = unprivileged(ip.sys);
  if (refused !== null) return refused;
  const made = makeLink(ip, ns, name, request, words);
  if (complained(made)) return made;
  if (request.index !== null) {
    if (ns.nextIfindex === made.ifindex + 1) ns.nextIfindex--;
    made.ifindex = request.index;
  }
  return applyRequest(ip, ns, made, { ...request, netns: null, name: null, mac: null, alias: null });
}

type Made = Link | Complaint;

function madeOf(result: Link | Errno): Made {
  return typeof result === 'string' ? (netlinkAnswers(result) ?? new Complaint('', 2)) : result;
}

function makeLink(ip: Ip, ns: Netns, given: string | null, request: LinkRequest, words: Words): Made {
  const { k } = ip.sys;
  const kind = request.type ?? '';
  const name = given ?? freeName(ns, kind, null);
  const { mac, lower } = request;
  switch (kind) {
    case 'veth':
      return makeVeth(ip, ns, given, request, words);
    case 'dummy':
      return madeOf(addDummy(k, ns, name, mac));
    case 'bridge': {
      const options = bridgeOptions(words);
      if (complained(options)) return options;
      const bridge = addBridge(k, ns, name, mac);
      if (typeof bridge === 'string') return madeOf(bridge);
      if (options.ageing !== null) bridge.ageing = (options.ageing * SECOND) / 100;
      if (options.stp !== null) bridge.stp = options.stp;
      return bridge;
    }
    case 'macvlan': {
      const mode = macvlanMode(words);
      if (typeof mode !== 'string') return mode;
      return lower === null ? madeOf('EINVAL') : madeOf(addMacvlan(k, { ns, name, mac, lowerNs: ip.ns, lower }, mode));
    }
    case 'ipvlan': {
      const options = ipvlanOptions(words);
      if (complained(options)) return options;
      if (lower === null) return madeOf('EINVAL');
      return madeOf(addIpvlan(k, { ns, name, mac, lowerNs: ip.ns, lower }, options.mode, options.flag));
    }
    case 'vlan': {
      const vid = vlanId(words);
      if (complained(vid)) return vid;
      if (vid === null) return netlinkError('VLAN properties not specified.');
      if (vid >= 4095) return netlinkError('Invalid VLAN id.');
      return lower === null
        ? netlinkError('link not specified.')
        : madeOf(addVlan(k, { ns, name, mac, lowerNs: ip.ns, lower }, vid));
    }
    case 'vxlan':
      return makeVxlan(ip, ns, name, request, words);
    default:
      return netlinkError('Unknown device type.');
  }
}

/** `bridge0`, `veth1`: the first that is not taken, nor about to be. */
function freeName(ns: Netns, prefix: string, promised: string | null): string {
  let n = 0;
  while (linkByName(ns, `${prefix}${n}`) !== null || `${prefix}${n}` === promised) n++;
  return `${prefix}${n}`;
}

/** The peer's own words follow `peer`; without them it gets a name of its own. */
function makeVeth(ip: Ip, ns: Netns, given: string | null, request: LinkRequest, words: Words): Made {
  let peer: LinkRequest | Complaint = emptyRequest();
  if (hasMore(words)) {
    if (peek(words) !== 'peer') {
      ip.sys.out(kindUsage('veth') ?? '');
      return new Complaint('', 1);
    }
    take(words);
    peer = parseLinkRequest(ip, words);
    if (complained(peer)) return peer;
  }
  const peerNs = peer.netns ?? ip.ns;
  const peerName = peer.name ?? peer.dev ?? freeName(peerNs, 'veth', given);
  const name = given ?? freeName(ns, 'veth', peerName);
  if (peerName.length > 15) return netlinkError('Attribute failed policy validation.');
  if (peerNs.id === ns.id && peerName === name) return madeOf('EEXIST');
  const pair = addVeth(
    ip.sys.k,
    { ns, name, mac: request.mac },
    { ns: peerNs, name: peerName, mac: peer.mac },
    VETH_LATENCY,
  );
  if (typeof pair === 'string') return madeOf(pair);
  if (peerNs.id !== ns.id) {
    peernetId(ip.sys.world.netns, peerNs, ns.id);
    peernetId(ip.sys.world.netns, ns, peerNs.id);
  }
  const complaint = applyRequest(ip, peerNs, pair.b, { ...peer, netns: null, name: null, mac: null });
  return complaint ?? pair.a;
}

const NO_DSTPORT = `vxlan: destination port not specified
Will use Linux kernel default (non-standard value)
Use 'dstport 4789' to get the IANA assigned value
Use 'dstport 0' to get default and quiet this message
`;
const LINUX_VXLAN_PORT = 8472;

function makeVxlan(ip: Ip, ns: Netns, name: string, request: LinkRequest, words: Words): Made {
  // Without a word more ip asks the kernel, which misses what ip would have.
  if (peek(words) === null) return netlinkError('Required attributes not provided to perform the operation.');
  const options = vxlanOptions(ip, words);
  if (complained(options)) return options;
  const { vni, dstPort, ...fields } = options;
  if (vni === null) return new Complaint('vxlan: missing virtual network identifier\n', 1);
  if (dstPort === null) ip.sys.err(NO_DSTPORT);
  const port = dstPort === null || dstPort === 0 ? LINUX_VXLAN_PORT : dstPort;
  if (linkByName(ns, name) === null && ns.vxlans.some((other) => other.vni === vni && other.dstPort === port))
    return netlinkError('A VXLAN device with the specified VNI already exists.');
  const remote = options.remote !== null && isMulticast(options.remote) ? null : options.remote;
  return madeOf(
    addVxlan(ip.sys.k, ns, name, request.mac, {
      ...fields,
      vni,
      remote,
      dstPort: port,
    }),
  );
}
