/** What a node's load balancer of a network knows: an IPVS service for each virtual address there, the marks that lead to it, and its tasks (libnetwork `service_linux.go`). */
import { formatIpv4, formatPrefix, type Ipv4, network as networkOf, parseIpv4 } from '../../base/ipv4';
import { RealServer } from '../../kernel/ipvs/ipvs';
import { addService, deleteServer, deleteService, setServer } from '../../kernel/ipvs/service';
import { applyIptables } from '../../kernel/netfilter/rules';
import { linkById, type Netns } from '../../kernel/netns';
import { addAddress, deleteAddress } from '../../kernel/rtnetlink';
import { writeSysctl } from '../../kernel/sysctl';
import { get, put, remove, values } from '../../sim/table';
import type { Daemon } from '../daemon';
import type { Endpoint } from '../endpoint';
import { attachedTo, gatewayEndpoint, netnsOf } from '../namespace';
import type { Network } from '../network';
import { nodesOf, peersOn } from '../swarm/cluster';
import { loadBalancerOf } from '../swarm/load-balancer';
import { clusterOf } from '../swarm/member';
import { publishIngress, unpublishIngress } from './ingress';
import type { Balancer, ServicePort } from './service';

/** Where a load balancer works: its namespace, its endpoint on the network, and the ingress sandbox's address on docker_gwbridge. */
interface Place {
  readonly ns: Netns;
  readonly endpoint: Endpoint;
  readonly gateway: Ipv4 | null;
}

function placeOf(d: Daemon, network: Network): Place | null {
  const sandbox = loadBalancerOf(d, network);
  const ns = sandbox === null ? null : netnsOf(d, sandbox);
  if (sandbox === null || ns === null) return null;
  const own = attachedTo(d.engine, sandbox).find((attached) => attached.network.id === network.id);
  const gateway = network.ingress ? (gatewayEndpoint(d.engine, sandbox)?.endpoint.address?.address ?? null) : null;
  return own === undefined ? null : { ns, endpoint: own.endpoint, gateway };
}

interface Wanted {
  readonly service: string;
  readonly name: string;
  readonly virtualIp: Ipv4;
  readonly ports: readonly ServicePort[];
  readonly servers: Readonly<Record<string, number>>;
}

/** What the nodes have told each other of services on a network. */
function wantedOn(d: Daemon, network: Network): Wanted[] {
  const cluster = clusterOf(d);
  const wanted: Record<string, Wanted> = {};
  for (const { service, address } of cluster === null ? [] : peersOn(cluster, network.id)) {
    if (service === null || service.virtualIp === null) continue;
    const servers = { ...wanted[service.id]?.servers, [formatIpv4(address.address)]: service.enabled ? 1 : 0 };
    const { id, name, virtualIp, ports } = service;
    wanted[id] = { service: id, name, virtualIp, ports, servers };
  }
  return Object.values(wanted);
}

/** Brings every node's load balancer of a network up to date. */
export function syncBalancersEverywhere(d: Daemon, id: string): void {
  const cluster = clusterOf(d);
  for (const node of cluster === null ? [] : nodesOf(cluster)) {
    const other = node.left === null ? d.on(node.machine) : null;
    const network = other === null ? undefined : get(other.engine.networks, id);
    if (other !== null && network !== undefined) syncBalancers(other, network);
  }
}

/** Brings this node's load balancer of a network up to date. */
export function syncBalancers(d: Daemon, network: Network): void {
  const place = placeOf(d, network);
  if (place === null) return;
  const wanted = wantedOn(d, network);
  for (const balancer of balancersOn(d, network))
    if (!wanted.some(({ service }) => service === balancer.service)) takeDown(d, place, balancer);
  for (const one of wanted) {
    const there = get(d.engine.balancers, keyOf(network.id, one.service));
    const balancer = there ?? setUp(d, network, place, one);
    const { mark, servers } = balancer;
    const match = { by: 'mark', mark } as const;
    for (const [ip, weight] of Object.entries(one.servers))
      if (servers[ip] !== weight) setServer(place.ns, match, new RealServer(parseIpv4(ip) ?? 0, 0, weight));
    for (const ip of Object.keys(servers))
      if (one.servers[ip] === undefined) deleteServer(place.ns, match, { address: parseIpv4(ip) ?? 0, port: 0 });
    balancer.servers = one.servers;
  }
}

const keyOf = (network: string, service: string) => `${network}/${service}`;

function balancersOn(d: Daemon, network: Network): Balancer[] {
  return [...values(d.engine.balancers)].filter((balancer) => balancer.network === network.id);
}

/** `addLBBackend` of a service's first task: the address, the rules, the IPVS service. */
function setUp(d: Daemon, network: Network, place: Place, { service, name, virtualIp, ports }: Wanted): Balancer {
  const { ns, endpoint, gateway } = place;
  const origin = `docker service create --name ${name}`;
  const made: Balancer = { network: network.id, service, virtualIp, mark: d.engine.nextMark++, ports, servers: {} };
  put(d.engine.balancers, keyOf(network.id, service), made);
  const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
  if (link !== null) addAddress(ns, link, { address: virtualIp, length: 32 });
  writeSysctl(ns.sysctl, 'net.ipv4.ip_forward', '1');
  if (gateway !== null && ports.length > 0) publishIngress(d, gateway, ports, origin);
  for (const line of portMarks(ports, made.mark)) applyIptables(ns, `-t mangle -A ${line}`, origin);
  const { address } = endpoint;
  if (address !== null) {
    const translation = `POSTROUTING -d ${formatPrefix(networkOf(address))} -m ipvs --ipvs -j SNAT --to-source ${formatIpv4(address.address)}`;
    if (applyIptables(ns, `-t nat -C ${translation}`, null) !== null)
      applyIptables(ns, `-t nat -A ${translation}`, origin);
  }
  applyIptables(ns, `-t mangle -A ${addressMark(virtualIp, made.mark)}`, origin);
  addService(ns, { by: 'mark', mark: made.mark });
  return get(d.engine.balancers, keyOf(network.id, service)) ?? made;
}

/** `rmLBBackend` of the last one. */
function takeDown(d: Daemon, { ns, endpoint, gateway }: Place, balancer: Balancer): void {
  const { mark, ports, virtualIp } = balancer;
  deleteService(ns, { by: 'mark', mark });
  if (gateway !== null) unpublishIngress(d, gateway, ports);
  for (const line of [...portMarks(ports, mark), addressMark(virtualIp, mark)])
    applyIptables(ns, `-t mangle -D ${line}`, null);
  const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
  if (link !== null) deleteAddress(ns, link, { address: virtualIp, length: 32 });
  remove(d.engine.balancers, keyOf(balancer.network, balancer.service));
}

/** The network leaves the node, and its namespace with all that was in it. */
export function forgetBalancers(d: Daemon, network: Network): void {
  const gateway = placeOf(d, network)?.gateway ?? null;
  for (const { service, ports } of balancersOn(d, network)) {
    if (gateway !== null) unpublishIngress(d, gateway, ports);
    remove(d.engine.balancers, keyOf(network.id, service));
  }
}

function portMarks(ports: readonly ServicePort[], mark: number): string[] {
  return ports.map(
    ({ protocol, published }) =>
      `PREROUTING -p ${protocol} -m ${protocol} --dport ${published} -j MARK --set-mark ${mark}`,
  );
}

function addressMark(ip: Ipv4, mark: number): string {
  return `INPUT -d ${formatIpv4(ip)}/32 -j MARK --set-mark ${mark}`;
}
