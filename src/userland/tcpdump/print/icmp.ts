/** ICMP as tcpdump prints it (print-icmp.c). */
import { checksumAdd, checksumFold, checksumOf } from '../../../base/checksum';
import type { Ipv4 } from '../../../base/ipv4';
import { readU16, readU32 } from '../../../wire/field';
import { ICMP_LENGTH, IcmpType, isIcmpError, UnreachCode } from '../../../wire/icmp';
import { IpProtocol } from '../../../wire/packet';
import { behind, captured, clipped, hex, type Line, type Span } from './line';

interface Around {
  readonly src: Ipv4;
  readonly fragment: boolean;
}

/** `inside` prints the packet that an error quotes. */
export function icmpPrint(line: Line, span: Span, around: Around, inside: (quoted: Span) => void): void {
  const { bytes, at } = span;
  if (captured(span) < ICMP_LENGTH) {
    line.truncate('icmp');
    return;
  }
  line.print(`ICMP ${words(line, span)}, length ${span.length}`);
  if (line.style.verbose === 0) return;
  if (!around.fragment && captured(span) >= span.length) {
    const end = at + span.length;
    if (checksumFold(checksumAdd(bytes, 0, at, end)) !== 0) {
      const right = checksumOf(bytes, at + 2, at, end);
      line.print(` (wrong icmp cksum ${hex(readU16(bytes, at + 2))} (->${hex(right)})!)`);
    }
  }
  if (!isIcmpError(bytes[at]!)) return;
  const quoted = behind(span, ICMP_LENGTH);
  line.print('\n\t');
  inside(captured(quoted) < 4 ? quoted : clipped(quoted, readU16(bytes, quoted.at + 2)));
}

function words(line: Line, span: Span): string {
  const { bytes, at } = span;
  const [type = 0, code = 0] = [bytes[at], bytes[at + 1]];
  const [id, seq] = [readU16(bytes, at + 4), readU16(bytes, at + 6)];
  switch (type) {
    case IcmpType.EchoReply:
      return `echo reply, id ${id}, seq ${seq}`;
    case IcmpType.Echo:
      return `echo request, id ${id}, seq ${seq}`;
    case IcmpType.DestUnreach:
      return unreachable(line, span, code);
    case IcmpType.SourceQuench:
      return 'source quench';
    case IcmpType.Redirect:
      return redirect(line, span, code);
    case 9:
      return routerAdvertisement(line, span);
    case 10:
      return 'router solicitation';
    case IcmpType.TimeExceeded:
      return EXCEEDED[code] ?? `time exceeded-#${code}`;
    case IcmpType.ParameterProb:
      return code === 0 ? `parameter problem - octet ${bytes[at + 4]!}` : `parameter problem - code ${code}`;
    case IcmpType.Timestamp:
      return `time stamp query id ${id} seq ${seq}`;
    case IcmpType.TimestampReply:
      return timestampReply(span, id, seq);
    case 15:
      return 'information request';
    case 16:
      return 'information reply';
    case 17:
      return 'address mask request';
    case 18:
      return `address mask is 0x${hex(captured(span) >= 12 ? readU32(bytes, at + 8) : 0, 8)}`;
    default:
      return `type-#${type}`;
  }
}

const EXCEEDED = ['time exceeded in-transit', 'ip reassembly time exceeded'];
/** Of each code: which noun stands before the address, and what follows `unreachable`. */
const UNREACHABLE: Readonly<Record<number, readonly [noun: string, reason: string]>> = {
  [UnreachCode.Net]: ['net ', ''],
  [UnreachCode.Host]: ['host ', ''],
  [UnreachCode.SourceRouteFailed]: ['', ' - source route failed'],
  [UnreachCode.NetUnknown]: ['net ', ' - unknown'],
  [UnreachCode.HostUnknown]: ['host ', ' - unknown'],
  [UnreachCode.HostIsolated]: ['', ' - source host isolated'],
  [UnreachCode.NetProhibited]: ['net ', ' - admin prohibited'],
  [UnreachCode.HostProhibited]: ['host ', ' - admin prohibited'],
  [UnreachCode.NetTos]: ['net ', ' - tos prohibited'],
  [UnreachCode.HostTos]: ['host ', ' - tos prohibited'],
  [UnreachCode.Filtered]: ['host ', ' - admin prohibited filter'],
  [UnreachCode.PrecedenceViolation]: ['host ', ' - host precedence violation'],
  [UnreachCode.PrecedenceCutoff]: ['host ', ' - precedence cutoff'],
};

function unreachable(line: Line, { bytes, at }: Span, code: number): string {
  const quoted = at + ICMP_LENGTH;
  const dst = line.names.host(bytes.length >= quoted + 20 ? readU32(bytes, quoted + 16) : 0);
  const protocol = bytes[quoted + 9] ?? 0;
  if (code === UnreachCode.Protocol) return `${dst} protocol ${protocol} unreachable`;
  if (code === UnreachCode.FragNeeded) {
    const mtu = readU16(bytes, at + 6);
    return `${dst} unreachable - need to frag${mtu === 0 ? '' : ` (mtu ${mtu})`}`;
  }
  if (code === UnreachCode.Port) {
    const port = readU16(bytes, quoted + ((bytes[quoted] ?? 0) & 15) * 4 + 2);
    const name = protocol === IpProtocol.Tcp ? 'tcp' : protocol === IpProtocol.Udp ? 'udp' : null;
    if (name === null) return `${dst} protocol ${protocol} port ${port} unreachable`;
    return `${dst} ${name} port ${line.names.port(port, name)} unreachable`;
  }
  const [noun, reason] = UNREACHABLE[code] ?? ['', ` - #${code}`];
  return `${noun}${dst} unreachable${reason}`;
}

function redirect(line: Line, { bytes, at }: Span, code: number): string {
  const quoted = at + ICMP_LENGTH;
  const dst = line.names.host(bytes.length >= quoted + 20 ? readU32(bytes, quoted + 16) : 0);
  const gateway = line.names.host(readU32(bytes, at + 4));
  const tos = code === 2 || code === 3 ? '-tos' : code > 3 ? `-#${code}` : '';
  const scope = code > 3 ? '' : code % 2 === 0 ? 'net ' : 'host ';
  return `redirect${tos} ${dst} to ${scope}${gateway}`;
}

function routerAdvertisement(line: Line, span: Span): string {
  const { bytes, at } = span;
  const [count = 0, size = 0] = [bytes[at + 4], bytes[at + 5]];
  const seconds = readU16(bytes, at + 6);
  const lifetime =
    seconds < 60
      ? String(seconds)
      : seconds < 3600
        ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
        : `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  const head = `router advertisement lifetime ${lifetime} ${count}:`;
  if (size !== 2) return `${head} [size ${size}]`;
  const entries = Array.from({ length: count }, (_, i) => at + ICMP_LENGTH + 8 * i).filter(
    (entry) => entry + 8 <= bytes.length,
  );
  const shown = entries.map((entry) => ` {${line.names.host(readU32(bytes, entry))} ${readU32(bytes, entry + 4)}}`);
  return head + shown.join('');
}

function timestampReply(span: Span, id: number, seq: number): string {
  const { bytes, at } = span;
  const time = (from: number) => {
    const millis = from + 4 <= bytes.length ? readU32(bytes, from) : 0;
    return new Date(millis % 86_400_000).toISOString().slice(11, 23);
  };
  const times = `org ${time(at + 8)}, recv ${time(at + 12)}, xmit ${time(at + 16)}`;
  return `time stamp reply id ${id} seq ${seq}: ${times}`;
}
