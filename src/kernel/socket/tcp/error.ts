/** ICMP errors about a connection's segments (`tcp_v4_err`; RFC 5461 for why most of them are only remembered). */
import { IcmpType, UnreachCode } from '../../../wire/icmp';
import type { Icmp, Tcp } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import type { Netns } from '../../netns';
import type { SocketError, TcpSocket } from '../socket';
import { wake } from '../wake';
import { resendLonger } from './congestion';
import { mssOf } from './output';
import { seqAfter, seqBefore } from './sequence';
import { tcpStep } from './state';

/** An attempt to connect ends; an established connection remembers the error and goes on trying. */
export function tcpError(k: Kernel, ns: Netns, socket: TcpSocket, segment: Tcp, icmp: Icmp, error: SocketError): void {
  const { tcp } = socket;
  if (tcp.state === 'TIME-WAIT' || tcp.state === 'UNCONN') return;
  if (seqBefore(segment.seq, tcp.sndUna) || seqAfter(segment.seq, tcp.sndNxt)) return;
  if (icmp.type === IcmpType.Redirect) return;
  if (icmp.type === IcmpType.DestUnreach && icmp.code === UnreachCode.FragNeeded) {
    resendLonger(k, ns, socket, mssOf(k, ns, socket));
    return;
  }
  tcp.softError = error.errno;
  if (tcp.state === 'SYN-SENT' || tcp.state === 'SYN-RECV') tcpStep(k, ns, socket, 'tcp.unreachable');
  else if (socket.recvErr) {
    socket.error = error.errno;
    socket.errors.push(error);
    wake(k, socket);
  }
}
