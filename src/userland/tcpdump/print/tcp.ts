/** TCP as tcpdump prints it (print-tcp.c). */
import { checksumAdd, checksumFold, checksumOf } from '../../../base/checksum';
import { readU16, readU32 } from '../../../wire/field';
import { IpProtocol, TcpFlag } from '../../../wire/packet';
import { TCP_LENGTH } from '../../../wire/tcp';
import { pseudoHeaderSum } from '../../../wire/udp';
import { applicationPrint } from './application';
import { behind, captured, hex, type Line, type Span } from './line';
import { tcpOptions } from './tcp-options';
import type { Between } from './udp';

const FLAGS = [
  [TcpFlag.FIN, 'F'],
  [TcpFlag.SYN, 'S'],
  [TcpFlag.RST, 'R'],
  [TcpFlag.PSH, 'P'],
  [TcpFlag.ACK, '.'],
  [TcpFlag.URG, 'U'],
  [TcpFlag.ECE, 'E'],
  [TcpFlag.CWR, 'W'],
] as const;
/** Of what a reset carries, no more is shown. */
const RESET_DATA = 30;

/** Both directions of a connection have one entry, under the end with the smaller port (or address) first. */
interface Relative {
  readonly seq: number;
  readonly ack: number;
  /** What a SACK block counts from. */
  readonly base: number;
}

export function tcpPrint(line: Line, span: Span, between: Between): void {
  const { bytes, at } = span;
  const { host, port } = line.names;
  const { src, dst, fragment } = between;
  if (captured(span) < 4) {
    line.print(`${host(src)} > ${host(dst)}: [|tcp]`);
    line.cut = true;
    return;
  }
  const [srcPort, dstPort] = [readU16(bytes, at), readU16(bytes, at + 2)];
  line.print(`${host(src)}.${port(srcPort, 'tcp')} > ${host(dst)}.${port(dstPort, 'tcp')}: `);
  if (captured(span) < TCP_LENGTH) {
    line.truncate('tcp');
    return;
  }
  const headerLength = (bytes[at + 12]! >>> 4) * 4;
  const length = span.length - headerLength;
  if (headerLength < TCP_LENGTH) {
    line.print(` tcp ${length >>> 0} [bad hdr length ${headerLength} - too short, < ${TCP_LENGTH}]`);
    return;
  }
  const tooLong = headerLength > span.length ? ` [bad hdr length ${headerLength} - too long, > ${span.length}]` : '';
  if (line.style.quiet) {
    line.print(`tcp ${length >>> 0}${tooLong}`);
    return;
  }
  const flags = bytes[at + 13]!;
  const names = FLAGS.filter(([flag]) => (flags & flag) !== 0).map(([, name]) => name);
  line.print(`Flags [${names.length === 0 ? 'none' : names.join('')}]${tooLong}`);
  const relative = relativeTo(line, span, between, flags);
  if (tooLong !== '') return;
  if (line.style.verbose > 0 && !fragment) line.print(checksumText(span, between));
  if (length > 0 || (flags & (TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST)) !== 0 || line.style.verbose > 1) {
    line.print(`, seq ${relative.seq}${length > 0 ? `:${(relative.seq + length) >>> 0}` : ''}`);
  }
  if ((flags & TcpFlag.ACK) !== 0) line.print(`, ack ${relative.ack}`);
  line.print(`, win ${readU16(bytes, at + 14)}`);
  if ((flags & TcpFlag.URG) !== 0) line.print(`, urg ${readU16(bytes, at + 18)}`);
  if (headerLength > TCP_LENGTH) {
    const options = tcpOptions({ bytes, at: at + TCP_LENGTH, length: headerLength - TCP_LENGTH }, relative.base);
    line.print(`, options [${options.text}`);
    if (options.bad) {
      line.cut = true;
      return;
    }
    line.print(']');
  }
  line.print(`, length ${length}`);
  if (length <= 0) return;
  const carried = behind(span, headerLength);
  if ((flags & TcpFlag.RST) === 0) applicationPrint(line, carried, srcPort, dstPort);
  else if (line.style.verbose > 0) line.print(` [RST ${printable(carried)}]`);
}

/** Numbers counted from the first that were seen of the connection, where there is an acknowledgement to know them by. */
function relativeTo(line: Line, { bytes, at }: Span, { src, dst }: Between, flags: number): Relative {
  const [seq, ack] = [readU32(bytes, at + 4), readU32(bytes, at + 8)];
  if (line.style.absolute || (flags & TcpFlag.ACK) === 0) return { seq, ack, base: 0 };
  const [srcPort, dstPort] = [readU16(bytes, at), readU16(bytes, at + 2)];
  const reversed = srcPort > dstPort || (srcPort === dstPort && src > dst);
  const key = reversed ? `${dst} ${dstPort} ${src} ${srcPort}` : `${src} ${srcPort} ${dst} ${dstPort}`;
  const known = line.conversations[key];
  if (known === undefined || (flags & TcpFlag.SYN) !== 0) {
    const before = (ack - 1) >>> 0;
    line.conversations[key] = reversed ? { seq: before, ack: seq } : { seq, ack: before };
    return { seq, ack, base: 0 };
  }
  const [own, other] = reversed ? [known.ack, known.seq] : [known.seq, known.ack];
  return { seq: (seq - own) >>> 0, ack: (ack - other) >>> 0, base: other };
}

function checksumText(span: Span, { src, dst }: Between): string {
  const { bytes, at, length } = span;
  const end = at + length;
  if (end > bytes.length) return '';
  const carried = readU16(bytes, at + 16);
  const pseudo = pseudoHeaderSum(src, dst, IpProtocol.Tcp, length);
  const isRight = checksumFold(checksumAdd(bytes, pseudo, at, end)) === 0;
  const right = checksumOf(bytes, at + 16, at, end, pseudo);
  return `, cksum 0x${hex(carried, 4)} (${isRight ? 'correct' : `incorrect -> 0x${hex(right, 4)}`})`;
}

function printable({ bytes, at, length }: Span): string {
  const shown = bytes.subarray(at, at + Math.min(length, RESET_DATA));
  const text = Array.from(shown, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
  return length > RESET_DATA ? `+ ${text}` : text;
}
