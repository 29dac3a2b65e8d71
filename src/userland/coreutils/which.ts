/** `which` (debianutils): where a program is found. */
import { command, type Sys } from '../program';

/** What Debian keeps with the administrator's programs. */
const SBIN = new Set(
  'arp bridge brctl conntrack ifconfig ip ip6tables iptables iptables-restore iptables-save route sysctl tc traceroute'.split(
    ' ',
  ),
);

/** Where $PATH finds the program, or null. */
export function programPath(sys: Sys, name: string): string | null {
  if (!sys.has(name)) return null;
  return `${SBIN.has(name) ? '/usr/sbin' : name === 'docker' ? '/usr/local/bin' : '/usr/bin'}/${name}`;
}

export const which = command('which', (sys) => {
  let status = 0;
  for (const name of sys.args.filter((arg) => !arg.startsWith('-'))) {
    const path = programPath(sys, name);
    if (path === null) status = 1;
    else sys.out(`${path}\n`);
  }
  return status;
});
