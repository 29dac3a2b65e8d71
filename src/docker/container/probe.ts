/** Running a health check as a process of the container (moby `daemon/health.go` `cmdProbe.run`). */
import { get } from '../../sim/table';
import type { Daemon } from '../daemon';
import { containersOf } from '../engine';
import type { Container } from './container';
import { isRunning } from './container';
import { PROBE, PROBE_TIMEOUT, probeCommand, probeEnded, probeTimeout } from './health';
import { credentialsOf, environmentOf } from './lifecycle';

/** A timer of dockerd's that may be for a check. */
export function onProbeAlarm(d: Daemon, what: string, id: string): void {
  const container = get(d.engine.containers, id);
  if (container === undefined) return;
  if (what === PROBE) probe(d, container);
  const pid = container.health?.running?.pid;
  if (what === PROBE_TIMEOUT && pid !== undefined) d.kill(pid, 'SIGKILL');
}

/** A child of dockerd's has ended that may be a check. */
export function onProbeChild(d: Daemon, pid: number, status: number): void {
  const container = containersOf(d.engine).find((candidate) => candidate.health?.running?.pid === pid);
  if (container !== undefined && isRunning(container)) probeEnded(d, container, status);
}

function probe(d: Daemon, container: Container): void {
  const { healthcheck, user, workingDir } = container.config;
  const argv = probeCommand(healthcheck);
  if (argv === null || healthcheck === undefined || container.health == null || container.netns === null) return;
  if (container.state !== 'running' || container.health.running !== null) return;
  const pid = d.spawn(argv, {
    ns: container.netns,
    root: container.id,
    cwd: workingDir || '/',
    env: environmentOf(d, container),
    ...credentialsOf(d, container, user),
    stdin: '',
  });
  container.health.running = { pid, since: d.world.clock.now };
  d.alarm(`${PROBE_TIMEOUT} ${container.id}`, probeTimeout(healthcheck));
}
