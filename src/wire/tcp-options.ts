/** Options of TCP: MSS (RFC 9293), window scale and timestamps (RFC 7323), SACK (RFC 2018). */
import { readU16, readU32, type Row, showBytes, writeU16, writeU32 } from './field';
import { NO_OPERATION, type Option, optionRows, splitOptions } from './option';
import { NO_BYTES } from './packet';

const OptionKind = { End: 0, Nop: 1, Mss: 2, WindowScale: 3, SackPermitted: 4, Sack: 5, Timestamps: 8 } as const;
/** What the data offset leaves for options. */
const MOST_BYTES = 40;

export interface SackBlock {
  readonly left: number;
  readonly right: number;
}

export interface TcpOptions {
  readonly mss: number | null;
  readonly windowScale: number | null;
  readonly sackPermitted: boolean;
  readonly sack: readonly SackBlock[];
  readonly timestamps: { readonly value: number; readonly echo: number } | null;
}

/** The options of a segment; what is unknown, of a wrong length, or behind the end of the list is left out. */
export function decodeTcpOptions(bytes: Uint8Array): TcpOptions {
  let mss: number | null = null;
  let windowScale: number | null = null;
  let sackPermitted = false;
  let sack: SackBlock[] = [];
  let timestamps: TcpOptions['timestamps'] = null;
  for (const option of splitOptions(bytes, 0, bytes.length).options) {
    if (option.kind === OptionKind.End) break;
    if (!hasRightLength(option)) continue;
    const at = option.content;
    if (option.kind === OptionKind.Mss) mss = readU16(bytes, at);
    else if (option.kind === OptionKind.WindowScale) windowScale = bytes[at]!;
    else if (option.kind === OptionKind.SackPermitted) sackPermitted = true;
    else if (option.kind === OptionKind.Sack) sack = sackBlocks(bytes, option);
    else if (option.kind === OptionKind.Timestamps)
      timestamps = { value: readU32(bytes, at), echo: readU32(bytes, at + 4) };
  }
  return { mss, windowScale, sackPermitted, sack, timestamps };
}

const LENGTHS: Readonly<Record<number, number>> = {
  [OptionKind.Mss]: 4,
  [OptionKind.WindowScale]: 3,
  [OptionKind.SackPermitted]: 2,
  [OptionKind.Timestamps]: 10,
};

function hasRightLength({ kind, start, end }: Option): boolean {
  if (kind === OptionKind.Sack) return end - start > 2 && (end - start - 2) % 8 === 0;
  return LENGTHS[kind] === end - start;
}

function sackBlocks(bytes: Uint8Array, { content, end }: Option): SackBlock[] {
  const blocks: SackBlock[] = [];
  for (let at = content; at < end; at += 8) blocks.push({ left: readU32(bytes, at), right: readU32(bytes, at + 4) });
  return blocks;
}

/**
 * The options as Linux lays them out (`tcp_options_write`, net/ipv4/tcp_output.c): MSS, SACK permitted and timestamps in one
 * group of words, window scale, SACK blocks; as many blocks as fit.
 */
export function encodeTcpOptions(options: Partial<TcpOptions>): Uint8Array {
  const { mss = null, windowScale = null, sackPermitted = false, sack = [], timestamps = null } = options;
  const out = new Uint8Array(MOST_BYTES);
  let at = 0;
  if (mss !== null) {
    out[at] = OptionKind.Mss;
    out[at + 1] = 4;
    writeU16(out, at + 2, mss);
    at += 4;
  }
  if (sackPermitted || timestamps) {
    out[at] = sackPermitted ? OptionKind.SackPermitted : NO_OPERATION;
    out[at + 1] = sackPermitted ? 2 : NO_OPERATION;
    if (timestamps) {
      out[at + 2] = OptionKind.Timestamps;
      out[at + 3] = 10;
      writeU32(out, at + 4, timestamps.value);
      writeU32(out, at + 8, timestamps.echo);
      at += 12;
    } else {
      out.copyWithin(at + 2, at, at + 2);
      out.fill(NO_OPERATION, at, at + 2);
      at += 4;
    }
  }
  if (windowScale !== null) {
    out[at] = NO_OPERATION;
    out[at + 1] = OptionKind.WindowScale;
    out[at + 2] = 3;
    out[at + 3] = windowScale;
    at += 4;
  }
  const blocks = sack.slice(0, Math.floor((MOST_BYTES - at - 4) / 8));
  if (blocks.length > 0) {
    out.fill(NO_OPERATION, at, at + 2);
    out[at + 2] = OptionKind.Sack;
    out[at + 3] = 2 + 8 * blocks.length;
    at += 4;
    for (const { left, right } of blocks) {
      writeU32(out, at, left);
      writeU32(out, at + 4, right);
      at += 8;
    }
  }
  return at === 0 ? NO_BYTES : out.slice(0, at);
}

