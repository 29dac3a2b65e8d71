/** The overlay driver (libnetwork `drivers/overlay`): on every node a namespace with a bridge and a VXLAN link, told by the others which node an address is on. */
import { macFromIpv4 } from '../../base/mac';
import { linkById, linkByName, type Netns } from '../../kernel/netns';
import { addBridge, addVxlan } from '../../kernel/newlink';
import {
  addAddress,
  deleteLink,
  deleteNetns,
  linkUp,
  moveLink,
  renameLink,
  setMaster,
  setMtu,
} from '../../kernel/rtnetlink';
import { get } from '../../sim/table';
import { beginAnnouncing } from '../announce';
import type { Daemon } from '../daemon';
import type { Endpoint } from '../endpoint';
import { Failure, failed, type Outcome } from '../failure';
import { createNamespace } from '../namespace';
import type { Network } from '../network';
import { clusterOf } from '../swarm/member';
import type { Driver } from './driver';
import { overlayMtu, vniOf } from './overlay-options';
import { VXLAN_NAME } from './overlay-peers';
import { vethPair } from './veth';

const BRIDGE_NAME = 'br0';

export const overlayDriver: Driver = {
  name: 'overlay',
  single: false,
  addressed: true,
  severalSubnets: true,
  mapsPorts: false,
  leadsOut: () => false,
  createNetwork,
  deleteNetwork: (d, network) => {
    const ns = overlayNetns(d, network);
    if (ns !== null) deleteNetns(d.world.netns, ns);
  },
  join,
  leave: (d, _network, endpoint, ns) => {
    const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
    if (link !== null) deleteLink(d.world.netns, ns, link);
  },
};

/** Its key file is called `1-` and the id's first ten characters. */
function netnsId(d: Daemon, network: Network): string {
  return `${d.engine.machine}:1-${network.id.slice(0, 10)}`;
}

/** The namespace of an overlay network on this node, or null where nothing here is on it. */
export function overlayNetns(d: Daemon, network: Network): Netns | null {
  return get(d.world.netns, netnsId(d, network)) ?? null;
}

/** `joinSandbox`, `initSubnetSandbox`: br0 with the gateway's address, vxlan0 made in the host, whose packets carry its frames, and moved in. */
/** Of its tunnels: who is where the daemon says, in the tables of the link (`createVxlan`). */
const VXLAN = {
  local: null,
  remote: null,
  device: null,
  learning: true,
  proxy: true,
  l2miss: true,
  l3miss: true,
};

function createNetwork(d: Daemon, network: Network): Outcome<null> {
  const { pool, gateway } = network.ipam;
  if (pool === null || gateway === null) return new Failure('System', `network ${network.id} has no subnet`);
  probeVxlan(d);
  const ns = createNamespace(d, netnsId(d, network), `${d.engine.machine}-overlay-${network.name}`);
  const bridge = addBridge(d.k, ns, BRIDGE_NAME, null);
  const name = `vx-${vniOf(network).toString(16).padStart(6, '0')}-${network.id.slice(0, 5)}`;
  const vxlan = addVxlan(d.k, d.host, name, null, {
    ...VXLAN,
    vni: vniOf(network),
    dstPort: clusterOf(d)?.dataPathPort ?? 0,
  });
  if (typeof bridge === 'string' || typeof vxlan === 'string') {
    deleteNetns(d.world.netns, ns);
    return new Failure('System', 'error creating vxlan interface: file exists');
  }
  addAddress(ns, bridge, { address: gateway, length: pool.subnet.length }, { broadcast: true });
  linkUp(ns, bridge);
  setMtu(d.host, vxlan, overlayMtu(network));
  moveLink(d.world.netns, d.host, vxlan, ns);
  renameLink(ns, vxlan, VXLAN_NAME);
  setMaster(ns, vxlan, bridge);
  linkUp(ns, vxlan);
  return null;
}

/** `networkOnceInit`: the older engine first sees whether the kernel makes such links at all. */
function probeVxlan(d: Daemon): void {
  if (!d.profile.probesVxlan || d.engine.vxlanProbed) return;
  d.engine.vxlanProbed = true;
  const probe = addVxlan(d.k, d.host, 'testvxlan', null, { ...VXLAN, vni: 1, dstPort: 0 });
  if (typeof probe !== 'string') deleteLink(d.world.netns, d.host, probe);
}

/** One end of a pair is a port of br0, the other goes into the sandbox; both are made in the host. */
function join(d: Daemon, network: Network, endpoint: Endpoint, ns: Netns, ifName: string): Outcome<null> {
  const space = overlayNetns(d, network);
  const bridge = space === null ? null : linkByName(space, BRIDGE_NAME);
  const { address } = endpoint;
  if (space === null || bridge?.kind !== 'bridge' || address === null)
    return new Failure('System', `subnet sandbox join failed for ${network.name}`);
  endpoint.mac ??= macFromIpv4(address.address);
  const pair = vethPair(d, ns, ifName, endpoint.mac, true);
  if (failed(pair)) return pair;
  const { host, inside } = pair;
  const mtu = overlayMtu(network);
  setMtu(d.host, host, mtu);
  moveLink(d.world.netns, d.host, host, space);
  renameLink(space, host, `veth${network.ports++}`);
  setMaster(space, host, bridge);
  linkUp(space, host);
  endpoint.hostLink = host.id;
  setMtu(ns, inside, mtu);
  endpoint.link = inside.id;
  endpoint.ifName = ifName;
  addAddress(ns, inside, address, { broadcast: true });
  linkUp(ns, inside);
  beginAnnouncing(d, endpoint);
  return null;
}
