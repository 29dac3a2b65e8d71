/** The bridge driver (libnetwork `drivers/bridge`): a Linux bridge a network, a veth pair an endpoint, iptables rules. */
import { isGroupMac, macFromBytes, macFromIpv4, type Mac } from '../../base/mac';
import { linkById, linkByName, type Netns } from '../../kernel/netns';
import { addBridge, randomMac } from '../../kernel/newlink';
import { addAddress, deleteLink, linkUp, setMaster, setMtu } from '../../kernel/rtnetlink';
import { writeSysctl } from '../../kernel/sysctl';
import { randomBelow } from '../../sim/random';
import type { Bridge } from '../../kernel/link/link';
import type { Daemon } from '../daemon';
import type { Endpoint } from '../endpoint';
import { Failure, failed, type Outcome } from '../failure';
import { endpointRules, networkRules, programRules, revokeRules } from '../firewall';
import { networksOf } from '../engine';
import { isPredefined, type Network } from '../network';
import type { Driver } from './driver';
import { beginAnnouncing } from '../announce';
import { bridgeOptions } from './bridge-options';
import { vethName, vethPair } from './veth';

/** IFNAMSIZ less the final zero. */
const NAME_LENGTH = 15;

export const bridgeDriver: Driver = {
  name: 'bridge',
  single: false,
  addressed: true,
  severalSubnets: false,
  mapsPorts: true,
  // A bridge without an address gives nobody a way out of an internal network (`GetSkipGwAlloc`).
  skipsGateway: (d, request) => {
    const options = bridgeOptions(d, { id: '', ...request });
    return !failed(options) && (options.gatewayMode === 'isolated' || (options.inhibitIpv4 && request.internal));
  },
  leadsOut: (d, { internal }) => !internal || d.profile.internalDefaultRoute,
  createNetwork,
  deleteNetwork: (d, network) => {
    revokeRules(d, networkRules(d, network));
    const bridge = bridgeOf(d, network);
    if (bridge !== null) deleteLink(d.world.netns, d.host, bridge);
  },
  join,
  leave: (d, network, endpoint, ns) => {
    if (endpoint.address !== null && endpoint.link !== null)
      revokeRules(d, endpointRules(d, network, endpoint.address));
    const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
    if (link !== null) deleteLink(d.world.netns, ns, link);
  },
};

function bridgeOf(d: Daemon, network: Network): Bridge | null {
  const link = network.device === null ? null : linkByName(d.host, network.device);
  return link?.kind === 'bridge' ? link : null;
}

function createNetwork(d: Daemon, network: Network): Outcome<null> {
  const options = bridgeOptions(d, network);
  if (failed(options)) return options;
  const name = options.bridgeName;
  const clash = d.profile.sharesBridges
    ? undefined
    : networksOf(d.engine).find((other) => other.driver === 'bridge' && other.device === name);
  if (clash !== undefined) {
    return new Failure(
      'Forbidden',
      `cannot create network ${network.id} (${name}): conflicts with network ${clash.id} (${name}): networks have same bridge name`,
    );
  }
  if (name.length > NAME_LENGTH) return new Failure('System', d.messages.bridgeNameTooLong);
  const there = linkByName(d.host, name);
  const bridge = there?.kind === 'bridge' ? there : addBridge(d.k, d.host, name, bridgeMac(d));
  if (typeof bridge === 'string') return new Failure('System', `error creating bridge interface ${name}: file exists`);
  bridge.txQueueLen = 0;
  const { gateway, pool } = network.ipam;
  const addressed = options.gatewayMode !== 'isolated' && !options.inhibitIpv4;
  if (addressed && gateway !== null && pool !== null)
    addAddress(d.host, bridge, { address: gateway, length: pool.subnet.length }, { broadcast: true });
  linkUp(d.host, bridge);
  // Without a proxy, what is sent to 127.0.0.1 is led to the container by DNAT, out of lo.
  if (!d.engine.config.userlandProxy) writeSysctl(d.host.sysctl, `net.ipv4.conf.${name}.route_localnet`, '1');
  network.device = name;
  programRules(d, networkRules(d, network), isPredefined(network) ? 'dockerd' : network.origin);
  return null;
}

function bridgeMac(d: Daemon): Mac {
  if (d.profile.bridgeMac === 'random') return randomMac(d.k);
  return macFromBytes([0x02, 0x42, ...Array.from({ length: 4 }, () => randomBelow(d.k.random, 256))]);
}

function join(d: Daemon, network: Network, endpoint: Endpoint, ns: Netns, ifName: string): Outcome<null> {
  const bridge = bridgeOf(d, network);
  const options = bridgeOptions(d, network);
  const address = endpoint.address;
  if (failed(options)) return options;
  if (bridge === null || address === null)
    return new Failure('System', `could not find bridge of network ${network.name}`);
  if (endpoint.mac !== null && isGroupMac(endpoint.mac)) return multicastMac(d, endpoint.mac);
  endpoint.mac ??= d.profile.containerMac === 'from-ip' ? macFromIpv4(address.address) : randomMac(d.k);
  const pair = vethPair(d, ns, ifName, endpoint.mac, d.profile.vethMovedIn || endpoint.wayOut);
  if (failed(pair)) return pair;
  const { host, inside } = pair;
  if (options.mtu !== null) {
    setMtu(d.host, host, options.mtu);
    setMtu(ns, inside, options.mtu);
  }
  setMaster(d.host, host, bridge);
  host.port.hairpin = !d.engine.config.userlandProxy;
  linkUp(d.host, host);
  endpoint.hostLink = host.id;
  endpoint.link = inside.id;
  endpoint.ifName = ifName;
  addAddress(ns, inside, address, { broadcast: true });
  linkUp(ns, inside);
  beginAnnouncing(d, endpoint);
  programRules(d, endpointRules(d, network, address), `docker network connect ${network.name} ${endpoint.name}`);
  return null;
}

/** Linux gives no interface a group address. */
function multicastMac(d: Daemon, mac: Mac): Failure {
  const name = vethName(d);
  return new Failure(
    'System',
    `failed to add interface ${name} to sandbox: error setting interface "${name}" MAC to "${mac}": cannot assign requested address`,
  );
}
