/** What containers say, line by line behind their names (compose `cmd/formatter/logs.go`). */
import { MILLISECOND } from '../../../sim/clock';
import { logText } from '../../../userland/container-log';
import { formatTime } from '../../../userland/time';
import { type Container, isRunning } from '../../container/container';
import { byId } from '../run/labels';
import type { Context, Doing, Next } from './command';

const LOOK = 'look';
const INTERVAL = 100 * MILLISECOND;

export interface LogStyle {
  readonly prefix: boolean;
  readonly timestamps: boolean;
  /** Whether it is told when a container ends. */
  readonly ends: boolean;
}

/** `shop-web-1` is `web-1` in its own project. */
export function shortName(project: string, { name }: Container): string {
  return name.startsWith(`${project}-`) ? name.slice(project.length + 1) : name;
}

/** Prints some lines of a container; names are as wide as the widest that has had a line. */
export function printLines(
  context: Context,
  state: Doing,
  project: string,
  container: Container,
  text: string,
  style: LogStyle,
): Doing {
  if (text === '') return state;
  const name = shortName(project, container);
  const names = state.names.includes(name) ? state.names : [...state.names, name];
  const width = Math.max(...names.map((known) => known.length));
  const time = style.timestamps ? `${formatTime(container.startedAt ?? 0)} ` : '';
  const before = style.prefix ? `${name.padEnd(width)}  | ` : '';
  const lines = text.replace(/\n$/, '').split('\n');
  context.sys.out(lines.map((line) => `${before}${time}${line}\n`).join(''));
  return { ...state, names };
}

/** Prints what is new and looks again in a moment, until every container has ended. */
export function follow(context: Context, state: Doing, project: string, style: LogStyle): Next {
  let now = state;
  const shown: Record<string, number> = {};
  for (const [id, length] of Object.entries(state.shown)) {
    const container = byId(context.d, id);
    if (container === null) continue;
    const text = logText(context.d.world.logs[id]);
    now = printLines(context, now, project, container, text.slice(length), style);
    if (isRunning(container) || container.state === 'restarting') shown[id] = text.length;
    else if (style.ends)
      context.sys.out(`\n\u001b[K${shortName(project, container)} exited with code ${container.exitCode}\n`);
  }
  if (Object.keys(shown).length === 0) return 0;
  context.sys.timer(LOOK, INTERVAL);
  return { ...now, shown };
}
