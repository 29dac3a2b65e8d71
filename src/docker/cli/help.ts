/** The help texts, and what they say about a command: its usage line, its other names, its flags. */
import { HELP_1_41 } from './help/api-1.41';
import { GROUP_HELP } from './help/group';
import { IMAGE_HELP } from './help/image';
import { LIFECYCLE_HELP } from './help/lifecycle';
import { LOOK_HELP } from './help/look';
import { NETWORK_HELP } from './help/network';
import { NODE_HELP } from './help/node';
import { PLUGIN_HELP } from './help/plugin';
import { RUN_HELP } from './help/run';
import { SERVICE_HELP } from './help/service';
import { SWARM_HELP } from './help/swarm';
import { SYSTEM_HELP } from './help/system';
import type { HelpText } from './help/text';

const TEXTS: Readonly<Record<string, HelpText>> = {
  ...RUN_HELP,
  ...LIFECYCLE_HELP,
  ...LOOK_HELP,
  ...NETWORK_HELP,
  ...IMAGE_HELP,
  ...SYSTEM_HELP,
  ...SWARM_HELP,
  ...NODE_HELP,
  ...SERVICE_HELP,
  ...PLUGIN_HELP,
  ...GROUP_HELP,
};

/** Texts that are others beside an older engine, by its API version. */
const OLDER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.41': HELP_1_41,
};

const NEWEST_API = '1.51';

export interface Flag {
  readonly name: string;
  /** The letter, or ''. */
  readonly short: string;
  /** As the help writes it: `list`, `string`, `int`; '' for a switch. */
  readonly type: string;
}

/** The help of a command by its canonical name (`run`, `network ls`, '' for docker itself), or null where it has none. */
export function helpText(name: string, apiVersion: string): string | null {
  const text = OLDER[apiVersion]?.[name] ?? TEXTS[name] ?? null;
  return typeof text === 'function' ? text(apiVersion) : text;
}

/** What it says where the engine knows everything. */
const fullText = (name: string): string => helpText(name, NEWEST_API) ?? '';

/** `docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`, for the words it was called by. */
export function usageLine(name: string, called: string): string {
  const line = /^Usage: {2}docker ?(.*)$/m.exec(fullText(name))?.[1] ?? '';
  const own = name === '' ? line : line.slice(name.length).trimStart();
  return ['docker', called, own].filter((word) => word !== '').join(' ');
}

/** The commands that share its help: `docker container run`, `docker run`. */
export function aliasesOf(name: string): string[] {
  const line = /\nAliases:\n {2}(.*)\n/.exec(fullText(name))?.[1];
  return line === undefined ? [name] : line.split(', ').map((path) => path.slice('docker '.length));
}

const FLAG = /^ {2}(?:-(\w), | {4})--([\w-]+)(?: (\S+))?(?: {2,}|$)/;

const WINDOWS: readonly Flag[] = [
  { name: 'cpu-count', short: '', type: 'int' },
  { name: 'cpu-percent', short: '', type: 'int' },
  { name: 'io-maxbandwidth', short: '', type: 'bytes' },
  { name: 'io-maxiops', short: '', type: 'uint' },
];

/** Flags that work though no help names them. */
const HIDDEN: Readonly<Record<string, readonly Flag[]>> = {
  run: [
    ...WINDOWS,
    { name: 'net', short: '', type: 'network' },
    { name: 'net-alias', short: '', type: 'list' },
    { name: 'dns-opt', short: '', type: 'list' },
  ],
  create: [
    ...WINDOWS,
    { name: 'net', short: '', type: 'network' },
    { name: 'net-alias', short: '', type: 'list' },
    { name: 'dns-opt', short: '', type: 'list' },
  ],
  stop: [{ name: 'time', short: '', type: 'int' }],
  restart: [{ name: 'time', short: '', type: 'int' }],
};

/** Every flag of a command. */
export function flagsOf(name: string): Flag[] {
  return [...flagsIn(fullText(name)), ...(HIDDEN[name] ?? [])];
}

/** The flags that a help text names, and `--help` itself. */
export function flagsIn(text: string): Flag[] {
  const flags: Flag[] = [];
  for (const line of text.split('\n')) {
    const found = FLAG.exec(line);
    if (found?.[2] !== undefined) flags.push({ name: found[2], short: found[1] ?? '', type: found[3] ?? '' });
  }
  return [...flags, { name: 'help', short: 'h', type: '' }];
}
