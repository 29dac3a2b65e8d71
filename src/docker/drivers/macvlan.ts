/** The macvlan and ipvlan drivers (libnetwork `drivers/macvlan`, `drivers/ipvlan`): links stacked on an interface of the host, no bridge, no rules. */
import { macFromIpv4, type Mac } from '../../base/mac';
import type { Ipvlan, Link, Macvlan } from '../../kernel/link/link';
import { addDummy, addIpvlan, addMacvlan, addVlan, randomMac } from '../../kernel/newlink';
import { linkById, linkByName, type Netns } from '../../kernel/netns';
import { addAddress, addRoute, deleteLink, linkUp, moveLink, renameLink } from '../../kernel/rtnetlink';
import { randomHex } from '../../sim/random';
import { beginAnnouncing } from '../announce';
import type { Daemon } from '../daemon';
import { networksOf } from '../engine';
import type { Endpoint } from '../endpoint';
import { Failure, failed, type Outcome } from '../failure';
import type { Network } from '../network';
import type { Driver } from './driver';

type Kind = 'macvlan' | 'ipvlan';

const MODES = { macvlan: ['bridge', 'private', 'vepa', 'passthru'], ipvlan: ['l2', 'l3', 'l3s'] } as const;
const DEFAULT_MODE = { macvlan: 'bridge', ipvlan: 'l2' } as const;

function driver(kind: Kind): Driver {
  return {
    name: kind,
    single: false,
    addressed: true,
    mapsPorts: false,
    createNetwork: (d, network) => createNetwork(d, network, kind),
    deleteNetwork,
    join: (d, network, endpoint, ns, ifName) => join(d, network, endpoint, ns, ifName, kind),
    leave: (d, _network, endpoint, ns) => {
      const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
      if (link !== null) deleteLink(d.world.netns, ns, link);
    },
  };
}

export const macvlanDriver = driver('macvlan');
export const ipvlanDriver = driver('ipvlan');

const modeOf = (network: Network, kind: Kind) => network.options[`${kind}_mode`] ?? '';

/** Checks the mode and finds, or makes, the parent. */
function createNetwork(d: Daemon, network: Network, kind: Kind): Outcome<null> {
  const mode = modeOf(network, kind);
  if (mode !== '' && !MODES[kind].some((known) => known === mode)) {
    return new Failure(
      'InvalidParameter',
      `requested ${kind} mode '${mode}' is not valid, '${DEFAULT_MODE[kind]}' mode is the ${kind} driver default`,
    );
  }
  const parent = network.options['parent'] ?? '';
  const made = parent === '' ? makeDummy(d, network) : findParent(d, network, parent);
  if (failed(made)) return made;
  network.device = made.name;
  return null;
}

/** Without a parent a dummy stands in: containers reach each other, and nothing else. */
function makeDummy(d: Daemon, network: Network): Outcome<Link> {
  const dummy = addDummy(d.k, d.host, `dm-${network.id.slice(0, 12)}`, null);
  if (typeof dummy === 'string') return new Failure('System', 'file exists');
  linkUp(d.host, dummy);
  return dummy;
}

function findParent(d: Daemon, network: Network, parent: string): Outcome<Link> {
  const taken = networksOf(d.engine).find(
    (other) => other.id !== network.id && other.driver === network.driver && other.device === parent,
  );
  if (taken !== undefined && !d.profile.sharesParents)
    return new Failure('Forbidden', `network dm-${taken.id.slice(0, 12)} is already using parent interface ${parent}`);
  const link = linkByName(d.host, parent);
  return link ?? makeVlan(d, parent);
}

/** `eth0.50` that is not there is made: VLAN 50 of eth0. */
function makeVlan(d: Daemon, name: string): Outcome<Link> {
  const [, lowerName = '', vid = ''] = /^(.+)\.(\d+)$/.exec(name) ?? [];
  const lower = linkByName(d.host, lowerName);
  if (lowerName === '')
    return new Failure('InvalidParameter', `invalid subinterface vlan name ${name}, example formatting is eth0.10`);
  if (lower === null)
    return new Failure(
      'InvalidParameter',
      `failed to find master interface ${lowerName} on the Docker host: Link not found`,
    );
  const vlan = addVlan(d.k, { ns: d.host, name, mac: null, lowerNs: d.host, lower }, Number(vid));
  if (typeof vlan === 'string') return new Failure('System', `failed to create ${name} vlan link: file exists`);
  linkUp(d.host, vlan);
  return vlan;
}

/** A dummy or a VLAN of Docker's goes with the network. */
function deleteNetwork(d: Daemon, network: Network): void {
  const link = network.device === null ? null : linkByName(d.host, network.device);
  const own = network.options['parent'] === undefined || link?.kind === 'vlan';
  const shared = networksOf(d.engine).some((other) => other.id !== network.id && other.device === network.device);
  if (link !== null && own && !shared) deleteLink(d.world.netns, d.host, link);
}

/** The link is made on the host, moved in and named there. */
function join(d: Daemon, network: Network, endpoint: Endpoint, ns: Netns, ifName: string, kind: Kind): Outcome<null> {
  const lower = network.device === null ? null : linkByName(d.host, network.device);
  const { address } = endpoint;
  if (lower === null || address === null)
    return new Failure('System', `could not find parent interface of network ${network.name}`);
  const mac = endpoint.mac ?? (d.profile.containerMac === 'from-ip' ? macFromIpv4(address.address) : randomMac(d.k));
  const link = stack(d, network, lower, kind, mac);
  if (typeof link === 'string') return new Failure('System', `failed to create the ${kind} port: ${link}`);
  moveLink(d.world.netns, d.host, link, ns);
  renameLink(ns, link, ifName);
  endpoint.mac = link.mac;
  endpoint.link = link.id;
  endpoint.ifName = ifName;
  addAddress(ns, link, address, { broadcast: true });
  linkUp(ns, link);
  beginAnnouncing(d, endpoint);
  if (kind === 'ipvlan' && modeOf(network, kind).startsWith('l3')) {
    endpoint.gateway = null;
    addRoute(ns, { prefix: { address: 0, length: 0 }, link });
  }
  return null;
}

function stack(d: Daemon, network: Network, lower: Link, kind: Kind, mac: Mac): Macvlan | Ipvlan | string {
  const where = { ns: d.host, name: `veth${randomHex(d.k.random, 7)}`, mac, lowerNs: d.host, lower };
  const mode = modeOf(network, kind);
  if (kind === 'macvlan') return addMacvlan(d.k, where, MODES.macvlan.find((known) => known === mode) ?? 'bridge');
  return addIpvlan(d.k, where, MODES.ipvlan.find((known) => known === mode) ?? 'l2');
}
