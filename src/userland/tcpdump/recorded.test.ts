import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPcap } from '../../../tests/unit/pcap';
import { toolTexts } from '../../../tests/unit/tool-texts';
import { formatIpv4 } from '../../base/ipv4';
import { decodePcapng } from '../../wire/pcapng';
import { serviceName } from '../services';
import { EPOCH_SECONDS } from '../time';
import { passes } from './filter/filter';
import { parseFilter } from './filter/parse';
import { IP_PROTOCOLS } from './filter/primitives';
import { parseTcpdump, type TcpdumpOptions } from './options';
import { packetText } from './packet';
import type { Passage } from './print/ethernet';
import type { Names } from './print/line';
import { timeText } from './time';

const TOOLS = join(import.meta.dirname, '../../../tests/oracle/tools');
const COOKED = 276;
const COOKED_HEADER = 20;
/** The one address of the frames that has a name in the zone of tests/oracle/tools/zone_dns.py. */
const ONE = 0x0a000001;
const WAYS = ['In', 'B', 'M', 'P', 'Out'] as const;

interface Read {
  readonly time: number;
  readonly bytes: Uint8Array;
  readonly passage: Passage | null;
}

/** The packets of a file, what `any` has in the place of Ethernet's header turned back into one. */
function packetsOf(file: string): Read[] {
  const bytes = new Uint8Array(readFileSync(join(TOOLS, file)));
  if (file.endsWith('.pcapng')) {
    const capture = decodePcapng(bytes);
    if (!capture.ok) throw new Error(file);
    return capture.value.packets.map((packet) => ({ ...packet, passage: null }));
  }
  const { link, packets } = readPcap(bytes);
  return packets.map(({ time, bytes: whole }) => {
    if (link !== COOKED) return { time, bytes: whole, passage: null };
    const frame = new Uint8Array(whole.length - COOKED_HEADER + 14);
    frame.set(whole.subarray(12, 18), 6);
    frame.set(whole.subarray(0, 2), 12);
    frame.set(whole.subarray(COOKED_HEADER), 14);
    return { time, bytes: frame, passage: { device: 'lo', ifindex: whole[7]!, direction: WAYS[whole[10]!]! } };
  });
}

function namesOf({ numeric }: TcpdumpOptions): Names {
  const protocols = new Map(Object.entries(IP_PROTOCOLS).map(([name, number]) => [number, name]));
  if (numeric) return { host: formatIpv4, port: String, mac: (mac) => mac, protocol: (one) => `ip-proto-${one}` };
  return {
    host: (ip) => (ip === ONE ? 'one.test' : formatIpv4(ip)),
    port: (port, protocol) => serviceName(port, protocol) ?? String(port),
    mac: (mac) => (mac === 'ff:ff:ff:ff:ff:ff' ? 'Broadcast' : `${mac} (oui Unknown)`),
    protocol: (number) => protocols.get(number) ?? `ip-proto-${number}`,
  };
}

/** What our tcpdump makes of the same command: what it prints, and what it says of the filter. */
function ours(argv: readonly string[]): { out: string; complaint: string } {
  const from = argv.indexOf('-r');
  const options = parseTcpdump([...argv.slice(1, from), ...argv.slice(from + 2)]);
  if ('err' in options) throw new Error(options.err);
  const parsed = parseFilter(options.expression);
  if (!parsed.ok) return { out: '', complaint: `tcpdump: ${parsed.reason}\n` };
  const wanted = packetsOf(argv[from + 1]!)
    .filter(({ bytes, passage }) => {
      return passes(parsed.filter, { bytes, sent: false, length: bytes.length + (passage ? 6 : 0) }, {});
    })
    .slice(0, options.count ?? undefined);
  const conversations = {};
  let out = '';
  wanted.forEach(({ time, bytes, passage }, i) => {
    const micros = (packet: Read | undefined) => (packet?.time ?? time) - EPOCH_SECONDS * 1e6;
    const before = micros(options.time === 'since' ? wanted[0] : wanted[Math.max(0, i - 1)]);
    const packet = { bytes: bytes.subarray(0, options.snapshot), length: bytes.length, passage };
    out += options.numbered ? `${String(i + 1).padStart(5)}  ` : '';
    out += timeText(micros(wanted[i]), options.time, before);
    out += packetText(packet, options.style, options.dump, namesOf(options), conversations);
  });
  return { out, complaint: '' };
}

test.each(['tcpdump', 'tcpdump-filters'].flatMap(toolTexts))('$command', ({ argv, out, err }) => {
  const { out: printed, complaint } = ours(argv);
  expect(printed).toBe(out);
  expect(complaint).toBe(err.replace(/^(reading from file|Warning: interface names) .*\n/gm, ''));
});
