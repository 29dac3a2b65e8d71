/** What can be done with a box or a cable of the canvas: each entry with the command that does it. */
import type { CableDrawing, ContainerDrawing, DrawingView, HostDrawing, NetworkDrawing } from '../../inspect/drawing';
import type { NodeView, TopologyView } from '../../inspect/view';
import type { CommandLine } from '../../lab/work';
import type { MessageKey } from '../words/words.svelte';
import { deleteRuleLine, linkLine, netemEndLine, nextHost } from './commands';

/** A form to be filled in before there is a command. */
export type Draft =
  | { readonly kind: 'container'; readonly machine: string; readonly network: string }
  | { readonly kind: 'network'; readonly machine: string }
  | { readonly kind: 'publish'; readonly machine: string; readonly name: string }
  | { readonly kind: 'netem'; readonly edge: string; readonly peer: string }
  | { readonly kind: 'rule'; readonly machine: string; readonly from: string }
  | { readonly kind: 'send'; readonly machine: string; readonly container: string | null };

export interface MenuEntry {
  readonly title: MessageKey;
  readonly params: Readonly<Record<string, string>>;
  /** The commands that it runs, or how the command of its form begins. */
  readonly lines: readonly CommandLine[];
  readonly draft: Draft | null;
  /** Cannot be done here; the title says why. */
  readonly disabled?: boolean;
  /** The terminal takes over. */
  readonly terminal?: boolean;
}

/** Entries that belong together. */
export type MenuGroup = readonly MenuEntry[];

const runs = (
  title: MessageKey,
  at: string,
  line: string,
  params: Readonly<Record<string, string>> = {},
): MenuEntry => ({ title, params, lines: [{ at, line }], draft: null });

const asks = (
  title: MessageKey,
  at: string,
  line: string,
  draft: Draft,
  params: Readonly<Record<string, string>> = {},
): MenuEntry => ({ title, params, lines: [{ at, line }], draft });

/** What can be added to the world: the menu of the canvas itself. */
export function addEntries(drawing: DrawingView, machine: string): MenuEntry[] {
  const host = nextHost(drawing);
  return [
    asks('draw_container', machine, 'docker run -d …', { kind: 'container', machine, network: 'bridge' }),
    asks('draw_network', machine, 'docker network create …', { kind: 'network', machine }),
    asks('draw_rule', machine, 'iptables -I …', { kind: 'rule', machine, from: '' }),
    runs('draw_host', host, 'hostname', { host }),
  ];
}

/** The menu of a box or a cable; empty where nothing can be done with it. */
export function menuOf(drawing: DrawingView, topology: TopologyView, id: string): MenuGroup[] {
  const node = topology.nodes.find((candidate) => candidate.id === id);
  const groups = node === undefined ? [cableEntries(drawing, topology, id)] : boxGroups(drawing, topology, node);
  return groups.filter((group) => group.length > 0);
}

function boxGroups(drawing: DrawingView, topology: TopologyView, node: NodeView): MenuGroup[] {
  const host = drawing.hosts.find(({ machine }) => machine === (node.parent ?? node.id));
  const cables = node.ports.flatMap(({ id }) =>
    drawing.cables
      .filter(({ from, to }) => from === id || to === id)
      .flatMap((cable) => cableEntries(drawing, topology, cable.edge)),
  );
  const container = host?.containers.find(({ box }) => box === node.id);
  if (host && container) return [...containerGroups(host, container), cables];
  const network = host?.networks.find(({ box }) => box === node.id);
  if (host && network) return networkGroups(host, network);
  if (host && node.kind === 'place') return [ruleEntries(host, node.title)];
  if (host && node.kind === 'host')
    return [
      addEntries(drawing, host.machine),
      [send(host.machine, null)],
      swarmEntries(drawing, host),
      unseenNetworks(host),
      cables,
    ];
  return [node.kind === 'machine' ? [send(node.id, null)] : [], cables];
}

const send = (machine: string, container: string | null): MenuEntry =>
  asks('draw_send', machine, container === null ? 'ping …' : `docker exec ${container} ping …`, {
    kind: 'send',
    machine,
    container,
  });

function containerGroups(host: HostDrawing, { name, state, networks, again }: ContainerDrawing): MenuGroup[] {
  const { machine } = host;
  const joinable = host.networks.filter((network) => isJoinable(network) && !networks.includes(network.name));
  const verb = (title: MessageKey, word: string) => runs(title, machine, `docker ${word} ${name}`);
  const running = state === 'running';
  return [
    [
      ...joinable.map(({ name: network }) =>
        runs('draw_connect', machine, `docker network connect ${network} ${name}`, { network }),
      ),
      ...networks
        .filter((network) => network !== 'host' && network !== 'none')
        .map((network) =>
          runs('draw_disconnect', machine, `docker network disconnect ${network} ${name}`, { network }),
        ),
      again === null
        ? { title: 'draw_compose_ports', params: {}, lines: [], draft: null, disabled: true }
        : asks('draw_publish', machine, `docker rm -f ${name}; ${again.run} -p …`, { kind: 'publish', machine, name }),
    ],
    running
      ? [send(machine, name), { ...runs('draw_shell', machine, `docker exec -it ${name} sh`), terminal: true }]
      : [],
    [
      ...(running
        ? [verb('draw_stop', 'stop'), verb('draw_restart', 'restart'), verb('draw_pause', 'pause')]
        : [state === 'paused' ? verb('draw_unpause', 'unpause') : verb('draw_start', 'start')]),
      runs('draw_remove', machine, `docker rm -f ${name}`, { name }),
    ],
  ];
}

