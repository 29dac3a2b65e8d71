/** `ip link set` (RTM_NEWLINK on a link that is there: net/core/rtnetlink.c, `do_setlink`). */
import { isGroupMac, MAC_ZERO } from '../../../base/mac';
import type { Link } from '../../../kernel/link/link';
import { linkOf, lowerOf } from '../../../kernel/link/operstate';
import { linkByName, type Netns } from '../../../kernel/netns';
import {
  linkDown,
  linkUp,
  moveLink,
  renameLink,
  setMac,
  setMaster,
  setMtu,
  unsetMaster,
} from '../../../kernel/rtnetlink';
import { SECOND } from '../../../sim/clock';
import { Complaint, complained, netlinkAnswers, netlinkError, unprivileged } from '../../complaint';
import type { Ip } from '../context';
import { mtuLimits } from './details';
import { bridgeOptions, portOptions } from './kinds';
import { hasMore, type LinkRequest, parseLinkRequest } from './request';
import { noDevice, type Words } from '../words';

export function setLink(ip: Ip, words: Words): Complaint | null {
  const request = parseLinkRequest(ip, words);
  if (complained(request)) return request;
  if (request.dev === null) return new Complaint('Not enough information: "dev" argument is required.\n', 255);
  const link = linkByName(ip.ns, request.dev);
  if (link === null) return noDevice(request.dev);
  return (
    unprivileged(ip.sys) ??
    (request.type === null ? null : setKind(words, request.type, link)) ??
    applyRequest(ip, ip.ns, link, request)
  );
}

/** `type bridge …` on a bridge, `type bridge_slave …` on a port. */
function setKind(words: Words, type: string, link: Link): Complaint | null {
  if (type === 'bridge_slave') {
    const options = portOptions(words);
    if (complained(options)) return options;
    if (link.kind !== 'veth' || link.master === null) return netlinkAnswers('EOPNOTSUPP');
    Object.assign(link.port, options);
    return null;
  }
  if (type !== link.kind || (hasMore(words) && link.kind !== 'bridge')) return netlinkAnswers('EOPNOTSUPP');
  if (link.kind !== 'bridge') return null;
  const options = bridgeOptions(words);
  if (complained(options)) return options;
  if (options.ageing !== null) link.ageing = (options.ageing * SECOND) / 100;
  if (options.stp !== null) link.stp = options.stp;
  return null;
}

/** What a request says beside the kind, in the order that the kernel does it. */
export function applyRequest(ip: Ip, home: Netns, link: Link, request: LinkRequest): Complaint | null {
  let ns = home;
  if (request.netns !== null && request.netns.id !== ns.id) {
    if (link.kind === 'loopback' || link.kind === 'bridge') return netlinkError('The interface netns is immutable.');
    const errno = moveLink(ip.sys.world.netns, ns, link, request.netns);
    if (errno !== null) return netlinkAnswers(errno);
    ns = request.netns;
  }
  if (request.mac !== null) {
    if (isGroupMac(request.mac) || request.mac === MAC_ZERO) return netlinkAnswers('EADDRNOTAVAIL');
    setMac(ip.sys.world.netns, ns, link, request.mac);
  }
  const refused = applyMtu(ip, ns, link, request.mtu) ?? applyName(ns, link, request.name);
  if (refused !== null) return refused;
  if (request.alias !== null) link.alias = request.alias === '' ? null : request.alias;
  const unfit = request.master === null ? null : applyMaster(ip, ns, link, request.master);
  if (unfit !== null) return unfit;
  if (request.promisc !== null) link.promisc = request.promisc;
  if (request.multicast !== null) link.multicast = request.multicast;
  if (request.allMulticast !== null) link.allMulticast = request.allMulticast;
  if (request.arp !== null) link.noArp = !request.arp;
  if (request.txQueueLen !== null) link.txQueueLen = request.txQueueLen;
  if (request.up === null) return null;
  return request.up ? bringUp(ip, ns, link) : bringDown(ip, ns, link);
}

function bringUp(ip: Ip, ns: Netns, link: Link): Complaint | null {
  if (link.kind === 'vlan' && lowerOf(ip.sys.world.netns, link)?.link.up !== true) return netlinkAnswers('ENETDOWN');
  linkUp(ns, link);
  return null;
}

function bringDown(ip: Ip, ns: Netns, link: Link): null {
  linkDown(ip.sys.world.netns, ns, link);
  return null;
}

function applyMtu(ip: Ip, ns: Netns, link: Link, mtu: number | null): Complaint | null {
  if (mtu === null) return null;
  const [least, most] = mtuLimits(link);
  if (mtu < least) return netlinkError('mtu less than device minimum.');
  if (most > 0 && mtu > most) return netlinkError('mtu greater than device maximum.');
  const all = ip.sys.world.netns;
  const lower = link.kind === 'veth' ? null : lowerOf(all, link);
  if (lower !== null && mtu > lower.link.mtu) return netlinkAnswers(link.kind === 'vlan' ? 'ERANGE' : 'EINVAL');
  setMtu(ns, link, mtu);
  for (const upper of link.uppers) {
    const stacked = linkOf(all, upper.ns, upper.link);
    if (stacked !== null && stacked.mtu > mtu) stacked.mtu = mtu;
  }
  return null;
}

function applyName(ns: Netns, link: Link, name: string | null): Complaint | null {
  if (name === null || name === link.name) return null;
  return netlinkAnswers(renameLink(ns, link, name));
}

function applyMaster(ip: Ip, ns: Netns, link: Link, name: string): Complaint | null {
  if (name === '') {
    unsetMaster(ip.sys.world.netns, ns, link);
    return null;
  }
  const master = linkByName(ns, name);
  if (link.kind === 'bridge' && master?.kind === 'bridge') return netlinkError('Can not enslave a bridge to a bridge.');
  if (master?.kind !== 'bridge') return netlinkAnswers('EOPNOTSUPP');
  if (link.kind === 'loopback') return netlinkAnswers('EINVAL');
  if (link.master !== master.id) setMaster(ns, link, master);
  return null;
}
