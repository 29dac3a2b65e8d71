/** `brctl` of bridge-utils 1.7.1. */
import type { Bridge, Link } from '../../kernel/link/link';
import { isForwarding } from '../../kernel/link/operstate';
import { linkById, linkByName, linksInOrder } from '../../kernel/netns';
import { MAC_ZERO } from '../../base/mac';
import { addBridge, deleteLink, setMaster, unsetMaster } from '../../kernel/rtnetlink';
import { SECOND } from '../../sim/clock';
import { values } from '../../sim/table';
import { capable } from '../capability';
import { command, type Sys } from '../program';
import { BRCTL_USAGE } from './usage';

/** A command: how many arguments it takes, and what its usage line says. */
interface Verb {
  readonly args: number;
  readonly run: (sys: Sys, args: readonly string[]) => number;
}

const VERBS: Readonly<Record<string, Verb>> = {
  addbr: { args: 1, run: addbr },
  delbr: { args: 1, run: delbr },
  addif: { args: 2, run: addif },
  delif: { args: 2, run: delif },
  hairpin: { args: 3, run: hairpin },
  setageing: { args: 2, run: setageing },
  show: { args: 0, run: show },
  showmacs: { args: 1, run: showmacs },
  showstp: { args: 1, run: showstp },
  stp: { args: 2, run: stp },
};

export const brctl = command('brctl', (sys) => {
  const [name, ...args] = sys.args;
  if (name === undefined) {
    sys.out(BRCTL_USAGE);
    return 1;
  }
  if (name === '-V' || name === '--version') {
    sys.out('bridge-utils, 1.7.1\n');
    return 0;
  }
  if (name === '-h' || name === '--help') {
    sys.out(BRCTL_USAGE);
    return 0;
  }
  const verb = VERBS[name];
  if (verb === undefined) {
    sys.err(`never heard of command [${name}]\n`);
    sys.out(BRCTL_USAGE);
    return 1;
  }
  if (args.length < verb.args) {
    sys.out(
      `Incorrect number of arguments for command\nUsage: brctl ${(new RegExp(`^\\t${name}\\s.*`, 'm').exec(BRCTL_USAGE)?.[0] ?? '').slice(1).replace(/\s+/, ' ')}\n`,
    );
    return 1;
  }
  return verb.run(sys, args);
});

function complain(sys: Sys, text: string): number {
  sys.err(`${text}\n`);
  return 1;
}

function bridgeNamed(sys: Sys, name: string | undefined): Bridge | null {
  const link = linkByName(sys.ns, name ?? '');
  return link?.kind === 'bridge' ? link : null;
}

function addbr(sys: Sys, [name = '']: readonly string[]): number {
  if (!capable(sys, 'NET_ADMIN')) return complain(sys, 'add bridge failed: Operation not permitted');
  if (linkByName(sys.ns, name.slice(0, 15)) !== null)
    return complain(sys, `device ${name} already exists; can't create bridge with the same name`);
  addBridge(sys.k, sys.ns, name.slice(0, 15), null);
  return 0;
}

function delbr(sys: Sys, [name = '']: readonly string[]): number {
  const bridge = bridgeNamed(sys, name);
  if (bridge === null) {
    return complain(
      sys,
      linkByName(sys.ns, name) === null
        ? `bridge ${name} doesn't exist; can't delete it`
        : `can't delete bridge ${name}: Operation not permitted`,
    );
  }
  if (!capable(sys, 'NET_ADMIN')) return complain(sys, `can't delete bridge ${name}: Operation not permitted`);
  if (bridge.up) return complain(sys, `bridge ${name} is still up; can't delete it`);
  deleteLink(sys.world.netns, sys.ns, bridge);
  return 0;
}

function addif(sys: Sys, [name = '', ...ports]: readonly string[]): number {
  for (const port of ports) {
    const link = linkByName(sys.ns, port);
    if (link === null) return complain(sys, `interface ${port} does not exist!`);
    const bridge = bridgeNamed(sys, name);
    if (bridge === null)
      return complain(
        sys,
        linkByName(sys.ns, name) === null
          ? `bridge ${name} does not exist!`
          : `can't add ${port} to bridge ${name}: Operation not supported`,
      );
    if (!capable(sys, 'NET_ADMIN'))
      return complain(sys, `can't add ${port} to bridge ${name}: Operation not permitted`);
    if (link.master !== null)
      return complain(sys, `device ${port} is already a member of a bridge; can't add it to bridge ${name}.`);
    if (link.kind === 'bridge')
      return complain(sys, `device ${port} is a bridge device itself; can't add a bridge device to a bridge device.`);
    if (link.kind === 'loopback') return complain(sys, `can't add ${port} to bridge ${name}: Invalid argument`);
    setMaster(sys.ns, link, bridge);
  }
  return 0;
}

function delif(sys: Sys, [name = '', ...ports]: readonly string[]): number {
  for (const port of ports) {
    const link = linkByName(sys.ns, port);
    if (link === null) return complain(sys, `interface ${port} does not exist!`);
    const bridge = bridgeNamed(sys, name);
    if (bridge === null) return complain(sys, `bridge ${name} does not exist!`);
    if (link.master !== bridge.id) return complain(sys, `device ${port} is not a port of ${name}`);
    if (!capable(sys, 'NET_ADMIN')) return complain(sys, `can't delete ${port} from ${name}: Operation not permitted`);
    unsetMaster(sys.world.netns, sys.ns, link);
  }
  return 0;
}

const YES = ['on', 'yes', '1'];
const NO = ['off', 'no', '0'];