/** `host` and `none` are chosen when a container is made, or not at all. */
const isJoinable = ({ name }: NetworkDrawing): boolean => name !== 'host' && name !== 'none';

function networkGroups(host: HostDrawing, network: NetworkDrawing): MenuGroup[] {
  const { machine } = host;
  const others = host.containers.filter(
    ({ networks }) => !networks.includes(network.name) && !networks.includes('host'),
  );
  return [
    [
      asks('draw_container', machine, `docker run -d --network ${network.name} …`, {
        kind: 'container',
        machine,
        network: network.name,
      }),
      ...others.map(({ name }) =>
        runs('draw_connect_here', machine, `docker network connect ${network.name} ${name}`, { name }),
      ),
      ...network.containers.map((name) =>
        runs('draw_disconnect_here', machine, `docker network disconnect ${network.name} ${name}`, { name }),
      ),
    ],
    network.predefined
      ? []
      : [runs('draw_remove', machine, `docker network rm ${network.name}`, { name: network.name })],
  ];
}

/** Networks without a box on the canvas: macvlan, ipvlan. Their menu is their host's. */
function unseenNetworks({ machine, networks }: HostDrawing): MenuEntry[] {
  return networks
    .filter(({ box, predefined }) => box === null && !predefined)
    .map(({ name }) => runs('draw_remove', machine, `docker network rm ${name}`, { name }));
}

/** A swarm is begun, joined where another host manages one, or left. Overlay networks are a swarm's. */
function swarmEntries({ hosts, addresses }: DrawingView, { machine, swarm }: HostDrawing): MenuEntry[] {
  const addressOf = (host: string): string => addresses.find(({ name }) => name === host)?.address ?? host;
  if (swarm !== null)
    return [runs('draw_swarm_leave', machine, `docker swarm leave${swarm === 'manager' ? ' --force' : ''}`)];
  const manager = hosts.find((other) => other.swarm === 'manager')?.machine;
  if (manager === undefined)
    return [runs('draw_swarm_init', machine, `docker swarm init --advertise-addr ${addressOf(machine)}`)];
  const line = `docker swarm join --token $WORKER_TOKEN ${addressOf(manager)}:2377`;
  return [runs('draw_swarm_join', machine, line, { host: manager })];
}

/** Somebody's own rules can be deleted one by one; those of Docker are Docker's. */
function ruleEntries(host: HostDrawing, table: string): MenuEntry[] {
  if (table !== 'nat' && table !== 'filter') return [];
  const own = host.rules.filter((rule) => rule.typed && rule.table === table);
  return [
    ...(table === 'filter'
      ? [
          asks('draw_rule', host.machine, 'iptables -I …', {
            kind: 'rule',
            machine: host.machine,
            from: '',
          }),
        ]
      : []),
    ...own.map((rule) => runs('draw_delete_rule', host.machine, deleteRuleLine(rule))),
  ];
}

function cableEntries(drawing: DrawingView, topology: TopologyView, edge: string): MenuEntry[] {
  const cable = drawing.cables.find((candidate) => candidate.edge === edge);
  if (cable === undefined) return [];
  const peer = peerName(topology, cable);
  const { machine, prefix, dev, up, netem } = cable;
  return [
    up
      ? runs('draw_cut', machine, linkLine(cable, false), { dev, peer })
      : runs('draw_mend', machine, linkLine(cable, true), { dev, peer }),
    asks(
      'draw_netem',
      machine,
      `${prefix}tc qdisc add dev ${dev} root netem …`,
      { kind: 'netem', edge, peer },
      { peer },
    ),
    ...(netem === null ? [] : [runs('draw_netem_end', machine, netemEndLine(cable), { peer })]),
  ];
}

/** The box at the far end of a cable: what the named interface sends to. */
function peerName({ nodes }: TopologyView, { to, dev }: CableDrawing): string {
  return nodes.find(({ ports }) => ports.some(({ id }) => id === to))?.title ?? dev;
}

/** Connecting by hand: what happens when a container's box is dropped on a network's; null where nothing does. */
export function dropLine(drawing: DrawingView, box: string, onto: string): CommandLine | null {
  for (const host of drawing.hosts) {
    const container = host.containers.find((candidate) => candidate.box === box);
    const network = host.networks.find((candidate) => candidate.box === onto);
    if (!container || !network || container.networks.includes(network.name)) continue;
    return { at: host.machine, line: `docker network connect ${network.name} ${container.name}` };
  }
  return null;
}

/** A container that is pulled off its networks: a command for each that it is on. */
export function leaveLines(drawing: DrawingView, box: string): CommandLine[] {
  return drawing.hosts.flatMap(({ machine, containers }) =>
    containers
      .filter((container) => container.box === box)
      .flatMap(({ name, networks }) =>
        networks
          .filter((network) => network !== 'host' && network !== 'none')
          .map((network) => ({ at: machine, line: `docker network disconnect ${network} ${name}` })),
      ),
  );
}
