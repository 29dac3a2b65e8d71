/** Counters of a link, as `ip -s link` prints them (ip/ipaddress.c, `__print_link_stats`). */
import type { Link } from '../../../kernel/link/link';
import { type Ip, newline } from '../context';
import type { Twin } from '../twin';

/** How wide each column is at least. */
const WIDTHS = [10, 7, 6, 7, 7, 7];

export function linkStatistics(ip: Ip, record: Twin, link: Link): void {
  const { rxBytes, rxPackets, rxDropped, txBytes, txPackets, txDropped } = link.stats;
  const rx = { bytes: rxBytes, packets: rxPackets, errors: 0, dropped: rxDropped, over_errors: 0, multicast: 0 };
  const tx = { bytes: txBytes, packets: txPackets, errors: 0, dropped: txDropped, carrier_errors: 0, collisions: 0 };
  record.json['stats64'] = { rx, tx };
  const counters = [Object.values(rx), Object.values(tx)];
  const widths = WIDTHS.map((width, i) => Math.max(width, ...counters.map((row) => String(row[i]).length)));
  const align = (cells: readonly (string | number)[], from = 0) =>
    cells.map((cell, i) => String(cell).padStart(widths[i + from] ?? 0)).join(' ');
  const nl = newline(ip);
  const block = (way: string, headings: readonly string[], row: readonly number[], errors: readonly string[]) => {
    const head = `${nl}    ${way}: ${align(headings).slice(4)} ${''.padStart(10)}`;
    const more =
      ip.options.statistics > 1
        ? `${nl}    ${way} errors: ${align(errors, 1)}${nl}    ${align(['', 0, 0, 0, 0, 0])} `
        : '';
    record.text += `${head}${nl}    ${align(row)} ${more}`;
  };
  block('RX', ['bytes', 'packets', 'errors', 'dropped', 'missed', 'mcast'], Object.values(rx), [
    'length',
    'crc',
    'frame',
    'fifo',
    'overrun',
  ]);
  block('TX', ['bytes', 'packets', 'errors', 'dropped', 'carrier', 'collsns'], Object.values(tx), [
    'aborted',
    'fifo',
    'window',
    'heartbt',
    'transns',
  ]);
}
