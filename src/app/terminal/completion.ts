/** What Tab adds: the rest of a word that only one known word begins with, or as much as all that do have in common. */

/** Names that a line may end in, at the machine that it is typed at. */
export interface Known {
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly images: readonly string[];
  /** Machines that a line can be sent to from here: `@laptop`. */
  readonly machines: readonly string[];
}

interface Completed {
  /** What goes in at the end of the text; empty where nothing is certain. */
  readonly insert: string;
  /** What it could go on with, where that is more than one word. */
  readonly choices: readonly string[];
}

type Names = 'containers' | 'networks' | 'images';
/** What may follow a word: further words and what may follow those, or names of the world. */
interface Grammar {
  readonly [word: string]: Grammar | Names;
}

const words = (list: string): Grammar => Object.fromEntries(list.split(' ').map((word) => [word, {}]));
const each = (list: string, names: Names): Grammar => Object.fromEntries(list.split(' ').map((word) => [word, names]));

/** `addr: show add; link: set` as words that further words follow. */
const nested = (list: string): Grammar =>
  Object.fromEntries(
    list.split('; ').map((part) => {
      const [word = '', rest = ''] = part.split(': ');
      return [word, words(rest)];
    }),
  );

const PROGRAMS = words(
  'ip ping curl wget dig nslookup host nc traceroute arping tcpdump arp route ifconfig netstat ss bridge brctl iptables ' +
    'iptables-save conntrack sysctl tc cat ls hostname echo sleep getent grep head tail sh',
);
const CONTAINER = each('start stop restart kill pause unpause rm rename logs port top inspect', 'containers');
const NETWORK: Grammar = {
  ...words('create ls prune'),
  ...each('connect disconnect inspect rm', 'networks'),
};
const GRAMMAR: Grammar = {
  ...PROGRAMS,
  docker: {
    ...words('ps images version info help'),
    ...CONTAINER,
    ...each('run create', 'images'),
    exec: 'containers',
    container: { ...words('ls prune'), ...CONTAINER, exec: 'containers', ...each('run create', 'images') },
    network: NETWORK,
    image: words('ls inspect rm'),
    compose: words('up down ps ls port logs exec config stop start restart'),
    swarm: words('init join leave join-token'),
    node: words('ls ps inspect update rm'),
    service: words('create ls ps scale rm inspect logs update rollback'),
  },
  ip: nested(
    'addr: show add del flush; link: show add del set; route: show add del get; neigh: show add del flush; netns: list add del exec',
  ),
  iptables: words('-L -S -A -I -D -F -P -N -X -t'),
  conntrack: words('-L -D -F'),
  bridge: words('fdb link'),
  brctl: words('show addbr delbr addif delif showmacs'),
  tc: { qdisc: words('add del show change') },
};
/** `network connect NETWORK CONTAINER`: the container comes second. */
const SECOND = /^docker network (?:connect|disconnect)$/;
/** A command that has another command behind its first name. */
const NESTED = /^docker (?:container )?exec$/;

/** The words that may stand behind those that are written. */
function candidates(before: readonly string[], known: Known): readonly string[] {
  let at: Grammar | Names = GRAMMAR;
  for (const [i, word] of before.entries()) {
    if (typeof at === 'string') return behindName(before.slice(0, i), before.slice(i), known);
    const next: Grammar | Names | undefined = Object.hasOwn(at, word) ? at[word] : undefined;
    if (next === undefined) return word.startsWith('-') ? everyName(known) : [];
    at = next;
  }
  if (typeof at === 'string') return known[at];
  const words = Object.keys(at);
  return words.length > 0 ? words : everyName(known);
}

/** Behind a command that takes names come its options, a name, or what that name is for. */
function behindName(command: readonly string[], rest: readonly string[], known: Known): readonly string[] {
  const line = command.join(' ');
  const named = rest.findIndex((word) => !word.startsWith('-'));
  if (NESTED.test(line)) return named < 0 ? known.containers : candidates(rest.slice(named + 1), known);
  if (SECOND.test(line)) return named < 0 ? known.networks : known.containers;
  return everyName(known);
}

const everyName = ({ containers, networks, images }: Known): string[] => [...containers, ...networks, ...images];

/** What Tab does to a text whose end the cursor is at. */
export function complete(text: string, known: Known): Completed {
  const split = text.trimStart().split(/\s+/);
  const begun = split.pop() ?? '';
  const [first] = split;
  const before = first?.startsWith('@') === true ? split.slice(1) : split;
  const machines = split.length === 0 && begun.startsWith('@') ? known.machines.map((machine) => `@${machine}`) : [];
  const all = machines.length > 0 ? machines : candidates(before, known);
  const fitting = [...new Set(all)].filter((word) => word.startsWith(begun)).sort();
  const [shortest, ...others] = fitting;
  if (shortest === undefined) return { insert: '', choices: [] };
  let common = shortest;
  for (const word of others) while (!word.startsWith(common)) common = common.slice(0, -1);
  const insert = common.slice(begun.length) + (others.length === 0 ? ' ' : '');
  return { insert, choices: others.length === 0 ? [] : fitting };
}
