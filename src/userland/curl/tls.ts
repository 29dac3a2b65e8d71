/** As much of TLS as curl needs to find out that the other side does not speak it. */

const HANDSHAKE = 22;
/** A ClientHello as OpenSSL pads it: 512 bytes behind the record's head. */
const HELLO_LENGTH = 517;

/** A ClientHello record; its body is empty but for the lengths. */
export function clientHello(): Uint8Array {
  const bytes = new Uint8Array(HELLO_LENGTH);
  bytes.set([HANDSHAKE, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);
  return bytes;
}

/** Whether an answer begins a TLS record: handshake or alert. */
export function isTls(bytes: Uint8Array): boolean {
  return (bytes[0] === HANDSHAKE || bytes[0] === HANDSHAKE - 1) && bytes[1] === 3;
}
