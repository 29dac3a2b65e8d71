/** Health checks as `docker inspect` shows them: how it was asked for, and how it went. */
import { formatTime } from '../../userland/time';
import type { Container, Healthcheck } from '../container/container';
import { GoStruct, type GoValue } from '../gotemplate/value';
import { struct } from './shape';

/** State.Health; nil where there is no check. */
export function healthOf({ health }: Container): GoValue {
  if (health == null) return null;
  return struct('*container.Health', {
    Status: health.status,
    FailingStreak: health.failingStreak,
    Log: health.log.map(({ start, end, exitCode }) =>
      struct('*container.HealthcheckResult', {
        Start: formatTime(start),
        End: formatTime(end),
        ExitCode: exitCode,
        Output: '',
      }),
    ),
  });
}

const NANOSECONDS = 1_000;

/** Config.Healthcheck; nil where nothing was said about it. */
export function healthcheckOf(check: Healthcheck | undefined): GoValue {
  if (check === undefined) return null;
  const { test, interval = 0, timeout = 0, startPeriod = 0, retries = 0 } = check;
  const fields = {
    Test: test,
    Interval: interval * NANOSECONDS,
    Timeout: timeout * NANOSECONDS,
    StartPeriod: startPeriod * NANOSECONDS,
    StartInterval: 0,
    Retries: retries,
  };
  return new GoStruct('*container.HealthConfig', fields, {}, Object.keys(fields));
}
