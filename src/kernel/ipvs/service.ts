/** Services and their real servers (net/netfilter/ipvs/ip_vs_ctl.c), and who of them gets a connection (ip_vs_rr.c). */
import type { Netns } from '../netns';
import { createIpvs, type Ipvs, RealServer, serverName, type ServiceMatch, serviceName, VirtualService } from './ipvs';

/** The service of that mark or address, or null. */
export function findService(ns: Netns, match: ServiceMatch): VirtualService | null {
  const name = serviceName(match);
  return ns.ipvs?.services.find((service) => serviceName(service.match) === name) ?? null;
}

/** `ip_vs_add_service`, scheduled round robin. False where it is there already. */
export function addService(ns: Netns, match: ServiceMatch): boolean {
  if (findService(ns, match) !== null) return false;
  ns.ipvs ??= createIpvs();
  ns.ipvs.services = [...ns.ipvs.services, new VirtualService(match, [], null)];
  return true;
}

/** `ip_vs_del_service`: its connections find no server any more. */
export function deleteService(ns: Netns, match: ServiceMatch): boolean {
  const { ipvs } = ns;
  if (ipvs === null || findService(ns, match) === null) return false;
  const name = serviceName(match);
  ipvs.services = ipvs.services.filter((service) => serviceName(service.match) !== name);
  return true;
}

/** `ip_vs_add_dest`, or `ip_vs_edit_dest` where it is there: the newest comes first. */
export function setServer(ns: Netns, match: ServiceMatch, server: RealServer): boolean {
  const service = findService(ns, match);
  if (ns.ipvs === null || service === null) return false;
  const name = serverName(server);
  const there = service.servers.some((one) => serverName(one) === name);
  const servers = there
    ? service.servers.map((one) => (serverName(one) === name ? server : one))
    : [server, ...service.servers];
  replaceService(ns.ipvs, new VirtualService(service.match, servers, service.last));
  return true;
}

/** `ip_vs_del_dest`: where the turn was at it, it goes back to the one before. */
export function deleteServer(ns: Netns, match: ServiceMatch, server: Pick<RealServer, 'address' | 'port'>): boolean {
  const service = findService(ns, match);
  const name = serverName(new RealServer(server.address, server.port, 0));
  const at = service?.servers.findIndex((one) => serverName(one) === name) ?? -1;
  if (ns.ipvs === null || service === null || at < 0) return false;
  const before = service.servers[at - 1];
  const last = service.last !== name ? service.last : before === undefined ? null : serverName(before);
  replaceService(ns.ipvs, new VirtualService(service.match, service.servers.toSpliced(at, 1), last));
  return true;
}

function replaceService(ipvs: Ipvs, service: VirtualService): void {
  const name = serviceName(service.match);
  ipvs.services = ipvs.services.map((one) => (serviceName(one.match) === name ? service : one));
}

/** `ip_vs_rr_schedule`: the next server with a weight behind the one that had the last turn; null where there is none. */
export function schedule(ipvs: Ipvs, service: VirtualService): RealServer | null {
  const { servers } = service;
  const from = service.last === null ? -1 : servers.findIndex((one) => serverName(one) === service.last);
  for (let step = 1; step <= servers.length; step++) {
    const server = servers[(from + step) % servers.length];
    if (server === undefined || server.weight <= 0) continue;
    replaceService(ipvs, new VirtualService(service.match, servers, serverName(server)));
    return server;
  }
  return null;
}
