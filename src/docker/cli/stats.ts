/** `docker stats`: of what it shows only the bytes on the network and the number of processes mean something here. */
import { MILLISECOND, SECOND } from '../../sim/clock';
import { get, values } from '../../sim/table';
import type { ProcessEvent } from '../../userland/program';
import { type Container, isRunning, shortId } from '../container/container';
import { processesOf } from '../container/lifecycle';
import type { Daemon } from '../daemon';
import { containersOf, findContainer } from '../engine';
import { ANY, type Cli, type Command, daemonError, type Next, type Waiting, waiting } from './command';
import { boolFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { humanSize } from './images';

const LISTING: Listing = {
  typeName: '*container.statsContext',
  headers: {
    Container: 'CONTAINER',
    ID: 'CONTAINER ID',
    Name: 'NAME',
    CPUPerc: 'CPU %',
    MemUsage: 'MEM USAGE / LIMIT',
    MemPerc: 'MEM %',
    NetIO: 'NET I/O',
    BlockIO: 'BLOCK I/O',
    PIDs: 'PIDS',
  },
  columns: ['ID', 'Name', 'CPUPerc', 'MemUsage', 'MemPerc', 'NetIO', 'BlockIO', 'PIDs'],
  id: 'ID',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

const SAMPLE = 'sample';
const CLEAR = '\u001b[H\u001b[J';

export const stats: Command = { name: 'stats', args: ANY, interspersed: true, takes: 10 * MILLISECOND, run, on };

/** The first sample takes a while; without --no-stream one follows the other. */
function run(cli: Cli): Next {
  const missing = cli.args.find((ref) => findContainer(cli.d.engine, ref) === null);
  if (missing !== undefined) {
    daemonError(cli, `No such container: ${missing}`);
    return 1;
  }
  cli.sys.timer(SAMPLE, SECOND);
  return waiting('stats');
}

function on(cli: Cli, wait: Waiting, event: ProcessEvent): Next {
  if (event.type === 'signal') return 0;
  if (event.type !== 'timer' || event.name !== SAMPLE) return wait;
  const { d, flags, args, sys } = cli;
  const shown =
    args.length > 0
      ? args.map((ref) => findContainer(d.engine, ref)).filter((container) => container !== null)
      : containersOf(d.engine);
  const rows = shown
    .filter((container) => args.length > 0 || boolFlag(flags, 'all') || isRunning(container))
    .map((container) => rowOf(d, container, boolFlag(flags, 'no-trunc')));
  const output = formatRows(LISTING, stringFlag(flags, 'format'), false, rows);
  if ('error' in output) {
    sys.err(`${output.error}\n`);
    return 1;
  }
  const once = boolFlag(flags, 'no-stream');
  sys.out(once ? output.text : CLEAR + output.text);
  if (once) return 0;
  sys.timer(SAMPLE, SECOND);
  return wait;
}

function rowOf(d: Daemon, container: Container, whole: boolean): Row {
  const ns =
    container.netns === null || container.netns === d.host.id ? undefined : get(d.world.netns, container.netns);
  const links = ns === undefined ? [] : [...values(ns.links)].filter((link) => link.kind !== 'loopback');
  const sum = (which: 'rxBytes' | 'txBytes') => humanSize(links.reduce((total, link) => total + link.stats[which], 0));
  const id = whole ? container.id : shortId(container.id);
  return {
    fields: {
      Container: id,
      ID: id,
      Name: container.name,
      CPUPerc: '0.00%',
      MemUsage: '0B / 0B',
      MemPerc: '0.00%',
      NetIO: `${sum('rxBytes')} / ${sum('txBytes')}`,
      BlockIO: '0B / 0B',
      PIDs: `${processesOf(d, container).length}`,
    },
  };
}
