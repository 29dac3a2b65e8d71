/** `desktop-dns ADDRESS UPSTREAM`: the name server of Docker Desktop. It knows the host's two names and asks upstream for any other. */
import { parseIpv4 } from '../../base/ipv4';
import { bind, connect, openUdp, receiveFrom, send, sendTo } from '../../kernel/socket/calls';
import type { Datagram } from '../../kernel/socket/socket';
import { decodeDns, DNS_PORT, encodeDns } from '../../wire/dns';
import { program, type Sys } from '../program';
import { answerFrom, type Zone } from './zone';

const ZONE: Zone = {
  'host.docker.internal': '192.168.65.254',
  'gateway.docker.internal': '192.168.65.1',
};

interface DesktopDnsData {
  readonly front: string;
  readonly upstream: string;
  /** Who asked, by the id of the query. */
  readonly asked: Record<number, Datagram>;
}

export const desktopDns = program<DesktopDnsData>({
  name: 'desktop-dns',
  start: (sys) => {
    const [address, server] = sys.args.map(parseIpv4);
    const front = openUdp(sys, sys.process.pid);
    const upstream = openUdp(sys, sys.process.pid);
    const failed = bind(sys, front, address ?? 0, DNS_PORT) ?? connect(sys, upstream, server ?? 0, DNS_PORT);
    return failed === null ? { front, upstream, asked: {} } : 1;
  },
  on: (sys, data, event) => {
    if (event.type !== 'socket') return;
    for (let got = receiveFrom(sys, event.socket); typeof got !== 'string'; got = receiveFrom(sys, event.socket)) {
      if (event.socket === data.front) ask(sys, data, got);
      else relay(sys, data, got);
    }
  },
});

function ask(sys: Sys, data: DesktopDnsData, got: Datagram): void {
  const query = decodeDns(got.payload);
  if (query === null || query.response) return;
  const name = query.questions[0]?.name.toLowerCase() ?? '';
  if (ZONE[name] !== undefined) {
    sendTo(sys, data.front, encodeDns(answerFrom(ZONE, query)), got.src, got.srcPort);
    return;
  }
  data.asked[query.id] = got;
  send(sys, data.upstream, got.payload);
}

function relay(sys: Sys, data: DesktopDnsData, got: Datagram): void {
  const id = decodeDns(got.payload)?.id ?? -1;
  const asker = data.asked[id];
  if (asker === undefined) return;
  delete data.asked[id];
  sendTo(sys, data.front, got.payload, asker.src, asker.srcPort);
}
