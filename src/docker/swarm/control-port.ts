/** The managers' port (swarmkit `manager.go`): they listen there, and who wants to join dials it. What is said over it is not on the wire here. */
import { parseIpv4 } from '../../base/ipv4';
import { accept, bind, close, connect, connected, listen, openTcp, receive } from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import { values } from '../../sim/table';
import { program, type Sys } from '../../userland/program';
import type { Daemon } from '../daemon';

export const CONTROL_PORT = 2377;

const LISTENER = 'swarm-manager';
const DIALLER = 'swarm-dial';
/** How long a node tries before it says that it goes on in the background. */
const PATIENCE = 20 * SECOND;

interface Listener {
  readonly front: string;
}

/** Takes whoever dials, and lets them go when they have done. */
export const swarmManager = program<Listener>({
  name: LISTENER,
  start: (sys) => {
    const front = openTcp(sys, sys.process.pid);
    return bind(sys, front, 0, CONTROL_PORT) === null && listen(sys, front, 4096) === null ? { front } : 1;
  },
  on: (sys, data, event) => {
    if (event.type !== 'socket') return;
    if (event.socket === data.front) while (typeof accept(sys, data.front) !== 'string');
    else drain(sys, event.socket);
  },
});

function drain(sys: Sys, socket: string): void {
  const got = receive(sys, socket);
  if (got !== 'EAGAIN' && (typeof got === 'string' || got.length === 0)) close(sys, socket);
}

interface Dialler {
  readonly socket: string;
}

/** Exit statuses of who dials. */
export const DIALLED = { answered: 0, refused: 1, silence: 2 } as const;

/** `swarm-dial ADDRESS`: whether a manager listens there. It goes on trying where nobody is at home. */
export const swarmDial = program<Dialler>({
  name: DIALLER,
  start: (sys) => {
    sys.timer('patience', PATIENCE);
    return dial(sys);
  },
  on: (sys, data, event) => {
    if (event.type === 'timer') sys.exit(DIALLED.silence);
    if (event.type === 'socket' && event.socket === data.socket) answered(sys, data.socket);
  },
});

function dial(sys: Sys): Dialler {
  const socket = openTcp(sys, sys.process.pid);
  connect(sys, socket, parseIpv4(sys.args[0] ?? '') ?? 0, CONTROL_PORT);
  return { socket };
}

function answered(sys: Sys, socket: string): void {
  const outcome = connected(sys, socket);
  if (outcome === null) sys.exit(DIALLED.answered);
  if (outcome === 'ECONNREFUSED') sys.exit(DIALLED.refused);
}

/** Dials a manager for a client, whose child it is; its process id. */
export function dialManager(sys: Sys, remote: string): number {
  return sys.spawn([DIALLER, remote], { stdin: null });
}

/** The manager of this machine listens from now on, or no longer. */
export function setListening(d: Daemon, on: boolean): void {
  const there = [...values(d.world.processes)].find(
    ({ argv, machine, status }) => argv[0] === LISTENER && machine === d.engine.machine && status === null,
  );
  if (on && there === undefined) d.spawn([LISTENER], {});
  if (!on && there !== undefined) d.kill(there.pid, 'SIGKILL');
}
