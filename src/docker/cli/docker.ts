/** The `docker` client: finds the command its arguments name, reads the flags, waits for the daemon, does it. */
import { program, type ProcessEvent, type Sys } from '../../userland/program';
import { daemonOf } from '../daemon';
import { type Cli, type Command, type Next, type Waiting, waiting } from './command';
import { COMMANDS, GROUPS } from './commands';
import { parseFlags } from './flags';
import { aliasesOf, flagsOf, helpText } from './help';
import { argumentComplaint, flagComplaint, unknownCommand } from './usage';

const DAEMON = 'daemon';

/** Commands that programs of their own are for. */
const PLUGINS = ['compose'];

/** Commands whose `--time` is called `--timeout` now. */
const DEPRECATED_TIME = ['stop', 'restart'];

interface ClientData {
  /** '' while a plug-in does the work. */
  readonly command: string;
  readonly called: string;
  /** Where the command's own arguments begin. */
  readonly from: number;
  waiting: Waiting | null;
}

export const docker = program<ClientData>({
  name: 'docker',
  takes: ['SIGINT', 'SIGTERM'],
  start,
  on: (sys, data, event) => {
    if (data.command === '') {
      onPlugin(sys, data, event);
      return;
    }
    const command = COMMANDS.find((candidate) => candidate.name === data.command);
    const cli = command === undefined ? null : clientOf(sys, command, data.called, sys.args.slice(data.from));
    if (command === undefined || cli === null) {
      sys.exit(1);
      return;
    }
    proceed(sys, data, next(command, cli, data, event));
  },
});

/** The first event is the daemon's answer; what comes later is for the command itself. */
function next(command: Command, cli: Cli, data: ClientData, event: ProcessEvent): Next {
  if (data.waiting === null) return event.type === 'timer' && event.name === DAEMON ? command.run(cli) : stopped(event);
  return command.on?.(cli, data.waiting, event) ?? stopped(event);
}

function stopped(event: ProcessEvent): number {
  return event.type === 'signal' ? 130 : 1;
}

function proceed(sys: Sys, data: ClientData, outcome: Next): void {
  if (typeof outcome === 'number') sys.exit(outcome);
  else data.waiting = outcome;
}

function clientOf(sys: Sys, command: Command, called: string, argv: readonly string[]): Cli | null {
  const d = daemonOf(sys);
  const flags = parseFlags(flagsOf(command.name), argv, command.interspersed);
  return d === null || 'message' in flags ? null : { sys, d, flags, args: flags.args, called };
}

/** Global flags, the command's words, its flags and the number of its arguments: what is wrong with them is said at once. */
function start(sys: Sys): ClientData | number {
  const apiVersion = daemonOf(sys)?.profile.apiVersion;
  if (apiVersion === undefined) {
    sys.err('bash: line 1: docker: command not found\n');
    return 127;
  }
  const global = parseFlags(flagsOf(''), sys.args, false);
  if ('message' in global) return complain(sys, flagComplaint('', '', global.message), 125);
  if (global.values['version'] !== undefined) return say(sys, 'Docker version 28.2.2, build e6534b4\n');
  const words = global.args;
  const [first, second] = words;
  if (first === undefined || first === 'help')
    return bare(sys, apiVersion, '', global.values['help'] !== undefined || first === 'help');
  const grouped = GROUPS.includes(first);
  if (grouped && (second === undefined || second === '--help' || second === '-h'))
    return bare(sys, apiVersion, first, second !== undefined);
  const said = grouped ? `${first} ${second ?? ''}` : first;
  const command = COMMANDS.find((candidate) => aliasesOf(candidate.name).includes(said));
  const called = command === undefined ? said : ownName(command, said);
  if (command === undefined && PLUGINS.includes(first)) return startPlugin(sys, words);
  if (command === undefined)
    return complain(sys, unknownCommand(grouped ? [first, second ?? ''] : [first], grouped ? first : ''), 1);
  const from = sys.args.length - words.length + (grouped ? 2 : 1);
  const parsed = parseFlags(flagsOf(command.name), sys.args.slice(from), command.interspersed);
  if ('message' in parsed) return complain(sys, flagComplaint(command.name, called, parsed.message), 125);
  if (parsed.values['help'] !== undefined) return say(sys, helpText(command.name, called, apiVersion));
  const miscounted = argumentComplaint(command.name, called, command.args, parsed.args.length);
  if (miscounted !== null) return complain(sys, miscounted, 1);
  if (parsed.values['time'] !== undefined && DEPRECATED_TIME.includes(command.name))
    sys.err('Flag --time has been deprecated, use --timeout instead\n');
  sys.timer(DAEMON, command.takes);
  return { command: command.name, called, from, waiting: null };
}

/** The name that a command goes by in its group: `network ls` for `network list`, whichever it was called by (cobra `CommandPath`). */
function ownName({ name }: Command, said: string): string {
  const group = said.split(' ').slice(0, -1).join(' ');
  return aliasesOf(name).find((alias) => alias.split(' ').slice(0, -1).join(' ') === group) ?? said;
}

/** A command of a plug-in's: it is a program of its own that has the client's words, input and output (cli-plugins). */
function startPlugin(sys: Sys, words: readonly string[]): ClientData {
  const pid = sys.spawn([`docker-${words[0] ?? ''}`, ...words], { stdin: sys.process.stdin });
  return { command: '', called: '', from: 0, waiting: waiting('plugin', { pid }) };
}

/** Its exit status is the client's; signals reach it by itself. */
function onPlugin(sys: Sys, data: ClientData, event: ProcessEvent): void {
  if (event.type === 'child' && event.pid === data.waiting?.pid) sys.exit(event.status);
}

/** A group without a command: its help, on stderr unless it was asked for. */
function bare(sys: Sys, apiVersion: string, group: string, asked: boolean): number {
  const text = helpText(group, group, apiVersion);
  if (asked) sys.out(text);
  else sys.err(text);
  return 0;
}

function complain(sys: Sys, text: string, status: number): number {
  sys.err(text);
  return status;
}

function say(sys: Sys, text: string): number {
  sys.out(text);
  return 0;
}
