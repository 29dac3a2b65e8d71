/** ICMP messages that arrive (RFC 792; net/ipv4/icmp.c). */
import { IcmpType, isIcmpError, UnreachCode } from '../../wire/icmp';
import type { Icmp, Ipv4Packet } from '../../wire/packet';
import { decodeIpv4 } from '../../wire/frame';
import { SECOND } from '../../sim/clock';
import { put } from '../../sim/table';
import type { Errno } from '../errno';
import type { Kernel } from '../kernel';
import { contains, type Ipv4, isMulticast } from '../../base/ipv4';
import { type Link, prefixOf } from '../link/link';
import { neighKnown } from '../neigh/neighbour';
import { drop } from '../netdev';
import { isBroadcastOn, localType, type Netns, PathMtu, Redirect } from '../netns';
import { fibLookup, routeOutput } from '../route';
import type { Skb } from '../skb';
import { pingDeliver } from '../socket/ping-socket';
import { socketErrors } from '../socket/errors';
import { sysctlNumber } from '../sysctl';
import { nextIpId } from './icmp-send';
import { ipLocalOut } from './output';
import { defaultTtl, ipPacket } from './packet';

/** Ten minutes: how long a path MTU is believed (mtu_expires). */
const MTU_EXPIRES = 600 * SECOND;
/** How long a redirect is (ip_rt_gc_timeout). */
const REDIRECT_EXPIRES = 300 * SECOND;

export function icmpRcv(k: Kernel, ns: Netns, link: Link, skb: Skb, packet: Ipv4Packet, icmp: Icmp): void {
  if (icmp.type === IcmpType.Echo) echo(k, ns, link, skb, packet, icmp);
  else if (icmp.type === IcmpType.EchoReply) pingDeliver(k, ns, link, packet, icmp);
  else if (isIcmpError(icmp.type)) error(k, ns, link, packet, icmp);
}

/** `icmp_echo`: the reply takes the request's destination for its source, its TOS, and its data. */
function echo(k: Kernel, ns: Netns, link: Link, skb: Skb, packet: Ipv4Packet, icmp: Icmp): void {
  const broadcast = isBroadcastOn(ns, link, packet.dst) || isMulticast(packet.dst);
  if (
    sysctlNumber(ns.sysctl, 'net.ipv4.icmp_echo_ignore_all') > 0 ||
    (broadcast && sysctlNumber(ns.sysctl, 'net.ipv4.icmp_echo_ignore_broadcasts') > 0)
  ) {
    drop(k, ns, link.name, 'NOT_SPECIFIED');
    return;
  }
  k.tap.why?.push({ ns: ns.name, kind: 'icmp.reply', to: packet.src });
  const output = routeOutput(k, ns, packet.src, broadcast ? null : packet.dst, null);
  if (output === null) return;
  const reply: Icmp = {
    kind: 'icmp',
    type: IcmpType.EchoReply,
    code: 0,
    checksum: null,
    rest: icmp.rest,
    payload: icmp.payload,
  };
  ipLocalOut(
    k,
    ns,
    output,
    ipPacket(output.src, packet.src, reply, nextIpId(ns), false, defaultTtl(ns), packet.tos & 0x1e),
  );
}

/** `icmp_unreach`, `icmp_redirect`: news for the socket that sent the quoted packet. */
function error(k: Kernel, ns: Netns, link: Link, packet: Ipv4Packet, icmp: Icmp): void {
  const quoted = decodeIpv4(icmp.payload);
  if (quoted === null) return;
  if (icmp.type === IcmpType.DestUnreach && icmp.code === UnreachCode.FragNeeded) {
    const mtu = icmp.rest & 0xffff;
    if (mtu >= 68) put(ns.pmtu, quoted.dst, new PathMtu(mtu, k.clock.now + MTU_EXPIRES));
  }
  if (icmp.type === IcmpType.Redirect) redirect(k, ns, link, packet.src, icmp.rest, quoted.dst);
  socketErrors(k, ns, packet.src, icmp, quoted, icmpErrno(icmp));
}

/** `__ip_do_redirect`: believed from the gateway in use alone, and once the new one is known to be there; until then it is asked for. */
function redirect(k: Kernel, ns: Netns, link: Link, from: Ipv4, gateway: Ipv4, dst: Ipv4): void {
  const route = fibLookup(ns, dst);
  if (route?.link !== link.id || route.via !== from || gateway === from || localType(ns, gateway) !== null) return;
  if (
    sysctlNumber(ns.sysctl, 'net.ipv4.ip_forward') > 0 ||
    !link.addresses.some((own) => contains(prefixOf(own), gateway))
  )
    return;
  if (neighKnown(k, ns, link, gateway))
    put(ns.redirects, dst, new Redirect(gateway, link.id, k.clock.now + REDIRECT_EXPIRES));
}

/** icmp_err_convert: the errno of an unreachable; null where the message is no error for a connection. */
function icmpErrno(icmp: Icmp): Errno {
  if (icmp.type !== IcmpType.DestUnreach) return icmp.type === IcmpType.ParameterProb ? 'EOPNOTSUPP' : 'EHOSTUNREACH';
  const codes: readonly Errno[] = ['ENETUNREACH', 'EHOSTUNREACH', 'ENOPROTOOPT', 'ECONNREFUSED', 'EMSGSIZE'];
  return codes[icmp.code] ?? (icmp.code === 6 || icmp.code === 9 || icmp.code === 11 ? 'ENETUNREACH' : 'EHOSTUNREACH');
}
