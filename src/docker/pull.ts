/** `docker-pull NAME…`: dockerd's attempt to reach a registry. It looks the names up, as Go's resolver does, and prints why it failed. */
import { formatIpv4, type Ipv4, parseIpv4 } from '../base/ipv4';
import { close, connect, openUdp, receiveFrom, send } from '../kernel/socket/calls';
import { SECOND } from '../sim/clock';
import { randomBelow } from '../sim/random';
import { program, type ProcessEvent, type Sys } from '../userland/program';
import { decodeDns, DNS_PORT, dnsQuery, DnsType, encodeDns, Rcode } from '../wire/dns';
import { daemonOf } from './daemon';
import { parseResolvConf, RESOLV_CONF } from './network-files';

interface PullData {
  readonly server: Ipv4;
  /** Which of the names is being looked up. */
  at: number;
  /** Sockets whose answer has not come. */
  open: string[];
  reason: string;
}

export const PULL_PROGRAM = 'docker-pull';
const PATIENCE = 5 * SECOND;
const REGISTRY = 'https://registry-1.docker.io/v2/';

export const pull = program<PullData>({
  name: PULL_PROGRAM,
  start: (sys) => {
    const [server = '127.0.0.1'] = parseResolvConf(sys.readFile(RESOLV_CONF) ?? '').nameservers;
    const data: PullData = { server: parseIpv4(server) ?? 0, at: 0, open: [], reason: 'no such host' };
    sys.process.data = data;
    ask(sys, data);
    return data;
  },
  on: onEvent,
});

/** Both families at once, each from a socket of its own. */
function ask(sys: Sys, data: PullData): void {
  const lookup = daemonOf(sys)?.profile.registryLookups[data.at];
  if (lookup === undefined) {
    fail(sys, data);
    return;
  }
  const [name, first] = lookup;
  const types = first === 'A' ? [DnsType.A, DnsType.AAAA] : [DnsType.AAAA, DnsType.A];
  for (const type of types) {
    const socket = openUdp(sys, sys.process.pid);
    const query = encodeDns(dnsQuery(randomBelow(sys.k.random, 0x10000), name, type));
    if (connect(sys, socket, data.server, DNS_PORT) === null && typeof send(sys, socket, query) === 'number')
      data.open.push(socket);
    else close(sys, socket);
  }
  if (data.open.length === 0) next(sys, data, 'connect: network is unreachable');
  else sys.timer('patience', PATIENCE);
}

function onEvent(sys: Sys, data: PullData, event: ProcessEvent): void {
  if (event.type === 'timer') next(sys, data, 'i/o timeout');
  if (event.type !== 'socket' || !data.open.includes(event.socket)) return;
  const got = receiveFrom(sys, event.socket);
  if (got === 'EAGAIN') return;
  close(sys, event.socket);
  data.open = data.open.filter((socket) => socket !== event.socket);
  const rcode = typeof got === 'string' ? Rcode.ServFail : (decodeDns(got.payload)?.rcode ?? Rcode.ServFail);
  if (data.open.length === 0) next(sys, data, rcode === Rcode.ServFail ? 'server misbehaving' : 'no such host');
}

function next(sys: Sys, data: PullData, reason: string): void {
  for (const socket of data.open) close(sys, socket);
  data.open = [];
  data.reason = reason;
  data.at++;
  sys.cancel('patience');
  ask(sys, data);
}

function fail(sys: Sys, data: PullData): void {
  sys.out(
    `Get "${REGISTRY}": dial tcp: lookup registry-1.docker.io on ${formatIpv4(data.server)}:${DNS_PORT}: ${data.reason}`,
  );
  sys.exit(1);
}
