/** Classic capture files (draft-ietf-opsawg-pcap), little-endian and with microseconds, as tests/oracle/tools/frames has them. */

export interface PcapFile {
  readonly link: number;
  readonly packets: readonly { readonly time: number; readonly bytes: Uint8Array }[];
}

const HEADER = 24;
const RECORD = 16;

/** The packets of the file; times are microseconds of the Unix clock. */
export function readPcap(bytes: Uint8Array): PcapFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getUint32(at, true);
  const packets: { time: number; bytes: Uint8Array }[] = [];
  for (let at = HEADER; at + RECORD <= bytes.length; at += RECORD + word(at + 8)) {
    const start = at + RECORD;
    packets.push({ time: word(at) * 1e6 + word(at + 4), bytes: bytes.subarray(start, start + word(at + 8)) });
  }
  return { link: word(20), packets };
}
