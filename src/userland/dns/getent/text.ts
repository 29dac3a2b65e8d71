/** What getent prints. */
import { formatIpv4, type Ipv4 } from '../../../base/ipv4';
import { serviceEntry } from '../../services';

/** An address and its names, the canonical one first. */
export function hostLine(address: string, names: readonly string[]): string {
  return `${address.padEnd(15)} ${names.join(' ')}\n`;
}

const SOCKET_TYPES = ['STREAM', 'DGRAM', 'RAW'];

/** Each address with each type of socket; the canonical name stands behind the first. */
export function addressesText(addresses: readonly Ipv4[], name: string): string {
  const lines = addresses.flatMap((ip) =>
    SOCKET_TYPES.map((type) => `${formatIpv4(ip).padEnd(15)} ${type.padEnd(6)} `),
  );
  return lines.map((line, i) => `${line}${i === 0 ? name : ''}\n`).join('');
}

/** The line of a service, by `NAME` or `PORT`, with or without `/PROTOCOL`; null where there is none. */
export function serviceLine(key: string): string | null {
  const [name = '', protocol] = key.split('/');
  const protocols = ['tcp', 'udp'] as const;
  for (const asked of protocols.filter((one) => protocol === undefined || one === protocol)) {
    const service = serviceEntry(/^\d+$/.test(name) ? Number(name) : name, asked);
    if (service === null) continue;
    const aliases = service.aliases.map((alias) => ` ${alias}`).join('');
    return `${service.name.padEnd(21)} ${service.port}/${asked}${aliases}\n`;
  }
  return null;
}

export const UNKNOWN_HINT = "Try `getent --help' or `getent --usage' for more information.\n";

export const GETENT_HELP = `Usage: getent [OPTION...] database [key ...]
Get entries from administrative database.

  -A, --no-addrconfig        do not filter out unsupported IPv4/IPv6 addresses
                             (with ahosts*)
  -i, --no-idn               disable IDN encoding
  -s, --service=CONFIG       Service configuration to be used
  -?, --help                 Give this help list
      --usage                Give a short usage message
  -V, --version              Print program version

Mandatory or optional arguments to long options are also mandatory or optional
for any corresponding short options.

Supported databases:
ahosts ahostsv4 ahostsv6 aliases ethers group gshadow hosts initgroups
netgroup networks passwd protocols rpc services shadow

For bug reporting instructions, please see:
<http://www.debian.org/Bugs/>.
`;
