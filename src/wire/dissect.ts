/** A frame as the tree that Wireshark shows, as data: layers with their rows, each with its place in the bytes. */
import { arpLayer, decodeArp } from './arp';
import { isDns } from './dns';
import { dnsLayer } from './dns-layer';
import {
  ETHERNET_FIELDS,
  ETHERNET_LENGTH,
  ethernetLayer,
  trailerLayer,
  VLAN_FIELDS,
  VLAN_LENGTH,
  vlanLayer,
} from './ethernet';
import { dataRow, generated, type Layer, type LayerProtocol, type Row, showBytes } from './field';
import { httpLayer, isHttp } from './http';
import { ICMP_LENGTH, icmpChecksum, icmpLayer, isIcmpError } from './icmp';
import { IPV4_FIELDS, ipv4Extent, ipv4Layer } from './ipv4';
import { EtherType, IpFlag, IpProtocol } from './packet';
import { TCP_FIELDS, tcpChecksum, tcpLayer, tcpPayload } from './tcp';
import { UDP_FIELDS, UDP_LENGTH, udpChecksum, udpLayer } from './udp';
import { decodeVxlan, VXLAN_LENGTH, VXLAN_PORT, vxlanLayer } from './vxlan';

export type { Layer, Row } from './field';

/** How deep frames in tunnels and packets in errors are followed; what is deeper is data. */
const DEEPEST = 8;

/** The layers of a frame, from the outermost; together they cover each of its bytes. Any bytes will do. */
export function dissect(bytes: Uint8Array): Layer[] {
  return frameLayers({ bytes, depth: 0 }, 0, bytes.length);
}

interface Input {
  readonly bytes: Uint8Array;
  readonly depth: number;
}

const deeper = ({ bytes, depth }: Input): Input => ({ bytes, depth: depth + 1 });

function frameLayers(input: Input, start: number, end: number): Layer[] {
  const { bytes } = input;
  if (end - start < ETHERNET_LENGTH) return start < end ? [malformedLayer('eth', 'Ethernet', bytes, start, end)] : [];
  const layers = [ethernetLayer(bytes, start)];
  let at = start + ETHERNET_LENGTH;
  let type = ETHERNET_FIELDS.type.get(bytes, start);
  while (type === EtherType.Vlan && at + VLAN_LENGTH <= end) {
    layers.push(vlanLayer(bytes, at));
    type = VLAN_FIELDS.type.get(bytes, at);
    at += VLAN_LENGTH;
  }
  layers.push(...packetLayers(input, type, at, end));
  const last = layers[layers.length - 1]!.end;
  return last < end ? [...layers, trailerLayer(bytes, start, last, end)] : layers;
}

function packetLayers(input: Input, type: number, start: number, end: number): Layer[] {
  const { bytes } = input;
  if (type === EtherType.Ipv4 && start < end) return ipv4Layers(input, start, end);
  if (type !== EtherType.Arp || start >= end) return dataLayers(bytes, start, end);
  const arp = decodeArp(bytes, start, end);
  return [arp ? arpLayer(arp, bytes, start) : malformedLayer('arp', 'Address Resolution Protocol', bytes, start, end)];
}

function ipv4Layers(input: Input, start: number, end: number): Layer[] {
  const { bytes, depth } = input;
  if (depth > DEEPEST) return dataLayers(bytes, start, end);
  const extent = ipv4Extent(bytes, start, end);
  if (!extent) return [malformedLayer('ip', 'Internet Protocol Version 4', bytes, start, end)];
  const header = ipv4Layer(bytes, start, extent.payload);
  const flagsAndOffset = IPV4_FIELDS.flagsAndOffset.get(bytes, start);
  if (flagsAndOffset & 0x1fff) return [header, ...dataLayers(bytes, extent.payload, extent.end)];
  const isFirst = ((flagsAndOffset >>> 13) & IpFlag.MF) !== 0;
  const segment: Segment = {
    start: extent.payload,
    end: extent.end,
    isWhole: extent.isWhole && !isFirst,
    src: IPV4_FIELDS.src.get(bytes, start),
    dst: IPV4_FIELDS.dst.get(bytes, start),
  };
  if (segment.start >= segment.end) return [header];
  switch (IPV4_FIELDS.protocol.get(bytes, start)) {
    case IpProtocol.Icmp:
      return [header, icmpLayers(input, segment)];
    case IpProtocol.Udp:
      return [header, ...udpLayers(input, segment)];
    case IpProtocol.Tcp:
      return [header, ...tcpLayers(input, segment)];
    default:
      return [header, ...dataLayers(bytes, segment.start, segment.end)];
  }
}

