/** What the help says of a command: its text, its usage line, its other names, its flags. */
import { type Flag, HELP_FLAG } from './flags';
import { type CommandHelp, type HelpTable, layOut, usageOf } from './help/command-help';
import { GROUP_HELP } from './help/group';
import { IMAGE_HELP } from './help/image';
import { LIFECYCLE_HELP } from './help/lifecycle';
import { LOOK_HELP } from './help/look';
import { NETWORK_HELP } from './help/network';
import { NODE_HELP } from './help/node';
import { PLUGIN_HELP } from './help/plugin';
import { SERVICE_HELP } from './help/service';
import { STACK_HELP } from './help/stack';
import { SWARM_HELP } from './help/swarm';
import { SYSTEM_HELP } from './help/system';

const TABLE: HelpTable = {
  ...LIFECYCLE_HELP,
  ...LOOK_HELP,
  ...NETWORK_HELP,
  ...IMAGE_HELP,
  ...SYSTEM_HELP,
  ...SWARM_HELP,
  ...NODE_HELP,
  ...SERVICE_HELP,
  ...STACK_HELP,
  ...PLUGIN_HELP,
  ...GROUP_HELP,
};

/** What there is instead of a help. */
const REFUSED: Readonly<Record<string, string>> = {
  checkpoint: 'docker checkpoint is only supported on a Docker daemon with experimental features enabled\n',
};

const NO_HELP: CommandHelp = { usage: '', about: '' };

const helpOf = (name: string): CommandHelp => TABLE[name] ?? NO_HELP;

/** The help of a command by its canonical name (`run`, `network ls`, '' for docker itself), for the words it was called by. */
export function helpText(name: string, called: string, apiVersion: string): string {
  return REFUSED[name] ?? layOut(called, helpOf(name), apiVersion);
}

/** `docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`, for the words it was called by. */
export function usageLine(name: string, called: string): string {
  return usageOf(called, helpOf(name));
}

/** The commands that share its help: `container run`, `run`. */
export function aliasesOf(name: string): readonly string[] {
  return helpOf(name).aliases ?? [name];
}

const WINDOWS: readonly Flag[] = [
  { name: 'cpu-count', short: '', type: 'int' },
  { name: 'cpu-percent', short: '', type: 'int' },
  { name: 'io-maxbandwidth', short: '', type: 'bytes' },
  { name: 'io-maxiops', short: '', type: 'uint' },
];

const OLD_NAMES: readonly Flag[] = [
  { name: 'net', short: '', type: 'network' },
  { name: 'net-alias', short: '', type: 'list' },
  { name: 'dns-opt', short: '', type: 'list' },
];

const TIME: Flag = { name: 'time', short: '', type: 'int' };

/** Flags that work though no help names them. */
const HIDDEN: Readonly<Record<string, readonly Flag[]>> = {
  run: [...WINDOWS, ...OLD_NAMES],
  create: [...WINDOWS, ...OLD_NAMES],
  stop: [TIME],
  restart: [TIME],
};

/** Every flag of a command. */
export function flagsOf(name: string): readonly Flag[] {
  return [...(helpOf(name).flags ?? []), HELP_FLAG, ...(HIDDEN[name] ?? [])];
}
