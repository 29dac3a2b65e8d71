/** `hostname` of Debian (hostname 3.23). */
import { formatIpv4 } from '../../base/ipv4';
import { linksInOrder } from '../../kernel/netns';
import { BANNER } from '../busybox/about';
import type { Machine } from '../process';
import { command, type Sys } from '../program';
import { fullName, resolveHost } from '../nettools/hosts';
import { getopt, isOutput } from './filter';

/** The machine whose name a process may change: a container's is its own file's. */
function machineOf(sys: Sys): Machine | null {
  const machine = sys.world.machines[sys.process.machine];
  return machine?.root === sys.process.root ? machine : null;
}

function nameOf(sys: Sys): string {
  return machineOf(sys)?.hostname ?? (sys.readFile('/etc/hostname') ?? 'localhost').trim();
}

const LONG = { 'all-ip-addresses': 'I', 'ip-address': 'i', fqdn: 'f', long: 'f', short: 's', domain: 'd' };

const BUSYBOX_USAGE = `${BANNER}

Usage: hostname [-sidf] [HOSTNAME | -F FILE]

Show or set hostname or DNS domain name

\t-s\tShort
\t-i\tAddresses for the hostname
\t-d\tDNS domain name
\t-f\tFully qualified domain name
\t-F FILE\tUse FILE's content as hostname
`;

/** A container's is busybox's, which knows fewer options. */
function refusedByBusybox(args: readonly string[]): string | null {
  for (const arg of args) {
    const letter = [...arg.slice(1)].find((one) => !'sidfF'.includes(one));
    if (arg.startsWith('-') && !arg.startsWith('--') && letter !== undefined)
      return `hostname: invalid option -- '${letter}'\n${BUSYBOX_USAGE}`;
  }
  return null;
}

export const hostname = command('hostname', (sys) => {
  const refused = machineOf(sys) === null ? refusedByBusybox(sys.args) : null;
  if (refused !== null) {
    sys.err(refused);
    return 1;
  }
  const options = getopt('hostname', sys.args, 'aAbdfiIsy', LONG, 255);
  if (isOutput(options)) {
    sys.err(
      options.errors.replace(
        /Try [^]*$/,
        'Usage: hostname [-b] {hostname|-F file}         set host name (from file)\n',
      ),
    );
    return 255;
  }
  const [name] = options.operands;
  if (name !== undefined) {
    const machine = machineOf(sys);
    if (machine === null) {
      sys.err('hostname: sethostname: Operation not permitted\n');
      return 1;
    }
    machine.hostname = name;
    return 0;
  }
  const own = nameOf(sys);
  if (options.flags.has('I')) {
    const addresses = linksInOrder(sys.ns)
      .filter((link) => link.up && link.kind !== 'loopback')
      .flatMap((link) => link.addresses);
    sys.out(`${addresses.map((address) => `${formatIpv4(address.address)} `).join('')}\n`);
    return 0;
  }
  if (options.flags.has('i')) {
    const ip = resolveHost(sys, own);
    if (ip === null) sys.err('hostname: Name or service not known\n');
    else sys.out(`${formatIpv4(ip)}\n`);
    return ip === null ? 1 : 0;
  }
  const [short = ''] = own.split('.');
  if (options.flags.has('f')) sys.out(`${fullName(sys, own)}\n`);
  else if (options.flags.has('d')) sys.out(`${fullName(sys, own).split('.').slice(1).join('.')}\n`);
  else sys.out(`${options.flags.has('s') ? short : own}\n`);
  return 0;
});
