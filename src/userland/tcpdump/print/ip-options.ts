/** Options of IPv4 on one line (print-ip.c, `ip_optprint`). */
import { formatIpv4 } from '../../../base/ipv4';
import { readU32 } from '../../../wire/field';
import { END_OF_OPTIONS, splitOptions } from '../../../wire/option';

const NAMES: Readonly<Record<number, string>> = {
  0: 'EOL',
  1: 'NOP',
  7: 'RR',
  68: 'timestamp',
  130: 'security',
  131: 'LSRR',
  137: 'SSRR',
  148: 'RA',
};
const ROUTES = new Set([7, 131, 137]);

export function ipOptionsText(bytes: Uint8Array): string {
  const texts: string[] = [];
  for (const { kind, content, end } of splitOptions(bytes, 0, bytes.length).options) {
    const name = NAMES[kind] ?? `unknown ${kind}`;
    let addresses = '';
    if (ROUTES.has(kind)) {
      for (let at = content + 1; at + 4 <= end; at += 4) addresses += ` ${formatIpv4(readU32(bytes, at))}`;
    }
    texts.push(name + addresses);
    if (kind === END_OF_OPTIONS) break;
  }
  return texts.join(',');
}
