/** `timeout` of coreutils: a command with a signal after some time, and another one where that does not end it. */
import type { Micros } from '../../sim/clock';
import { type Signal, SIGNALS } from '../process';
import { values } from '../../sim/table';
import { program, type Sys } from '../program';
import { parseDuration } from './duration';
import { getopt, isOutput, misused, type Output } from './filter';

const CANCELED = 125;
const NOT_FOUND = 127;
const TIMED_OUT = 124;
const KILLED = 128 + SIGNALS.SIGKILL;

interface Request {
  readonly time: Micros;
  readonly argv: readonly string[];
  readonly signal: Signal;
  readonly killAfter: Micros;
  readonly preserve: boolean;
  readonly verbose: boolean;
  readonly foreground: boolean;
}

interface TimeoutData {
  readonly request: Request;
  readonly child: number;
  timedOut: boolean;
}

export const timeout = program<TimeoutData>({
  name: 'timeout',
  takes: ['SIGHUP', 'SIGINT', 'SIGTERM'],
  start: (sys) => {
    const request = parse(sys.args);
    if ('errors' in request) {
      sys.err(request.errors);
      return request.status;
    }
    const [name = ''] = request.argv;
    if (!sys.has(name)) {
      sys.err(`timeout: failed to run command '${name}': No such file or directory\n`);
      return NOT_FOUND;
    }
    arm(sys, 'over', request.time);
    return { request, child: sys.spawn(request.argv, { stdin: sys.process.stdin }), timedOut: false };
  },
  on: (sys, data, event) => {
    const { request } = data;
    if (event.type === 'child') sys.exit(data.timedOut ? statusAfter(event.status, request) : event.status);
    else if (event.type === 'signal') killGroup(sys, data, event.signal);
    else if (event.type === 'timer') {
      const signal = event.name === 'kill' ? 'SIGKILL' : request.signal;
      if (request.verbose)
        sys.err(`timeout: sending signal ${signal.slice(3)} to command '${request.argv[0] ?? ''}'\n`);
      data.timedOut = true;
      if (event.name === 'over') arm(sys, 'kill', request.killAfter);
      killGroup(sys, data, signal);
    }
  },
});

/** The command and, unless --foreground, whatever it has started: they are one process group. */
function killGroup(sys: Sys, { child, request }: TimeoutData, signal: Signal): void {
  const group = request.foreground ? [child] : descendants(sys, child);
  for (const pid of group) sys.kill(pid, signal);
}

function descendants(sys: Sys, pid: number): number[] {
  const children = Array.from(values(sys.world.processes)).filter(
    ({ parent, status, root }) => parent === pid && status === null && root === sys.process.root,
  );
  return [pid, ...children.flatMap((child) => descendants(sys, child.pid))];
}

/** A time of zero never passes. */
function arm(sys: Sys, name: string, time: Micros): void {
  if (time > 0 && Number.isFinite(time)) sys.timer(name, time);
}

function statusAfter(status: number, { preserve }: Request): number {
  return preserve || status === KILLED ? status : TIMED_OUT;
}

function parse(args: readonly string[]): Request | Output {
  const long = { 'kill-after': 'k', signal: 's', verbose: 'v', foreground: 'f', 'preserve-status': 'p' };
  const options = getopt('timeout', args, '+vfpk:s:', long, CANCELED);
  if (isOutput(options)) return options;
  const [duration, ...argv] = options.operands;
  const name = options.values.get('s')?.at(-1) ?? 'TERM';
  const signal = signalOf(name);
  if (signal === null) return misused('timeout', `'${name}': invalid signal`, CANCELED);
  const killAfter = options.values.get('k')?.at(-1) ?? '0';
  if (duration === undefined || argv.length === 0)
    return { text: '', errors: "Try 'timeout --help' for more information.\n", status: CANCELED };
  for (const text of [killAfter, duration])
    if (parseDuration(text) === null) return misused('timeout', `invalid time interval '${text}'`, CANCELED);
  return {
    time: parseDuration(duration) ?? 0,
    argv,
    signal,
    killAfter: parseDuration(killAfter) ?? 0,
    preserve: options.flags.has('p'),
    verbose: options.flags.has('v'),
    foreground: options.flags.has('f'),
  };
}

/** By its number, or its name with or without SIG before it. */
function signalOf(text: string): Signal | null {
  const wanted = text.toUpperCase().replace(/^(?!SIG)/, 'SIG');
  for (const [name, number] of Object.entries(SIGNALS))
    if (name === wanted || String(number) === text) return isSignal(name) ? name : null;
  return null;
}

function isSignal(name: string): name is Signal {
  return name in SIGNALS;
}
