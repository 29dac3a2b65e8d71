/** A protocol's shape, the same wherever it shows: colour is never the only sign. Drawn around 0, 0, twelve units wide. */
import type { ProtocolName } from '../../inspect/view';

export interface Mark {
  readonly path: string;
  readonly filled: boolean;
}

const SQUARE = 'M -4.5 -4.5 H 4.5 V 4.5 H -4.5 Z';
const CIRCLE = 'M -5 0 A 5 5 0 1 1 5 0 A 5 5 0 1 1 -5 0 Z';

const MARKS: Record<ProtocolName, Mark> = {
  ARP: { path: 'M 0 -6 L 6 0 L 0 6 L -6 0 Z', filled: true },
  ICMP: { path: CIRCLE, filled: true },
  DNS: { path: 'M -3 -5.2 H 3 L 6 0 L 3 5.2 H -3 L -6 0 Z', filled: true },
  TCP: { path: SQUARE, filled: false },
  HTTP: { path: SQUARE, filled: true },
  UDP: { path: 'M 0 -5.5 L 5.8 4.5 H -5.8 Z', filled: true },
  VXLAN: { path: `${SQUARE} M -2 -2 H 2 V 2 H -2 Z`, filled: false },
  IPv4: { path: CIRCLE, filled: false },
  Ethernet: { path: 'M -5.5 -2 H 5.5 V 2 H -5.5 Z', filled: false },
};

export const DROP_MARK = 'M -4.5 -4.5 L 4.5 4.5 M 4.5 -4.5 L -4.5 4.5';

export const markOf = (protocol: ProtocolName): Mark => MARKS[protocol];
