/** Options of TCP on one line (print-tcp.c). */
import { readU16, readU32 } from '../../../wire/field';
import { hex, type Span } from './line';

const OptionKind = { End: 0, Nop: 1, Mss: 2, Wscale: 3, SackOk: 4, Sack: 5, Timestamp: 8 } as const;

/** The options between commas; `bad` where one is not what it should be, and the line ends there. */
export function tcpOptions({ bytes, at, length }: Span, sackBase: number): { text: string; bad: boolean } {
  const end = at + length;
  const texts: string[] = [];
  let from = at;
  while (from < end && from < bytes.length) {
    const kind = bytes[from]!;
    if (kind === OptionKind.End || kind === OptionKind.Nop) {
      texts.push(kind === OptionKind.End ? 'eol' : 'nop');
      from++;
      if (kind === OptionKind.End) break;
      continue;
    }
    const size = bytes[from + 1] ?? 0;
    if (size < 2 || from + size > end || from + size > bytes.length)
      return { text: `${commas(texts)}[bad opt]${texts.length > 0 ? ']' : ''}`, bad: true };
    texts.push(optionText(bytes, from, kind, size, sackBase));
    from += size;
  }
  return { text: texts.join(','), bad: false };
}

function commas(texts: readonly string[]): string {
  return texts.map((text) => `${text},`).join('');
}

function optionText(bytes: Uint8Array, from: number, kind: number, size: number, sackBase: number): string {
  switch (kind) {
    case OptionKind.Mss:
      return `mss ${readU16(bytes, from + 2)}${size === 4 ? '' : `[len ${size}]`}`;
    case OptionKind.Wscale:
      return `wscale ${bytes[from + 2]!}${size === 3 ? '' : `[len ${size}]`}`;
    case OptionKind.SackOk:
      return `sackOK${size === 2 ? '' : `[len ${size}]`}`;
    case OptionKind.Sack: {
      if ((size - 2) % 8 !== 0) return 'sack malformed sack';
      let blocks = '';
      for (let at = from + 2; at < from + size; at += 8) {
        const [left, right] = [readU32(bytes, at), readU32(bytes, at + 4)];
        blocks += `{${(left - sackBase) >>> 0}:${(right - sackBase) >>> 0}}`;
      }
      return `sack ${(size - 2) / 8} ${blocks}`;
    }
    case OptionKind.Timestamp:
      return `TS val ${readU32(bytes, from + 2)} ecr ${readU32(bytes, from + 6)}${size === 10 ? '' : `[len ${size}]`}`;
    default: {
      const data = Array.from(bytes.subarray(from + 2, from + size), (byte) => hex(byte, 2)).join('');
      return `unknown-${kind} 0x${data}`;
    }
  }
}
