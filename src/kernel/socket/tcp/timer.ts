/** What a connection does when one of its timers goes off (net/ipv4/tcp_timer.c). */
import type { Micros } from '../../../sim/clock';
import type { Kernel } from '../../kernel';
import type { Netns } from '../../netns';
import { sysctlNumber } from '../../sysctl';
import { socketById } from '../open';
import type { TcpSocket } from '../socket';
import { ring, setAlarm } from './alarm';
import { enterTimeout } from './congestion';
import { ALARMS, RTO_INITIAL, RTO_MAX, RTO_MIN } from './control';
import { launchData, mssOf, resend, sendAck, sendProbe } from './output';
import { seqAdd, seqDiff } from './sequence';
import { tcpStep } from './state';

/** A 'tcp.timer' event has come; void where the timer has been set anew or stopped since. */
export function tcpTimer(k: Kernel, ns: Netns, id: string, timer: string, stamp: number): void {
  const socket = socketById(ns, id);
  const name = ALARMS.find((alarm) => alarm === timer);
  if (socket?.kind !== 'tcp' || name === undefined || !ring(k, ns, socket, name, stamp)) return;
  switch (name) {
    case 'retransmit':
      if (socket.tcp.lossProbe) probeLoss(k, ns, socket);
      else retransmit(k, ns, socket);
      return;
    case 'probe':
      probe(k, ns, socket);
      return;
    case 'ack':
      socket.tcp.pingPong = false;
      if (socket.tcp.ackPending) sendAck(k, ns, socket);
      return;
    case 'wait':
      tcpStep(k, ns, socket, 'tcp.expire');
  }
}

/** `tcp_model_timeout`: how long `retries` retransmissions take, each twice as far from the last. */
function modelTimeout(retries: number, base: Micros): Micros {
  const doublings = Math.floor(Math.log2(RTO_MAX / base));
  if (retries <= doublings) return (2 ** (retries + 1) - 1) * base;
  return (2 ** (doublings + 1) - 1) * base + (retries - doublings) * RTO_MAX;
}

/** `tcp_write_timeout`: whether there have been enough tries. */
function isExpired(k: Kernel, ns: Netns, socket: TcpSocket): boolean {
  const { tcp } = socket;
  if (tcp.retransmits === 0) return false;
  const since = k.clock.now - tcp.retransmitsSince;
  const setting = (name: string) => sysctlNumber(ns.sysctl, `net.ipv4.${name}`);
  switch (tcp.state) {
    case 'SYN-SENT': {
      const retries = setting('tcp_syn_retries');
      return (
        tcp.retransmits >= retries + setting('tcp_syn_linear_timeouts') || since >= modelTimeout(retries, RTO_INITIAL)
      );
    }
    case 'SYN-RECV':
      return tcp.retransmits >= setting('tcp_synack_retries');
    default:
      return since >= modelTimeout(setting('tcp_retries2'), RTO_MIN);
  }
}

/** `tcp_retransmit_timer`. */
function retransmit(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  if (tcp.flight.length === 0) return;
  if (isExpired(k, ns, socket)) {
    tcpStep(k, ns, socket, 'tcp.expire');
    return;
  }
  tcp.retransmits++;
  if (tcp.state !== 'SYN-SENT' && tcp.state !== 'SYN-RECV') enterTimeout(tcp);
  const linear =
    tcp.state === 'SYN-SENT' && tcp.retransmits <= sysctlNumber(ns.sysctl, 'net.ipv4.tcp_syn_linear_timeouts');
  if (!linear) tcp.rto = Math.min(tcp.rto * 2, RTO_MAX);
  resend(k, ns, socket, 0);
  setAlarm(k, ns, socket, 'retransmit', tcp.rto);
}

/** `tcp_send_loss_probe`: something new if the window has room, else the last segment once more; what comes back tells what was lost. */
function probeLoss(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  tcp.lossProbe = false;
  if (tcp.flight.length === 0) return;
  if (tcp.probedTo === null) {
    const room = seqDiff(seqAdd(tcp.sndUna, tcp.sndWnd), tcp.sndNxt);
    const size = Math.min(mssOf(k, ns, socket), tcp.unsentBytes);
    if (size > 0 && size <= room) launchData(k, ns, socket, size);
    else resend(k, ns, socket, tcp.flight.length - 1);
    tcp.probedTo = tcp.sndNxt;
    tcp.retransmitsSince = 0;
  }
  tcp.lossProbe = false;
  setAlarm(k, ns, socket, 'retransmit', Math.max(1, tcp.rto - (k.clock.now - (tcp.flight[0]?.at ?? 0))));
}

/** `tcp_probe_timer`: asks a peer without room, or sends what little there is room for. */
function probe(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  if (tcp.flight.length > 0 || tcp.unsentBytes === 0) return;
  if (tcp.probes >= sysctlNumber(ns.sysctl, 'net.ipv4.tcp_retries2')) {
    tcpStep(k, ns, socket, 'tcp.expire');
    return;
  }
  const room = seqDiff(seqAdd(tcp.sndUna, tcp.sndWnd), tcp.sndNxt);
  if (room > 0) {
    launchData(k, ns, socket, Math.min(room, tcp.unsentBytes));
    return;
  }
  tcp.probes++;
  sendProbe(k, ns, socket);
  setAlarm(k, ns, socket, 'probe', Math.min(tcp.rto * 2 ** tcp.probes, RTO_MAX));
}
