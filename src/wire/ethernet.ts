/** Ethernet II (IEEE 802.3) and the 802.1Q tag. Labels and names follow Wireshark's packet-eth.c and packet-vlan.c. */
import { drawBits, type Layer, mac, type Row, rowsOf, shared16, showBytes, showNamed, u16 } from './field';
import { EtherType, type Frame } from './packet';

export const ETHERNET_LENGTH = 14;
export const VLAN_LENGTH = 4;
/** Smaller numbers in the type field are the length of an IEEE 802.3 frame. */
const SMALLEST_TYPE = 0x600;
/** The smallest frame of a real Ethernet, without its FCS: shorter ones are padded. */
const SMALLEST_FRAME = 60;

const ETHERTYPE_NAMES: Readonly<Record<number, string>> = {
  [EtherType.Ipv4]: 'IPv4',
  [EtherType.Arp]: 'ARP',
  [EtherType.Vlan]: '802.1Q Virtual LAN',
  [EtherType.Ipv6]: 'IPv6',
  0x8847: 'MPLS label switched packet',
  0x88a8: '802.1ad Provider Bridge (Q-in-Q)',
  0x88cc: '802.1 Link Layer Discovery Protocol (LLDP)',
};
const PRIORITY_NAMES = [
  'Best Effort (default)',
  'Background',
  'Excellent Effort',
  'Critical Applications',
  'Video, < 100ms latency and jitter',
  'Voice, < 10ms latency and jitter',
  'Internetwork Control',
  'Network Control',
];

/** `IPv4 (0x0800)` */
export const showEtherType = showNamed(ETHERTYPE_NAMES, 4);

export const ETHERNET_FIELDS = {
  dst: mac(0, 'Destination', 'eth.dst'),
  src: mac(6, 'Source', 'eth.src'),
  type: u16(12, 'Type', 'eth.type', { show: showEtherType }),
};

export const VLAN_FIELDS = {
  vlan: shared16(
    0,
    { mask: 0xe000, label: 'Priority', filter: 'vlan.priority', show: showNamed(PRIORITY_NAMES), width: 16 },
    { mask: 0x1000, label: 'DEI', filter: 'vlan.dei', show: (dei) => (dei ? 'Eligible' : 'Ineligible'), width: 16 },
    { mask: 0x0fff, label: 'ID', filter: 'vlan.id' },
  ),
  type: u16(2, 'Type', 'vlan.etype', { show: showEtherType }),
};

/** The header of a frame from `start` to `end`, without its payload: where that begins is `ethernetLength`. Null for a runt. */
export function decodeEthernet(
  bytes: Uint8Array,
  start: number,
  end: number,
): Pick<Frame, 'dst' | 'src' | 'type' | 'vlan'> | null {
  if (end - start < ETHERNET_LENGTH) return null;
  const dst = ETHERNET_FIELDS.dst.get(bytes, start);
  const src = ETHERNET_FIELDS.src.get(bytes, start);
  const type = ETHERNET_FIELDS.type.get(bytes, start);
  if (type !== EtherType.Vlan || end - start < ETHERNET_LENGTH + VLAN_LENGTH) return { dst, src, type, vlan: null };
  const tag = start + ETHERNET_LENGTH;
  return { dst, src, type: VLAN_FIELDS.type.get(bytes, tag), vlan: VLAN_FIELDS.vlan.get(bytes, tag) };
}

/** How many bytes the header takes; a frame without addresses is a runt that has none. */
export function ethernetLength(frame: Pick<Frame, 'dst' | 'vlan'>): number {
  if (frame.dst === '') return 0;
  return frame.vlan === null ? ETHERNET_LENGTH : ETHERNET_LENGTH + VLAN_LENGTH;
}

/** Writes the header at `start` and gives where the payload begins. */
export function writeEthernet(frame: Frame, out: Uint8Array, start: number): number {
  if (frame.dst === '') return start;
  ETHERNET_FIELDS.dst.set(out, start, frame.dst);
  ETHERNET_FIELDS.src.set(out, start, frame.src);
  if (frame.vlan === null) {
    ETHERNET_FIELDS.type.set(out, start, frame.type);
    return start + ETHERNET_LENGTH;
  }
  ETHERNET_FIELDS.type.set(out, start, EtherType.Vlan);
  VLAN_FIELDS.vlan.set(out, start + ETHERNET_LENGTH, frame.vlan);
  VLAN_FIELDS.type.set(out, start + ETHERNET_LENGTH, frame.type);
  return start + ETHERNET_LENGTH + VLAN_LENGTH;
}

/** The fourteen bytes at `start`. */
export function ethernetLayer(bytes: Uint8Array, start: number): Layer {
  const { dst, src, type } = ETHERNET_FIELDS;
  const isLength = type.get(bytes, start) < SMALLEST_TYPE;
  const rows = rowsOf(ETHERNET_FIELDS, bytes, start).map((row) => {
    if (row.filter !== 'eth.type') return { ...row, rows: addressBits(row, bytes[row.start]!) };
    return isLength ? { ...row, label: 'Length', filter: 'eth.len', value: String(type.get(bytes, start)) } : row;
  });
  return {
    protocol: 'eth',
    title: isLength ? 'IEEE 802.3 Ethernet' : 'Ethernet II',
    start,
    end: start + ETHERNET_LENGTH,
    summary: `Src: ${src.get(bytes, start)}, Dst: ${dst.get(bytes, start)}`,
    rows,
  };
}

/** The two bits of an address that say how it was given and to whom it points. */
function addressBits(row: Row, first: number): Row[] {
  const bit = (mask: number, name: string, label: string, value: string): Row => ({
    label,
    filter: `${row.filter}.${name}`,
    value,
    start: row.start,
    end: row.start + 1,
    bits: drawBits(mask << 16, first << 16, 24),
  });
  const local = 'Locally administered address (this is NOT the factory default)';
  return [
    bit(2, 'lg', 'LG bit', first & 2 ? local : 'Globally unique address (factory default)'),
    bit(1, 'ig', 'IG bit', first & 1 ? 'Group address (multicast/broadcast)' : 'Individual address (unicast)'),
  ];
}

/** The four bytes of a tag at `start`. */
export function vlanLayer(bytes: Uint8Array, start: number): Layer {
  const tci = VLAN_FIELDS.vlan.get(bytes, start);
  return {
    protocol: 'vlan',
    title: '802.1Q Virtual LAN',
    start,
    end: start + VLAN_LENGTH,
    summary: `PRI: ${tci >>> 13}, DEI: ${(tci >>> 12) & 1}, ID: ${tci & 0xfff}`,
    rows: rowsOf(VLAN_FIELDS, bytes, start),
  };
}

/** What lies behind the payload in a frame that began at `frameStart`: padding where it fills up a short frame, else a trailer. */
export function trailerLayer(bytes: Uint8Array, frameStart: number, start: number, end: number): Layer {
  const isPadding = end - frameStart <= SMALLEST_FRAME;
  const [label, filter] = isPadding ? ['Padding', 'eth.padding'] : ['Trailer', 'eth.trailer'];
  const value = showBytes(bytes, start, end);
  return {
    protocol: 'eth',
    title: label,
    start,
    end,
    summary: `${end - start} bytes`,
    rows: [{ label, filter, value, start, end }],
  };
}
