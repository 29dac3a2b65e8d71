/** The address that a node is to be reached by (moby `daemon/cluster/listen_addr.go`). */
import { type Ipv4, parseIpv4 } from '../../base/ipv4';
import { linkByName, linksInOrder } from '../../kernel/netns';
import type { Daemon } from '../daemon';
import { networksOf } from '../engine';
import { Failure, type Outcome } from '../failure';

const BAD_ADDRESS = 'advertise address must be a non-zero IP address or network interface (with optional port number)';
const NO_ADDRESS = "could not find the system's IP address - specify one with --advertise-addr";

/** What `--advertise-addr` says, an address or an interface; where it says nothing, the machine's only address. */
export function advertisedAddress(d: Daemon, text: string): Outcome<Ipv4> {
  if (text === '') return systemAddress(d);
  const host = text.replace(/:\d+$/, '');
  const link = linkByName(d.host, host);
  const address = link === null ? parseIpv4(host) : (link.addresses[0]?.address ?? null);
  if (link !== null && address === null)
    return new Failure('System', `interface ${host} has no usable IPv4 or IPv6 address`);
  return address === null || address === 0 ? new Failure('InvalidParameter', BAD_ADDRESS) : address;
}

/** The one address that the machine has beside those of Docker's bridges. */
function systemAddress(d: Daemon): Outcome<Ipv4> {
  const bridges = networksOf(d.engine).map((network) => network.device);
  const found = linksInOrder(d.host)
    .filter((link) => link.kind !== 'loopback' && link.up && !bridges.includes(link.name))
    .flatMap((link) => link.addresses.slice(0, 1).map(({ address }) => address));
  return found[0] ?? new Failure('System', NO_ADDRESS);
}

/** Whether a node can listen there: an address or an interface, with a port or without. */
export function isListenAddress(d: Daemon, text: string): boolean {
  const host = text.replace(/:\d+$/, '');
  return parseIpv4(host) !== null || linkByName(d.host, host) !== null;
}
