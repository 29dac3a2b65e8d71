/** Raw sockets (net/ipv4/raw.c). */
import type { Ipv4Packet } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';

/** Copies the packet to every raw socket that wants it; whether there was one. */
export function rawDeliver(_k: Kernel, _ns: Netns, _link: Link, _packet: Ipv4Packet): boolean {
  return false;
}
