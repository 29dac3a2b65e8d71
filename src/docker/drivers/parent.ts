/** The parent interface of a macvlan or ipvlan network: one of the host's, a VLAN of one, or a dummy (libnetwork `macvlan_setup.go`, `ipvlan_setup.go`). */
import { addDummy, addVlan } from '../../kernel/newlink';
import { linkByName } from '../../kernel/netns';
import { deleteLink, linkUp } from '../../kernel/rtnetlink';
import type { Link } from '../../kernel/link/link';
import type { Daemon } from '../daemon';
import { networksOf } from '../engine';
import { Failure, failed, type Outcome } from '../failure';
import type { Network } from '../network';

export type StackedKind = 'macvlan' | 'ipvlan';

/** The name of the dummy that stands in where no parent was given; also what a network is called that has a parent already. */
const PREFIX = { macvlan: 'dm', ipvlan: 'di' } as const;
const dummyName = (kind: StackedKind, network: Network) => `${PREFIX[kind]}-${network.id.slice(0, 12)}`;

/** What is internal, or stands on a dummy, leads nowhere. */
export function hasNoGateway({ internal, options }: Pick<Network, 'internal' | 'options'>): boolean {
  return internal || (options['parent'] ?? '') === '';
}

/** The networks of the same driver on a parent. */
function sharing(d: Daemon, network: Network, parent: string): Network[] {
  return networksOf(d.engine).filter(
    (other) => other.id !== network.id && other.driver === network.driver && other.device === parent,
  );
}

/** Finds the parent that the options name, or makes what stands for it; the network's device is then that. */
export function bindParent(d: Daemon, network: Network, kind: StackedKind, exclusive: boolean): Outcome<null> {
  const asked = network.options['parent'] ?? '';
  if (asked === 'lo') return new Failure('InvalidParameter', `loopback interface is not a valid ${kind} parent link`);
  const parent = asked === '' ? dummyName(kind, network) : asked;
  const taken = sharing(d, network, parent)[0];
  const conflict = taken === undefined ? null : conflictWith(d, taken, parent, kind, exclusive);
  if (conflict !== null) return conflict;
  const there = linkByName(d.host, parent);
  const made = there ?? makeParent(d, network, parent, asked === '');
  if (failed(made)) return made;
  network.device = made.name;
  network.ownsDevice = there === null || taken?.ownsDevice === true;
  return null;
}

const isPassthru = (network: Network) => network.options['macvlan_mode'] === 'passthru';

/** Why a network cannot have the parent of another, or null where it can. */
function conflictWith(
  d: Daemon,
  taken: Network,
  parent: string,
  kind: StackedKind,
  exclusive: boolean,
): Failure | null {
  if (kind === 'ipvlan' || !d.profile.sharesParents)
    return new Failure('Forbidden', `network ${dummyName(kind, taken)} is already using parent interface ${parent}`);
  if (exclusive)
    return new Failure(
      'System',
      `cannot use mode passthru, macvlan network ${taken.id} is already using parent interface ${parent}`,
    );
  if (!isPassthru(taken)) return null;
  return new Failure(
    'System',
    `macvlan network ${taken.id} is already using parent interface ${parent} in mode passthru`,
  );
}

/** Without a parent a dummy stands in: containers reach each other, and nothing else. `eth0.50` that is not there is made: VLAN 50 of eth0. */
function makeParent(d: Daemon, network: Network, name: string, isDummy: boolean): Outcome<Link> {
  const made = isDummy ? makeDummy(d, name) : makeVlan(d, network.driver, name);
  if (failed(made)) return made;
  made.txQueueLen = 0;
  linkUp(d.host, made);
  return made;
}

function makeDummy(d: Daemon, name: string): Outcome<Link> {
  const dummy = addDummy(d.k, d.host, name, null);
  return typeof dummy === 'string' ? new Failure('System', 'file exists') : dummy;
}

function makeVlan(d: Daemon, driver: string, name: string): Outcome<Link> {
  const parts = name.split('.');
  const refused = (message: string) => new Failure('InvalidParameter', message);
  if (parts.length === 1) return refused(`invalid subinterface vlan name ${name}, example formatting is eth0.10`);
  const [lowerName = '', digits = ''] = parts;
  if (parts.length !== 2)
    return refused(
      `required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received ${name}`,
    );
  if (!/^[+-]?\d+$/.test(digits))
    return refused(`unable to parse a valid vlan id from: ${digits} (ex. eth0.10 for vlan 10)`);
  const lower = linkByName(d.host, lowerName);
  if (lower === null) return refused(d.messages.parentNotFound(driver, lowerName));
  const vid = Number(digits);
  if (vid > 4094 || vid < 1) return refused(`vlan id must be between 1-4094, received: ${vid}`);
  const vlan = addVlan(d.k, { ns: d.host, name, mac: null, lowerNs: d.host, lower }, vid);
  if (typeof vlan !== 'string') return vlan;
  const reason = vlan === 'EEXIST' ? 'file exists' : 'operation not supported';
  return new Failure('System', `failed to create ${name} vlan link: ${reason}`);
}

/** A dummy or a VLAN that Docker made goes with the last network on it. */
export function releaseParent(d: Daemon, network: Network): void {
  const link = network.device === null ? null : linkByName(d.host, network.device);
  if (link !== null && network.ownsDevice && sharing(d, network, link.name).length === 0)
    deleteLink(d.world.netns, d.host, link);
}
