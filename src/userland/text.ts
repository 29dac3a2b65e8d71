/** Bytes and text: what programs print is UTF-8. */
import { NO_BYTES } from '../wire/packet';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Two runs of bytes as one. */
export function append(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (before.length === 0) return after;
  const whole = new Uint8Array(before.length + after.length);
  whole.set(before);
  whole.set(after, before.length);
  return whole;
}

/** The text of a stream that comes in pieces: a character cut in two waits in `rest` for its other half. */
export function nextText(rest: Uint8Array, bytes: Uint8Array): { text: string; rest: Uint8Array } {
  const whole = append(rest, bytes);
  const cut = cutCharacter(whole);
  return { text: textOf(whole.subarray(0, whole.length - cut)), rest: cut === 0 ? NO_BYTES : whole.slice(-cut) };
}

/** How many bytes at the end begin a character that goes on behind it. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
