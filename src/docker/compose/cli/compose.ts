/** `docker-compose`, the client's plug-in: finds the command, reads the flags, waits for the daemon, does it. */
import { MILLISECOND } from '../../../sim/clock';
import { program, type ProcessEvent, type Sys } from '../../../userland/program';
import { type Parsed, parseFlags } from '../../cli/flags';
import { daemonOf } from '../../daemon';
import type { Command, Context, Doing, Next } from './command';
import { config } from './config';
import { down, kill, pause, restart, rm, start, stop, unpause } from './end';
import { composeFlags, composeHelp, isCommandOfCompose } from './help';
import { images, logs, port, top, version } from './look';
import { projectOptions } from './options';
import { ls, ps } from './ps';
import { exec, run, wait } from './run';
import { create, scale, up } from './up';
import { carryOn, failureOf } from './work';

const COMMANDS: readonly Command[] = [
  up,
  down,
  create,
  scale,
  start,
  stop,
  restart,
  kill,
  pause,
  unpause,
  rm,
  ps,
  ls,
  port,
  logs,
  top,
  images,
  config,
  version,
  exec,
  run,
  wait,
];

const DAEMON = 'daemon';
/** Reading the files and asking the daemon what there is. */
const TAKES = 80 * MILLISECOND;

interface ComposeData {
  readonly command: string;
  doing: Doing | null;
}

export const compose = program<ComposeData>({
  name: 'docker-compose',
  takes: ['SIGINT', 'SIGTERM'],
  start: begin,
  on: (sys, data, event) => {
    const words = wordsOf(sys);
    const command = COMMANDS.find(({ name }) => name === data.command);
    const context = typeof words === 'string' || command === undefined ? null : contextOf(sys, command, words);
    if (context === null || command === undefined) {
      sys.exit(1);
      return;
    }
    const next = proceed(context, command, data, event);
    if (typeof next === 'number') sys.exit(next);
    else data.doing = next;
  },
});

/** The first event is the daemon's answer; then its tasks carry on, and what comes after them. */
function proceed(context: Context, command: Command, data: ComposeData, event: ProcessEvent): Next {
  const { doing } = data;
  if (doing === null) return event.type === 'signal' ? 130 : command.run(context);
  if (doing.work === null) return command.on?.(context, doing, event) ?? (event.type === 'signal' ? 130 : doing);
  if (event.type === 'signal') return 130;
  if (event.type !== 'timer' || carryOn(context, doing, event.name)) return doing;
  return failureOf(context, doing) ?? command.done?.(context, doing) ?? 0;
}

interface Words {
  readonly global: Parsed;
  readonly name: string;
  readonly rest: readonly string[];
}

/** The options before the command, its name, and what follows; a complaint about the first. `docker compose` passes its own name on. */
function wordsOf(sys: Sys): Words | string {
  const argv = sys.args[0] === 'compose' ? sys.args.slice(1) : sys.args;
  const global = parseFlags(composeFlags('compose'), argv, false);
  if ('message' in global) return global.message;
  const [name = '', ...rest] = global.args;
  return { global, name, rest };
}

function contextOf(sys: Sys, command: Command, { global, rest }: Words): Context | null {
  const d = daemonOf(sys);
  const flags = parseFlags(composeFlags(`compose ${command.name}`), rest, command.interspersed);
  return d === null || 'message' in flags
    ? null
    : { sys, d, options: projectOptions(sys, global), flags, args: flags.args };
}

/** What is wrong with the words is said at once. */
function begin(sys: Sys): ComposeData | number {
  const words = wordsOf(sys);
  if (typeof words === 'string') return complain(sys, words);
  const { global, name, rest } = words;
  if (daemonOf(sys) === null) return complain(sys, 'bash: line 1: docker-compose: command not found', 127);
  if (global.values['version'] !== undefined && name === '') return say(sys, 'Docker Compose version 2.40.3-3\n');
  if (name === '' || name === 'help')
    return say(sys, composeHelp(rest[0] === undefined ? 'compose' : `compose ${rest[0]}`));
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined && isCommandOfCompose(name))
    return complain(sys, `hopscope: docker compose ${name} is not simulated`);
  if (command === undefined) {
    sys.out(composeHelp('compose'));
    return complain(sys, `unknown docker command: ${JSON.stringify(`compose ${name}`)}`);
  }
  const parsed = parseFlags(composeFlags(`compose ${name}`), rest, command.interspersed);
  if ('message' in parsed) return complain(sys, parsed.message);
  if (parsed.values['help'] !== undefined || global.values['help'] !== undefined)
    return say(sys, composeHelp(`compose ${name}`));
  const [first] = parsed.args;
  if (command.max === 0 && first !== undefined)
    return complain(sys, `unknown command ${JSON.stringify(first)} for "docker compose ${name}"`);
  if (parsed.args.length < command.min)
    return complain(sys, `requires at least ${command.min} arg(s), only received ${parsed.args.length}`);
  sys.timer(DAEMON, TAKES);
  return { command: name, doing: null };
}

function complain(sys: Sys, sentence: string, status = 1): number {
  sys.err(`${sentence}\n`);
  return status;
}

function say(sys: Sys, text: string): number {
  sys.out(text);
  return 0;
}
