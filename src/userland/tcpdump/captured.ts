/** A frame of a packet socket as the packet that tcpdump prints. */
import { isGroupMac, MAC_BROADCAST } from '../../base/mac';
import type { Link } from '../../kernel/link/link';
import { linkById, type Netns } from '../../kernel/netns';
import type { Captured } from '../../kernel/socket/socket';
import { encodeFrame } from '../../wire/frame';
import type { Packet } from './packet';
import type { Passage } from './print/ethernet';

/** `any` has the interface and the way with it; no more than `snapshot` bytes are kept. */
export function packetOf(ns: Netns, captured: Captured, any: boolean, snapshot: number): Packet {
  const bytes = encodeFrame(captured.frame);
  const own = linkById(ns, captured.link);
  const passage = { device: captured.dev, ifindex: own?.ifindex ?? 0, direction: directionOf(own, captured) };
  return {
    bytes: bytes.length > snapshot ? bytes.subarray(0, snapshot) : bytes,
    length: bytes.length,
    passage: any ? passage : null,
  };
}

/** What the kernel makes of the frame (`eth_type_trans`). */
function directionOf(own: Link | null, { sent, frame: { dst } }: Captured): Passage['direction'] {
  if (sent) return 'Out';
  if (dst === MAC_BROADCAST) return 'B';
  if (isGroupMac(dst)) return 'M';
  return own === null || own.mac === dst || own.kind === 'loopback' ? 'In' : 'P';
}
