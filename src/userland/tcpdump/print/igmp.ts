/** IGMP as tcpdump prints it (print-igmp.c). */
import { checksumAdd, checksumFold } from '../../../base/checksum';
import { readU16, readU32 } from '../../../wire/field';
import { captured, hex, type Line, type Span } from './line';

const RECORDS: Readonly<Record<number, string>> = {
  1: 'is_in',
  2: 'is_ex',
  3: 'to_in',
  4: 'to_ex',
  5: 'allow',
  6: 'block',
};
const OLD: Readonly<Record<number, string>> = { 0x12: 'v1 report', 0x16: 'v2 report', 0x17: 'leave' };
const LENGTH = 8;
const USUAL_RESPONSE_TIME = 100;

export function igmpPrint(line: Line, span: Span): void {
  const { bytes, at, length } = span;
  if (line.style.quiet) {
    line.print('igmp');
    return;
  }
  if (captured(span) < LENGTH) {
    line.print('igmp');
    line.truncate('igmp');
    return;
  }
  const type = bytes[at]!;
  const odd = length === LENGTH ? '' : ` [len ${length}]`;
  const old = OLD[type];
  if (type === 0x11) line.print(`igmp query${query(line, span, odd)}`);
  else if (type === 0x22) line.print(`igmp v3 report${report(line, span)}`);
  else if (old !== undefined) line.print(`igmp ${old} ${line.names.host(readU32(bytes, at + 4))}${odd}`);
  else line.print(`igmp-${type}`);
  if (
    line.style.verbose > 0 &&
    captured(span) >= length &&
    checksumFold(checksumAdd(bytes, 0, at, at + length)) !== 0
  ) {
    line.print(` bad igmp cksum ${hex(readU16(bytes, at + 2))}!`);
  }
}

function query(line: Line, { bytes, at, length }: Span, odd: string): string {
  const time = bytes[at + 1]!;
  const group = readU32(bytes, at + 4);
  const about = group === 0 ? '' : ` [gaddr ${line.names.host(group)}]`;
  if (length >= 12) return ` v3${about}`;
  const version = time === 0 ? ' v1' : time === USUAL_RESPONSE_TIME ? ' v2' : ` v2 [max resp time ${time}]`;
  return version + about + odd;
}

function report(line: Line, { bytes, at }: Span): string {
  const count = readU16(bytes, at + 6);
  const { verbose } = line.style;
  let text = `, ${count} group record(s)`;
  if (verbose === 0) return text;
  let record = at + LENGTH;
  for (let i = 0; i < count && record + 8 <= bytes.length; i++) {
    const [type = 0, extra = 0] = [bytes[record], bytes[record + 1]];
    const sources = readU16(bytes, record + 2);
    text += ` [gaddr ${line.names.host(readU32(bytes, record + 4))} ${RECORDS[type] ?? `[v3-report-#${type}]`}`;
    if (verbose > 1) {
      const each = Array.from({ length: sources }, (_, n) => record + 8 + 4 * n).filter(
        (from) => from + 4 <= bytes.length,
      );
      text += ` {${each.map((from) => ` ${line.names.host(readU32(bytes, from))}`).join('')} }`;
    } else text += `, ${sources} source(s)`;
    text += ']';
    record += 8 + 4 * sources + 4 * extra;
  }
  return text;
}
