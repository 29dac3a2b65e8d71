/** AF_PACKET sockets (net/packet/af_packet.c): a copy of each frame that passes an interface. */
import type { Frame } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';

/** Gives the frame to whoever captures on the link. */
export function capture(_k: Kernel, _ns: Netns, _link: Link, _frame: Frame, _sent: boolean): void {
  return;
}
