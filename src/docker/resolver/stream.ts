/** DNS over TCP (RFC 1035, section 4.2.2): two octets of length before each message. */

export function framed(message: Uint8Array): Uint8Array {
  return Uint8Array.from([message.length >>> 8, message.length & 255, ...message]);
}

/** The first whole message of what has come, and what follows it; nothing while it is not whole. */
export function unframe(bytes: Uint8Array): [Uint8Array, Uint8Array] | [] {
  const length = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (bytes.length < 2 || bytes.length < 2 + length) return [];
  return [bytes.slice(2, 2 + length), bytes.slice(2 + length)];
}
