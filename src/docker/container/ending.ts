/** Asking a container to end: the stop signal, patience, SIGKILL (moby `daemon/stop.go`, `kill.go`). */
import { processOf, type Signal, SIGNALS } from '../../userland/process';
import type { Daemon } from '../daemon';
import { type Container, isRunning } from './container';
import { cancelRestart, thaw } from './lifecycle';

/** Seconds between the stop signal and SIGKILL unless the user says. */
export const PATIENCE = 10;

/** Sends the stop signal, or the one that is given; false where there is nothing to wait for. */
export function askToStop(d: Daemon, container: Container, given = ''): boolean {
  container.stoppedByHand = true;
  if (container.state === 'restarting') cancelRestart(d, container);
  if (!isRunning(container)) return false;
  const name = parseSignal(given === '' ? (container.config.stopSignal ?? 'SIGTERM') : given);
  if (name != null) signal(d, container, name);
  return true;
}

/** Kills it for good. */
export function killForGood(d: Daemon, container: Container): void {
  container.stoppedByHand = true;
  if (container.state === 'restarting') cancelRestart(d, container);
  signal(d, container, 'SIGKILL');
}

/** A signal to the main process; one that is frozen wakes up for it. */
export function signal(d: Daemon, container: Container, name: Signal): void {
  if (container.pid === null || processOf(d.world, container.pid) === null) return;
  if (container.state === 'paused') thaw(d, container);
  d.kill(container.pid, name);
}

/** A number beyond all signals: the client and the daemon take it for one, the kernel does not. */
export function isBeyondSignals(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) > 64;
}

/** `KILL`, `SIGKILL`, `9`; null for what is no signal, undefined for one that nothing here takes notice of. */
export function parseSignal(text: string): Signal | null | undefined {
  const upper = text.toUpperCase();
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  const known = isSignal(name) ? name : SIGNAL_NAMES.find((other) => SIGNALS[other] === Number(text));
  if (known !== undefined) return known;
  return OTHERS.includes(name) || (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 64) ? undefined : null;
}

function isSignal(name: string): name is Signal {
  return name in SIGNALS;
}

const SIGNAL_NAMES = Object.keys(SIGNALS).filter(isSignal);
const OTHERS = [
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGPIPE',
  'SIGALRM',
  'SIGCONT',
  'SIGSTOP',
  'SIGCHLD',
  'SIGWINCH',
  'SIGABRT',
  'SIGTRAP',
  'SIGTSTP',
];
