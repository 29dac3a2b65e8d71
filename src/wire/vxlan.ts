/** VXLAN (RFC 7348). Labels and names follow Wireshark's packet-vxlan.c. */
import { type Layer, rowsOf, type Show, showHex16, type Slice, u16, u24, u8 } from './field';

export const VXLAN_LENGTH = 8;
export const VXLAN_PORT = 4789;
/** The flag that says the VNI is valid, as the first sixteen bits have it. */
const VALID_VNI = 0x0800;

const trueOrFalse: Show = (bit) => (bit ? 'True' : 'False');
const FLAG_SLICES: readonly Slice[] = [
  { mask: 0x8000, label: 'GBP Extension', filter: 'vxlan.flag_g', show: (bit) => (bit ? 'Defined' : 'Not defined') },
  { mask: VALID_VNI, label: 'VXLAN Network ID (VNI)', filter: 'vxlan.flag_i', show: trueOrFalse },
  { mask: 0x0040, label: "Don't Learn", filter: 'vxlan.flag_d', show: trueOrFalse },
  { mask: 0x0008, label: 'Policy Applied', filter: 'vxlan.flag_a', show: trueOrFalse },
  { mask: 0x77b7, label: 'Reserved(R)', filter: 'vxlan.flags_reserved', show: showHex16 },
];

export const VXLAN_FIELDS = {
  flags: u16(0, 'Flags', 'vxlan.flags', {
    show: (flags) => [showHex16(flags), ...(flags & VALID_VNI ? ['VXLAN Network ID (VNI)'] : [])].join(', '),
    bits: FLAG_SLICES.map((slice) => ({ ...slice, width: 16 })),
  }),
  groupPolicy: u16(2, 'Group Policy ID', 'vxlan.gbp'),
  vni: u24(4, 'VXLAN Network Identifier (VNI)', 'vxlan.vni'),
  reserved: u8(7, 'Reserved', 'vxlan.reserved8'),
};

/** The network and the frame inside a VXLAN datagram's payload, or null where that is too short or names no network. */
export function decodeVxlan(payload: Uint8Array): { vni: number; frame: Uint8Array } | null {
  if (payload.length < VXLAN_LENGTH || (VXLAN_FIELDS.flags.get(payload, 0) & VALID_VNI) === 0) return null;
  return { vni: VXLAN_FIELDS.vni.get(payload, 0), frame: payload.subarray(VXLAN_LENGTH) };
}

/** Writes the header at `start`, as Linux sends it, and gives where the frame begins. */
export function writeVxlan(vni: number, out: Uint8Array, start: number): number {
  const F = VXLAN_FIELDS;
  F.flags.set(out, start, VALID_VNI);
  F.groupPolicy.set(out, start, 0);
  F.vni.set(out, start, vni);
  F.reserved.set(out, start, 0);
  return start + VXLAN_LENGTH;
}

/** The eight bytes at `start`. */
export function vxlanLayer(bytes: Uint8Array, start: number): Layer {
  return {
    protocol: 'vxlan',
    title: 'Virtual eXtensible Local Area Network',
    start,
    end: start + VXLAN_LENGTH,
    summary: '',
    rows: rowsOf(VXLAN_FIELDS, bytes, start),
  };
}
