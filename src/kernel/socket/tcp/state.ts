/** One event of one connection: its next state, and what that brings with it (`tcp_set_state` and its callers). */
import { formatIpv4 } from '../../../base/ipv4';
import { type Micros, SECOND } from '../../../sim/clock';
import { compileMachine } from '../../../sim/machine';
import { remove } from '../../../sim/table';
import { TcpFlag } from '../../../wire/packet';
import type { Errno } from '../../errno';
import type { Kernel } from '../../kernel';
import type { Netns } from '../../netns';
import { sysctlNumber } from '../../sysctl';
import { socketById } from '../open';
import { countStrict, joinConnections, leaveConnections, leavePort } from '../port';
import type { Socket, TcpSocket } from '../socket';
import { wake } from '../wake';
import { setAlarm, stopAlarm } from './alarm';
import { ALARMS, type TcpControl } from './control';
import { ACK_TIMEOUT, pushPending, sendAck, sendRst, sendSyn } from './output';
import {
  TCP_EFFECTS,
  TCP_EVENTS,
  TCP_STATES,
  type TcpEffect,
  type TcpEvent,
  tcpMachine,
  type TcpState,
} from './tcp.machine';

export const tcpTable = compileMachine(tcpMachine, TCP_STATES, TCP_EVENTS, TCP_EFFECTS);

/** TCP_TIMEWAIT_LEN. */
const TIME_WAIT: Micros = 60 * SECOND;

/** Takes the connection through an event; one that its state ignores changes nothing. */
export function tcpStep(k: Kernel, ns: Netns, socket: TcpSocket, event: TcpEvent): void {
  const { tcp } = socket;
  const transition = tcpTable[tcp.state][event];
  if (transition === undefined) return;
  const from = tcp.state;
  tcp.state = transition.to;
  if (from !== transition.to) {
    const local = `${formatIpv4(socket.localIp)}:${socket.localPort}`;
    const peer = `${formatIpv4(socket.peerIp)}:${socket.peerPort}`;
    k.tap.why?.push({ ns: ns.name, kind: 'tcp', local, peer, from, to: transition.to, event });
    noteHalfOpen(ns, socket, from);
  }
  for (const effect of transition.effects) perform(k, ns, socket, effect);
}

function listenerOf(ns: Netns, tcp: TcpControl): TcpSocket | null {
  const listener: Socket | null = tcp.parent === null ? null : socketById(ns, tcp.parent);
  return listener?.kind === 'tcp' ? listener : null;
}

/** A listener knows its connections in SYN-RECV. */
function noteHalfOpen(ns: Netns, socket: TcpSocket, from: TcpState): void {
  const half = listenerOf(ns, socket.tcp)?.tcp.listener?.half;
  if (half === undefined) return;
  if (socket.tcp.state === 'SYN-RECV') half.push(socket.id);
  else if (from === 'SYN-RECV') half.splice(half.indexOf(socket.id), 1);
}

function perform(k: Kernel, ns: Netns, socket: TcpSocket, effect: TcpEffect): void {
  const { tcp } = socket;
  switch (effect) {
    case 'sendSyn':
      joinConnections(ns, socket);
      sendSyn(k, ns, socket, TcpFlag.SYN);
      return;
    case 'sendSynAck':
      joinConnections(ns, socket);
      sendSyn(k, ns, socket, TcpFlag.SYN | TcpFlag.ACK);
      return;
    case 'sendAck':
      sendAck(k, ns, socket);
      return;
    case 'delayAck':
      tcp.pingPong = true;
      tcp.ackPending = true;
      setAlarm(k, ns, socket, 'ack', ACK_TIMEOUT);
      return;
    case 'sendFin':
      tcp.finQueued = true;
      pushPending(k, ns, socket);
      return;
    case 'sendRst':
      sendRst(k, ns, socket);
      return;
    case 'connected':
      connected(k, ns, socket);
      return;
    case 'finished':
      tcp.finished = true;
      wake(k, socket);
      return;
    case 'finTimer':
      if (tcp.orphan) setAlarm(k, ns, socket, 'wait', sysctlNumber(ns.sysctl, 'net.ipv4.tcp_fin_timeout') * SECOND);
      return;
    case 'timeWait':
      stopAlarm(socket, 'retransmit');
      stopAlarm(socket, 'ack');
      setAlarm(k, ns, socket, 'wait', TIME_WAIT);
      return;
    case 'refused':
      fail(k, socket, 'ECONNREFUSED');
      return;
    case 'reset':
      fail(k, socket, 'ECONNRESET');
      return;
    case 'brokenPipe':
      fail(k, socket, 'EPIPE');
      return;
    case 'timedOut':
      fail(k, socket, tcp.softError ?? 'ETIMEDOUT');
      return;
    case 'unreachable':
      fail(k, socket, tcp.softError ?? 'EHOSTUNREACH');
      return;
    case 'done':
      forget(ns, socket);
      return;
  }
}

function fail(k: Kernel, socket: TcpSocket, errno: Errno): void {
  socket.error = errno;
  wake(k, socket);
}

/** The handshake is over: a connection that a listener made waits in its queue, another tells its own process. */
function connected(k: Kernel, ns: Netns, socket: TcpSocket): void {
  const listener = listenerOf(ns, socket.tcp);
  if (listener?.tcp.listener == null) wake(k, socket);
  else {
    listener.tcp.listener.accepted.push(socket.id);
    wake(k, listener);
  }
}

/** `tcp_done`: no timers, no port, no place among the connections; a socket that no process holds is gone altogether. */
function forget(ns: Netns, socket: TcpSocket): void {
  const { tcp } = socket;
  for (const name of ALARMS) stopAlarm(socket, name);
  tcp.flight.length = 0;
  tcp.unsent.length = 0;
  tcp.unsentBytes = 0;
  tcp.finQueued = false;
  tcp.early.length = 0;
  const connected = leaveConnections(ns, socket);
  if (!tcp.child) leavePort(ns, 'tcp', socket.localPort, socket.id);
  else if (connected && !socket.reuseAddress) countStrict(ns, socket.localPort, -1);
  const listener = listenerOf(ns, tcp)?.tcp.listener;
  const waiting = listener?.accepted.indexOf(socket.id) ?? -1;
  if (waiting >= 0) listener?.accepted.splice(waiting, 1);
  if (tcp.orphan || tcp.parent !== null) remove(ns.sockets, socket.id);
}
