/** Datagrams through the proxy: a socket to the container for each sender, forgotten when it is idle (docker-proxy `udp_proxy.go`). */
import type { Ipv4 } from '../../base/ipv4';
import { close, connect, openUdp, receiveFrom, send, sendTo } from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import type { Sys } from '../../userland/program';
import type { Flow, ProxyData } from './proxy-data';

/** `UDPConnTrackTimeout`. */
const IDLE = 90 * SECOND;

/** A datagram came, from a sender or from the container. */
export function flowEvent(sys: Sys, data: ProxyData, socket: string): void {
  if (socket === data.front) fromSenders(sys, data);
  else fromContainer(sys, data, socket);
}

function fromSenders(sys: Sys, data: ProxyData): void {
  for (let got = receiveFrom(sys, data.front); got !== 'EAGAIN'; got = receiveFrom(sys, data.front)) {
    if (typeof got === 'string') continue;
    const key = `${got.src}:${got.srcPort}`;
    const flow = (data.flows[key] ??= begin(sys, data, got.src, got.srcPort));
    send(sys, flow.socket, got.payload);
    sys.timer(key, IDLE);
  }
}

function begin(sys: Sys, data: ProxyData, ip: Ipv4, port: number): Flow {
  const socket = openUdp(sys, sys.process.pid);
  connect(sys, socket, data.container.ip, data.container.port);
  return { ip, port, socket };
}

/** What the container answers goes back; an error (nobody listens there) ends the flow. */
function fromContainer(sys: Sys, data: ProxyData, socket: string): void {
  const entry = Object.entries(data.flows).find(([, flow]) => flow.socket === socket);
  if (entry === undefined) return;
  const [key, flow] = entry;
  for (let got = receiveFrom(sys, socket); got !== 'EAGAIN'; got = receiveFrom(sys, socket)) {
    if (got === 'ECONNREFUSED') continue;
    if (typeof got === 'string') return;
    sendTo(sys, data.front, got.payload, flow.ip, flow.port);
    sys.timer(key, IDLE);
  }
}

export function flowTimer(sys: Sys, data: ProxyData, key: string): void {
  const flow = data.flows[key];
  if (flow === undefined) return;
  close(sys, flow.socket);
  delete data.flows[key];
}
