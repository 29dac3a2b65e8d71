/** `ip neigh show` (ip/ipneigh.c, `print_neigh`). */
import { contains, formatIpv4, type Prefix } from '../../../base/ipv4';
import type { Link } from '../../../kernel/link/link';
import type { Neigh } from '../../../kernel/neigh/neighbour';
import type { Nud } from '../../../kernel/neigh/neigh.machine';
import { linksInOrder } from '../../../kernel/netns';
import { SECOND } from '../../../sim/clock';
import { values } from '../../../sim/table';
import type { Ip } from '../context';
import { both, listing, type Twin, twin } from '../twin';

export interface NeighSelection {
  dev: Link | null;
  to: Prefix | null;
  /** States asked for; null is every one but NONE and NOARP. */
  states: Nud[] | null;
}

/** The entries that a selection leaves, as the kernel lists them. */
export function selectedNeighbours(ip: Ip, selection: NeighSelection): { link: Link; neigh: Neigh }[] {
  if (ip.options.family === 'inet6' || ip.options.family === 'link') return [];
  return linksInOrder(ip.ns)
    .filter((link) => selection.dev === null || link.id === selection.dev.id)
    .flatMap((link) => [...values(link.neighbours)].sort((a, b) => a.ip - b.ip).map((neigh) => ({ link, neigh })))
    .filter(
      ({ neigh }) =>
        (selection.to === null || contains(selection.to, neigh.ip)) &&
        (selection.states === null ? neigh.nud !== 'NONE' : selection.states.includes(neigh.nud)),
    );
}

export function showNeighbours(ip: Ip, selection: NeighSelection): string {
  return listing(
    selectedNeighbours(ip, selection).map(({ link, neigh }) => printNeighbour(ip, link, neigh, selection.dev === null)),
    ip.options,
  );
}

function printNeighbour(ip: Ip, link: Link, neigh: Neigh, withDevice: boolean): Twin {
  const record = twin();
  if (ip.options.brief) {
    both(record, 'dst', formatIpv4(neigh.ip), `${formatIpv4(neigh.ip).padEnd(39)} `);
    if (withDevice) both(record, 'dev', link.name, `${link.name.padEnd(16)} `);
    if (neigh.lladdr !== null) both(record, 'lladdr', neigh.lladdr, neigh.lladdr);
    record.text += '\n';
    return record;
  }
  both(record, 'dst', formatIpv4(neigh.ip), `${formatIpv4(neigh.ip)} `);
  if (withDevice) both(record, 'dev', link.name, `dev ${link.name} `);
  if (neigh.lladdr !== null) both(record, 'lladdr', neigh.lladdr, `lladdr ${neigh.lladdr} `);
  if (ip.options.statistics > 0) printAge(ip, record, neigh);
  both(record, 'state', [neigh.nud], `${neigh.nud} `);
  record.text += '\n';
  return record;
}

/** Half a minute is how long a confirmation lasts; who was never confirmed is taken to have been so long before. */
const NEVER_CONFIRMED = 60;

/** `ref 1` while a timer runs, `used A/B/C`: seconds since it was used, confirmed and changed; `probes N`. */
function printAge(ip: Ip, record: Twin, neigh: Neigh): void {
  const since = (at: number) => (at < 0 ? NEVER_CONFIRMED : Math.floor((ip.sys.k.clock.now - at) / SECOND));
  if (neigh.timer >= 0) both(record, 'refcnt', 1, ' ref 1');
  const ages = { used: since(neigh.used), confirmed: since(neigh.confirmed), updated: since(neigh.updated) };
  Object.assign(record.json, ages);
  record.text += ` used ${ages.used}/${ages.confirmed}/${ages.updated}`;
  both(record, 'probes', neigh.probes, `probes ${neigh.probes} `);
}
