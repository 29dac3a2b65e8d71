/** Every container on a cable of its own, routed by the host: no bridge, no ARP between containers. */
import type { Driver } from '../../src/docker/drivers/driver';
import { vethPair } from '../../src/docker/drivers/veth';
import { Failure, failed } from '../../src/docker/failure';
import { randomMac } from '../../src/kernel/newlink';
import { linkById } from '../../src/kernel/netns';
import { addAddress, addRoute, deleteLink, linkUp } from '../../src/kernel/rtnetlink';

const HOST = 32;

export const routedDriver: Driver = {
  name: 'routed',
  single: false,
  addressed: true,
  severalSubnets: true,
  mapsPorts: false,
  leadsOut: (_d, { internal }) => !internal,
  createNetwork: (_d, { options }) => {
    const mtu = options['mtu'];
    return mtu === undefined ? null : new Failure('InvalidParameter', `routed networks take no mtu: ${mtu}`);
  },
  deleteNetwork: () => undefined,
  join: (d, network, endpoint, ns, ifName) => {
    const { address } = endpoint;
    const { gateway } = network.ipam;
    if (address === null || gateway === null) return new Failure('System', 'a routed endpoint needs an address');
    endpoint.mac ??= randomMac(d.k);
    const pair = vethPair(d, ns, ifName, endpoint.mac, true);
    if (failed(pair)) return pair;
    const { host, inside } = pair;
    addAddress(d.host, host, { address: gateway, length: HOST });
    linkUp(d.host, host);
    addRoute(d.host, { prefix: { address: address.address, length: HOST }, link: host });
    addAddress(ns, inside, { address: address.address, length: HOST });
    linkUp(ns, inside);
    addRoute(ns, { prefix: { address: gateway, length: HOST }, link: inside });
    endpoint.hostLink = host.id;
    endpoint.link = inside.id;
    endpoint.ifName = ifName;
    return null;
  },
  leave: (d, _network, endpoint, ns) => {
    const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
    if (link !== null) deleteLink(d.world.netns, ns, link);
  },
};
