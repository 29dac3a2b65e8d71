/** conntrack 1.4.7: the connections that the kernel tracks, listed and deleted. */
import { type Conn, removeConn } from '../../kernel/netfilter/conntrack';
import { values } from '../../sim/table';
import { capable } from '../capability';
import { Complaint, complained, statusOf } from '../complaint';
import { command, type Sys } from '../program';
import { fits } from './filter';
import { type Options, parseOptions, said, VERSION_LINE } from './options';
import { connText } from './text';
import { USAGE } from './usage';

const conntrack = command('conntrack', (sys) => {
  const options = parseOptions(sys.args);
  if (complained(options)) return statusOf(sys, options);
  if (options === null) {
    sys.out(USAGE);
    return 0;
  }
  if (options.action !== 'V' && options.action !== 'h' && !capable(sys, 'NET_ADMIN')) {
    const why = 'sorry, you must be root or get CAP_NET_ADMIN capability to do this';
    return statusOf(sys, new Complaint(said(`Operation failed: ${why}`), 1));
  }
  switch (options.action) {
    case 'L': {
      const found = connections(sys, options);
      sys.err(said(`${found.length} ${options.table === 'expect' ? 'expectations' : 'flow entries'} have been shown.`));
      print(sys, found, options);
      return 0;
    }
    case 'D': {
      const found = connections(sys, options);
      for (const conn of found) removeConn(sys.ns.netfilter, conn);
      sys.err(said(`${found.length} flow entries have been deleted.`));
      print(sys, found, options);
      return found.length === 0 ? 1 : 0;
    }
    case 'F':
      for (const conn of [...values(sys.ns.netfilter.conns)]) removeConn(sys.ns.netfilter, conn);
      sys.err(said('connection tracking table has been emptied.'));
      return 0;
    case 'C':
      sys.out(`${living(sys).length}\n`);
      return 0;
    case 'S':
      sys.out(STATISTICS);
      return 0;
    case 'V':
      sys.out(VERSION_LINE);
      return 0;
    case 'h':
      sys.out(USAGE);
      return 0;
    case 'E':
    case 'G':
    case 'I':
    case 'U':
      return statusOf(sys, new Complaint(said('Operation failed: Operation not supported'), 1));
  }
});

/** Nothing is counted here. */
const STATISTICS =
  'cpu=0   \tfound=0 invalid=0 insert=0 insert_failed=0 drop=0 early_drop=0 error=0 search_restart=0 clash_resolve=0 chaintoolong=0 \n';

/** Connections whose time is not over, in the order that they began. */
function living(sys: Sys): Conn[] {
  const now = sys.k.clock.now;
  return [...values(sys.ns.netfilter.conns)].filter((conn) => conn.expires > now).sort((a, b) => a.id - b.id);
}

function connections(sys: Sys, { table, filter }: Options): Conn[] {
  return table === 'expect' ? [] : living(sys).filter((conn) => fits(conn, filter));
}

function print(sys: Sys, found: readonly Conn[], { columns }: Options): void {
  sys.out(found.map((conn) => connText(conn, sys.k.clock.now, columns)).join(''));
}

export const conntrackPrograms = [conntrack];
