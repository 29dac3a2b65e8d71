/** VXLAN (RFC 7348; drivers/net/vxlan). */
import type { Frame } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import type { Vxlan } from './link';

export function vxlanXmit(_k: Kernel, _ns: Netns, _link: Vxlan, _frame: Frame): void {
  return;
}
