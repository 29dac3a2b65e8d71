/** Health checks: a command that runs in the container time and again (moby `daemon/health.go`). */
import { SECOND, type Micros } from '../../sim/clock';
import type { Daemon } from '../daemon';
import type { Container, Healthcheck } from './container';

/** The alarms that run the check, and that end one that takes too long. */
export const PROBE = 'probe';
export const PROBE_TIMEOUT = 'probe-timeout';

const INTERVAL = 30 * SECOND;
const TIMEOUT = 30 * SECOND;
const RETRIES = 3;
/** How many outcomes are kept. */
const KEPT = 5;

/** The command of a check, or null where there is none. */
export function probeCommand(check: Healthcheck | undefined): readonly string[] | null {
  const [kind, ...words] = check?.test ?? [];
  if (kind === 'CMD') return words;
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', words.join(' ')] : null;
}

/** A container has started: the first check comes after an interval. */
export function beginHealth(d: Daemon, container: Container): void {
  const check = container.config.healthcheck;
  if (check === undefined || probeCommand(check) === null) return;
  container.health = { status: 'starting', failingStreak: 0, log: [], running: null };
  d.alarm(`${PROBE} ${container.id}`, check.interval ?? INTERVAL);
}

/** How long a check may take. */
export function probeTimeout(check: Healthcheck): Micros {
  return check.timeout ?? TIMEOUT;
}

/** A check has ended. */
export function probeEnded(d: Daemon, container: Container, exitCode: number): void {
  const { health } = container;
  const check = container.config.healthcheck;
  if (health?.running == null || check === undefined) return;
  const end = d.world.clock.now;
  health.log = [...health.log, { start: health.running.since, end, exitCode }].slice(-KEPT);
  health.running = null;
  if (exitCode === 0) {
    health.failingStreak = 0;
    health.status = 'healthy';
  } else if (health.status !== 'starting' || end >= (container.startedAt ?? 0) + (check.startPeriod ?? 0)) {
    health.failingStreak++;
    if (health.failingStreak >= (check.retries ?? RETRIES)) health.status = 'unhealthy';
  }
  d.alarm(`${PROBE} ${container.id}`, check.interval ?? INTERVAL);
}

/** What ps says behind its state: ` (healthy)`. */
export function healthSuffix({ health }: Container): string {
  if (health == null) return '';
  return health.status === 'starting' ? ' (health: starting)' : ` (${health.status})`;
}
