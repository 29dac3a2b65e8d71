/** AF_PACKET sockets (net/packet/af_packet.c): a copy of each frame that passes an interface. */
import type { Frame } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';
import { socketById } from './open';
import { Captured } from './socket';
import { wake } from './wake';

/** Frames that wait for a reader at most: what comes after them is lost. */
const MOST_FRAMES = 4096;

/** Gives the frame to whoever captures on the link. */
export function capture(k: Kernel, ns: Netns, link: Link, frame: Frame, sent: boolean): void {
  const taps = ns.taps;
  for (let i = 0; i < taps.length; i++) {
    const socket = socketById(ns, taps[i]!);
    if (socket?.kind !== 'packet' || (socket.device !== null && socket.device !== link.id)) continue;
    if (socket.captured.length >= MOST_FRAMES) continue;
    socket.captured.push(new Captured(k.clock.now, link.id, link.name, sent, frame));
    wake(k, socket);
  }
}