function hairpin(sys: Sys, [name = '', port = '', value = '']: readonly string[]): number {
  if (!YES.includes(value) && !NO.includes(value)) return complain(sys, 'expect on/off for argument');
  const bridge = bridgeNamed(sys, name);
  const link = linkByName(sys.ns, port);
  if (bridge === null || link?.kind !== 'veth' || link.master !== bridge.id)
    return complain(sys, `can't set ${port} to hairpin on bridge ${name}: No such file or directory`);
  link.port.hairpin = YES.includes(value);
  return 0;
}

function stp(sys: Sys, [name = '', value = '']: readonly string[]): number {
  if (!YES.includes(value) && !NO.includes(value)) return complain(sys, 'expect on/off for argument');
  const bridge = bridgeNamed(sys, name);
  if (bridge === null) return complain(sys, 'set stp status failed: No such device');
  bridge.stp = YES.includes(value);
  return 0;
}

function setageing(sys: Sys, [name = '', seconds = '']: readonly string[]): number {
  const bridge = bridgeNamed(sys, name);
  if (!/^\d+(\.\d+)?$/.test(seconds)) return complain(sys, 'bad ageing time value');
  if (bridge === null) return complain(sys, 'set ageing time failed: No such device');
  bridge.ageing = Number(seconds) * SECOND;
  return 0;
}

/** `8000.` and the address; zeros until a port has given it one. */
function bridgeId(bridge: Bridge): string {
  return `8000.${(bridge.portsDecide ? bridge.mac : MAC_ZERO).replaceAll(':', '')}`;
}

function portsOf(sys: Sys, bridge: Bridge): Link[] {
  return bridge.ports.map((id) => linkById(sys.ns, id)).filter((port) => port !== null);
}

function show(sys: Sys, names: readonly string[]): number {
  const every = linksInOrder(sys.ns)
    .filter((link) => link.kind === 'bridge')
    .map((link) => link.name)
    .sort();
  let status = 0;
  let text = 'bridge name\tbridge id\t\tSTP enabled\tinterfaces\n';
  for (const name of names.length > 0 ? names : every) {
    const bridge = bridgeNamed(sys, name);
    if (bridge === null) {
      status = complain(
        sys,
        linkByName(sys.ns, name) === null ? `bridge ${name} does not exist!` : `device ${name} is not a bridge!`,
      );
      continue;
    }
    const ports = portsOf(sys, bridge)
      .map((port) => port.name)
      .sort();
    text += `${bridge.name}\t\t${bridgeId(bridge)}\t${bridge.stp ? 'yes' : 'no'}\t\t${ports.join('\n\t\t\t\t\t\t\t')}\n`;
  }
  sys.out(text);
  return status;
}

const seconds = (micros: number): string => {
  const hundredths = Math.floor(micros / (SECOND / 100));
  return `${String(Math.floor(hundredths / 100)).padStart(4)}.${String(hundredths % 100).padStart(2, '0')}`;
};

function showmacs(sys: Sys, [name = '']: readonly string[]): number {
  const bridge = bridgeNamed(sys, name);
  if (bridge === null)
    return complain(
      sys,
      `read of forward table failed: ${linkByName(sys.ns, name) === null ? 'No such device' : 'Operation not supported'}`,
    );
  const now = sys.k.clock.now;
  const lines = [...values(bridge.fdb)]
    .filter((entry) => entry.port !== null && (entry.local || entry.updated + bridge.ageing > now))
    .sort((a, b) => (a.mac < b.mac ? -1 : 1))
    .map((entry) => {
      const port = String(bridge.ports.indexOf(entry.port ?? '') + 1).padStart(3);
      return `${port}\t${entry.mac}\t${entry.local ? 'yes' : 'no'}\t\t${seconds(entry.local ? 0 : now - entry.updated)}\n`;
    });
  sys.out(`port no\tmac addr\t\tis local?\tageing timer\n${lines.join('')}`);
  return 0;
}

function showstp(sys: Sys, [name = '']: readonly string[]): number {
  const bridge = bridgeNamed(sys, name);
  if (bridge === null) return complain(sys, `bridge ${name} does not exist!`);
  const id = bridgeId(bridge);
  sys.out(`${bridge.name}
 bridge id\t\t${id}
 designated root\t${id}
 root port\t\t   0\t\t\tpath cost\t\t   0
 max age\t\t  20.00\t\t\tbridge max age\t\t  20.00
 hello time\t\t   2.00\t\t\tbridge hello time\t   2.00
 forward delay\t\t  15.00\t\t\tbridge forward delay\t  15.00
 ageing time\t\t${seconds(bridge.ageing)}
 hello timer\t\t   0.00\t\t\ttcn timer\t\t   0.00
 topology change timer\t   0.00\t\t\tgc timer\t\t   0.00
 flags\t\t\t


`);
  for (const [i, port] of portsOf(sys, bridge).entries()) {
    const no = (i + 1).toString(16).padStart(3, '0');
    const state = bridge.up && isForwarding(sys.world.netns, sys.ns, port) ? 'forwarding' : 'disabled';
    sys.out(`${port.name} (${i + 1})
 port id\t\t8${no}\t\t\tstate\t\t${state.padStart(15)}
 designated root\t${id}\tpath cost\t\t   2
 designated bridge\t${id}\tmessage age timer\t   0.00
 designated port\t8${no}\t\t\tforward delay timer\t   0.00
 designated cost\t   0\t\t\thold timer\t\t   0.00
 flags\t\t\t${port.kind === 'veth' && port.port.hairpin ? '\n hairpin mode\t\t   1' : ''}

`);
  }
  return 0;
}