/** Title, filter name and the name in the kind row of each kind. */
const KINDS: Readonly<Record<number, readonly [title: string, filter: string, kind: string]>> = {
  [OptionKind.End]: ['End of Option List (EOL)', 'tcp.options.eol', 'End of Option List'],
  [OptionKind.Nop]: ['No-Operation (NOP)', 'tcp.options.nop', 'No-Operation'],
  [OptionKind.Mss]: ['Maximum segment size', 'tcp.options.mss', 'Maximum Segment Size'],
  [OptionKind.WindowScale]: ['Window scale', 'tcp.options.wscale', 'Window Scale'],
  [OptionKind.SackPermitted]: ['SACK permitted', 'tcp.options.sack_perm', 'SACK Permitted'],
  [OptionKind.Sack]: ['SACK', 'tcp.options.sack', 'SACK'],
  [OptionKind.Timestamps]: ['Timestamps', 'tcp.options.timestamp', 'Time Stamp Option'],
};

/** The row of the options between `start` and `end`, and below it a row an option. */
export function tcpOptionRows(bytes: Uint8Array, start: number, end: number): Row[] {
  const nameOf = ({ kind }: Option): string => KINDS[kind]?.[0] ?? `Unknown (0x${kind.toString(16).padStart(2, '0')})`;
  return optionRows(bytes, start, end, 'tcp.options', nameOf, (option) => optionRow(bytes, option));
}

function optionRow(bytes: Uint8Array, option: Option): Row {
  const { kind, start, content, end } = option;
  const [title, filter, name] = KINDS[kind] ?? ['Unknown', 'tcp.options.unknown', 'Unknown'];
  const row = (label: string, rowFilter: string, value: string | number, from: number, to: number): Row => {
    return { label, filter: rowFilter, value: String(value), start: from, end: to };
  };
  const head = [row('Kind', 'tcp.option_kind', `${name} (${kind})`, start, start + 1)];
  if (end - start > 1) head.push(row('Length', 'tcp.option_len', end - start, start + 1, start + 2));
  const whole = (label: string, value: string, rows: Row[]): Row => ({
    ...row(`TCP Option - ${label}`, filter, value, start, end),
    rows: [...head, ...rows],
  });
  const word = (at: number): number => readU32(bytes, at);
  if (!hasRightLength(option)) {
    const rest =
      content < end
        ? [row('Payload', 'tcp.options.unknown.payload', showBytes(bytes, content, end), content, end)]
        : [];
    return whole(title, '', rest);
  }
  switch (kind) {
    case OptionKind.Mss: {
      const mss = readU16(bytes, content);
      return whole(title, `${mss} bytes`, [row('MSS Value', 'tcp.options.mss_val', mss, content, end)]);
    }
    case OptionKind.WindowScale: {
      const shift = bytes[content]!;
      const times = 2 ** Math.min(shift, 14);
      return whole(title, `${shift} (multiply by ${times})`, [
        row('Shift count', 'tcp.options.wscale.shift', shift, content, end),
        row('Multiplier', 'tcp.options.wscale.multiplier', times, content, end),
      ]);
    }
    case OptionKind.Sack: {
      const ranges = sackBlocks(bytes, option).map(({ left, right }) => `${left}-${right}`);
      const edges = Array.from({ length: (end - content) / 4 }, (_, i) => {
        const at = content + 4 * i;
        const [side, edge] = i % 2 === 0 ? ['left edge', 'le'] : ['right edge', 're'];
        return row(side, `tcp.options.sack_${edge}`, word(at), at, at + 4);
      });
      return whole(`SACK ${ranges.join(' ')}`, '', edges);
    }
    case OptionKind.Timestamps:
      return whole(title, `TSval ${word(content)}, TSecr ${word(content + 4)}`, [
        row('Timestamp value', 'tcp.options.timestamp.tsval', word(content), content, content + 4),
        row('Timestamp echo reply', 'tcp.options.timestamp.tsecr', word(content + 4), content + 4, end),
      ]);
    default:
      return whole(title, '', []);
  }
}

/** The options as the words of Wireshark's Info column, in the order they are in: `MSS=1460`, `SACK_PERM`, `WS=1024`. */
export function summarizeTcpOptions(bytes: Uint8Array): string[] {
  return splitOptions(bytes, 0, bytes.length).options.flatMap((option) => {
    if (!hasRightLength(option)) return [];
    const { kind, content } = option;
    switch (kind) {
      case OptionKind.Mss:
        return [`MSS=${readU16(bytes, content)}`];
      case OptionKind.WindowScale:
        return [`WS=${2 ** Math.min(bytes[content]!, 14)}`];
      case OptionKind.SackPermitted:
        return ['SACK_PERM'];
      case OptionKind.Sack:
        return sackBlocks(bytes, option).flatMap(({ left, right }) => [`SLE=${left}`, `SRE=${right}`]);
      case OptionKind.Timestamps:
        return [`TSval=${readU32(bytes, content)}`, `TSecr=${readU32(bytes, content + 4)}`];
      default:
        return [];
    }
  });
}