/** What a packet carries; a first fragment and a quote that ends early are not the whole of it, and their checksums cannot be told. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly isWhole: boolean;
  readonly src: number;
  readonly dst: number;
}

function icmpLayers(input: Input, { start, end, isWhole }: Segment): Layer {
  const { bytes } = input;
  const quote = start + ICMP_LENGTH;
  const isQuoting = isIcmpError(bytes[start]!) && quote < end && ipv4Extent(bytes, quote, end) !== null;
  const quoted = isQuoting ? ipv4Layers(deeper(input), quote, end) : [];
  return withRest(icmpLayer(bytes, start, end, isWhole ? icmpChecksum(bytes, start, end) : null, quoted), bytes);
}

function udpLayers(input: Input, { start, end, isWhole, src, dst }: Segment): Layer[] {
  const { bytes } = input;
  const isRight = UDP_FIELDS.length.get(bytes, start) === end - start;
  const header = udpLayer(bytes, start, end, isWhole && isRight ? udpChecksum(src, dst, bytes, start, end) : null);
  const at = start + UDP_LENGTH;
  if (at > end) return [withRest(header, bytes)];
  if (isWhole && !isRight) {
    const rows = header.rows.map((row) => (row.filter === 'udp.length' ? { ...row, note: 'malformed' as const } : row));
    return [{ ...header, rows }, ...dataLayers(bytes, at, end)];
  }
  const [srcPort, dstPort] = [UDP_FIELDS.srcPort.get(bytes, start), UDP_FIELDS.dstPort.get(bytes, start)];
  const payload = bytes.subarray(at, end);
  if (dstPort === VXLAN_PORT && decodeVxlan(payload)) {
    return [header, vxlanLayer(bytes, at), ...frameLayers(deeper(input), at + VXLAN_LENGTH, end)];
  }
  if (isDns(payload, srcPort, dstPort)) return [header, dnsLayer(bytes, at, end)];
  return [header, ...dataLayers(bytes, at, end)];
}

function tcpLayers({ bytes }: Input, { start, end, isWhole, src, dst }: Segment): Layer[] {
  const at = tcpPayload(bytes, start, end);
  const header = tcpLayer(bytes, start, end, isWhole && at !== null ? tcpChecksum(src, dst, bytes, start, end) : null);
  if (at === null) return [withRest(header, bytes)];
  if (at >= end) return [header];
  const [srcPort, dstPort] = [TCP_FIELDS.srcPort.get(bytes, start), TCP_FIELDS.dstPort.get(bytes, start)];
  const isText = isHttp(bytes.subarray(at, end), srcPort, dstPort);
  return [header, ...(isText ? [httpLayer(bytes, at, end)] : dataLayers(bytes, at, end))];
}

function dataLayers(bytes: Uint8Array, start: number, end: number): Layer[] {
  if (start >= end) return [];
  const rows = [dataRow(bytes, start, end), generated('Length', 'data.len', end - start, start)];
  return [{ protocol: 'data', title: 'Data', start, end, summary: `${end - start} bytes`, rows }];
}

function malformedLayer(protocol: LayerProtocol, title: string, bytes: Uint8Array, start: number, end: number): Layer {
  return { protocol, title, start, end, summary: 'Malformed Packet', rows: [malformedRow(bytes, start, end)] };
}

function malformedRow(bytes: Uint8Array, start: number, end: number): Row {
  return {
    label: 'Malformed Packet',
    filter: '_ws.malformed',
    value: showBytes(bytes, start, end),
    start,
    end,
    note: 'malformed',
  };
}

/** The layer with a row for what its header was cut short in. */
function withRest(layer: Layer, bytes: Uint8Array): Layer {
  const ends = [...layer.rows, ...(layer.layers ?? [])].map(({ end }) => end);
  const last = Math.max(layer.start, ...ends);
  return last < layer.end ? { ...layer, rows: [...layer.rows, malformedRow(bytes, last, layer.end)] } : layer;
}
