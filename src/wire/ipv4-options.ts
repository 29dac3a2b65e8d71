/** Options of the IPv4 header as rows (RFC 791 section 3.1). Labels and names follow Wireshark's packet-ip.c. */
import { formatIpv4 } from '../base/ipv4';
import { drawBits, readU16, readU32, type Row, showBytes, showNamed } from './field';
import { type Option, optionRows } from './option';

const OptionKind = {
  End: 0,
  Nop: 1,
  RecordRoute: 7,
  Timestamp: 68,
  LooseRoute: 131,
  StrictRoute: 137,
  RouterAlert: 148,
} as const;

/** Title, filter name and the name in the number row of each kind. */
const KINDS: Readonly<Record<number, readonly [title: string, filter: string, number: string]>> = {
  [OptionKind.End]: ['End of Options List (EOL)', 'ip.options.eol', 'End of Option List (EOL)'],
  [OptionKind.Nop]: ['No-Operation (NOP)', 'ip.options.nop', 'No-Operation (NOP)'],
  [OptionKind.RecordRoute]: ['Record Route', 'ip.options.record_route', 'Record route'],
  [OptionKind.Timestamp]: ['Time Stamp', 'ip.options.timestamp', 'Time stamp'],
  [OptionKind.LooseRoute]: ['Loose Source Route', 'ip.options.route', 'Loose source route'],
  [OptionKind.StrictRoute]: ['Strict Source Route', 'ip.options.source_route', 'Strict source route'],
  [OptionKind.RouterAlert]: ['Router Alert', 'ip.options.routeralert', 'Router Alert'],
};
const CLASS_NAMES = ['Control', 'Reserved for future use', 'Debugging and measurement', 'Reserved for future use'];
const STAMP_FLAGS: Readonly<Record<number, string>> = {
  0: 'Time stamps only',
  1: 'Time stamp and address',
  3: 'Time stamps for prespecified addresses',
};
const showClass = showNamed(CLASS_NAMES);
const showAlert = showNamed({ 0: 'Router shall examine packet' }, 0, 'Reserved');

/** The row of the options between `start` and `end`, and below it a row an option. */
export function ipv4OptionRows(bytes: Uint8Array, start: number, end: number): Row[] {
  const nameOf = ({ kind }: Option): string | null => (kind <= OptionKind.Nop ? null : (KINDS[kind]?.[0] ?? null));
  return optionRows(bytes, start, end, '', nameOf, (option) => optionRow(bytes, option));
}

function optionRow(bytes: Uint8Array, option: Option): Row {
  const { kind, start, end } = option;
  const [title, filter, number] = KINDS[kind] ?? [`Unknown (0x${kind.toString(16).padStart(2, '0')})`, '', 'Unknown'];
  const isSingle = end - start === 1;
  const type: Row = {
    label: 'Type',
    filter: 'ip.opt.type',
    value: String(kind),
    start,
    end: start + 1,
    rows: typeRows(kind, number, start),
  };
  const length: Row = {
    label: 'Length',
    filter: 'ip.opt.len',
    value: String(end - start),
    start: start + 1,
    end: start + 2,
  };
  return {
    label: `IP Option - ${title}${isSingle ? '' : ` (${end - start} bytes)`}`,
    filter,
    value: kind === OptionKind.RouterAlert && end - start === 4 ? showAlert(readU16(bytes, start + 2)) : '',
    start,
    end,
    rows: isSingle ? [type] : [type, length, ...contentRows(bytes, option)],
  };
}

function typeRows(kind: number, name: string, start: number): Row[] {
  const part = (mask: number, label: string, filter: string, value: string): Row => {
    return { label, filter, value, start, end: start + 1, bits: drawBits(mask, kind, 8) };
  };
  return [
    part(0x80, 'Copy on fragmentation', 'ip.opt.type.copy', kind & 0x80 ? 'Yes' : 'No'),
    part(0x60, 'Class', 'ip.opt.type.class', showClass((kind >>> 5) & 3)),
    part(0x1f, 'Number', 'ip.opt.type.number', `${name} (${kind & 31})`),
  ];
}

function contentRows(bytes: Uint8Array, { kind, content, end }: Option): Row[] {
  switch (kind) {
    case OptionKind.RecordRoute:
    case OptionKind.LooseRoute:
    case OptionKind.StrictRoute:
      return content < end ? [pointerRow(bytes, content), ...routeRows(bytes, kind, content, end)] : [];
    case OptionKind.Timestamp:
      return content + 1 < end
        ? [pointerRow(bytes, content), ...stampRows(bytes, content + 1, end)]
        : bare(bytes, content, end);
    case OptionKind.RouterAlert:
      return end - content === 2
        ? [
            {
              label: 'Router Alert',
              filter: 'ip.opt.ra',
              value: showAlert(readU16(bytes, content)),
              start: content,
              end,
            },
          ]
        : bare(bytes, content, end);
    default:
      return bare(bytes, content, end);
  }
}

function bare(bytes: Uint8Array, start: number, end: number): Row[] {
  return start < end ? [{ label: 'Data', filter: '', value: showBytes(bytes, start, end), start, end }] : [];
}

function pointerRow(bytes: Uint8Array, at: number): Row {
  return { label: 'Pointer', filter: 'ip.opt.ptr', value: String(bytes[at]!), start: at, end: at + 1 };
}

/** The addresses behind the pointer at `at`, which counts from 1 at the option's first byte: those before it are passed. */
function routeRows(bytes: Uint8Array, kind: number, at: number, end: number): Row[] {
  const next = at - 3 + bytes[at]!;
  const rows: Row[] = [];
  let start = at + 1;
  for (; start + 4 <= end; start += 4) {
    const [label, filter] =
      start < next
        ? ['Recorded Route', 'ip.rec_rt']
        : kind === OptionKind.RecordRoute
          ? ['Empty Route', 'ip.empty_rt']
          : ['Source Route', 'ip.src_rt'];
    const value = `${formatIpv4(readU32(bytes, start))}${start === next ? ' <- (next)' : ''}`;
    rows.push({ label, filter, value, start, end: start + 4 });
  }
  return [...rows, ...bare(bytes, start, end)];
}

function stampRows(bytes: Uint8Array, at: number, end: number): Row[] {
  const flags = bytes[at]!;
  const rows: Row[] = [
    {
      label: 'Overflow',
      filter: 'ip.opt.overflow',
      value: String(flags >>> 4),
      start: at,
      end: at + 1,
      bits: drawBits(0xf0, flags, 8),
    },
    {
      label: 'Flag',
      filter: 'ip.opt.flag',
      value: `${STAMP_FLAGS[flags & 15] ?? 'Unknown'} (0x${(flags & 15).toString(16)})`,
      start: at,
      end: at + 1,
      bits: drawBits(0x0f, flags, 8),
    },
  ];
  const hasAddresses = (flags & 15) !== 0;
  let start = at + 1;
  for (let isAddress = hasAddresses; start + 4 <= end; start += 4, isAddress = hasAddresses && !isAddress) {
    const word = readU32(bytes, start);
    rows.push(
      isAddress
        ? { label: 'Address', filter: 'ip.opt.time_stamp_addr', value: formatIpv4(word), start, end: start + 4 }
        : { label: 'Time stamp', filter: 'ip.opt.time_stamp', value: String(word), start, end: start + 4 },
    );
  }
  return [...rows, ...bare(bytes, start, end)];
}
