/** `sysctl` of procps 4.0. */
import { linksInOrder } from '../../kernel/netns';
import { readSysctl, sysctlNames, writeSysctl } from '../../kernel/sysctl';
import { getopt, isOutput } from '../coreutils/filter';
import { capable, isContained } from '../capability';
import { command, type Program, type Sys } from '../program';
import { SYSCTL_USAGE } from './usage';

interface Options {
  readonly flags: ReadonlySet<string>;
  readonly pattern: RegExp | null;
}

const LONG = {
  all: 'a',
  values: 'n',
  names: 'N',
  quiet: 'q',
  write: 'w',
  ignore: 'e',
  binary: 'b',
  load: 'p',
  pattern: 'r',
  help: 'h',
  version: 'V',
  system: 'S',
  deprecated: 'd',
};

const sysctl = command('sysctl', (sys) => {
  if (sys.args.length === 0) return usage(sys, 1);
  const parsed = getopt('sysctl', sys.args, 'aAXbeNnqwoxhVSdfp:r:', LONG);
  if (isOutput(parsed)) {
    sys.err(parsed.errors.replace(/\nTry [^]*$/, '\n') + SYSCTL_USAGE);
    return 1;
  }
  const { flags, values, operands } = parsed;
  if (flags.has('h')) return usage(sys, 0);
  if (flags.has('V')) {
    sys.out('sysctl from procps-ng 4.0.2\n');
    return 0;
  }
  const options: Options = { flags, pattern: patternOf(values.get('r')?.at(-1)) };
  const file = values.get('p')?.at(-1);
  if (file !== undefined) return load(sys, options, file);
  if (['a', 'A', 'X'].some((letter) => flags.has(letter))) {
    for (const name of allNames(sys))
      if (options.pattern?.test(name) !== false) print(sys, options, name, valueOf(sys, name) ?? '');
    return 0;
  }
  if (operands.length === 0) {
    sys.err("sysctl: no variables specified\nTry `sysctl --help' for more information.\n");
    return 1;
  }
  const statuses = operands.map((operand) => handle(sys, options, operand));
  return flags.has('w') ? Math.max(...statuses) : statuses.reduce((sum, status) => sum + status, 0);
});

function usage(sys: Sys, status: number): number {
  if (status === 0) sys.out(SYSCTL_USAGE);
  else sys.err(SYSCTL_USAGE);
  return status;
}

/** Only words, dots and stars are taken as a pattern: names consist of little else. */
function patternOf(text: string | undefined): RegExp | null {
  if (text === undefined || !/^[\w.*^$|-]*$/.test(text)) return null;
  return new RegExp(text.replace(/(^|[^.])\*/g, '$1'));
}

/** The devices that have a tree of their own. */
function devicesOf(sys: Sys): string[] {
  return linksInOrder(sys.ns).map((link) => link.name);
}

function allNames(sys: Sys): string[] {
  return sysctlNames(sys.ns.sysctl, devicesOf(sys)).filter((name) => exists(sys, name));
}

/** Whether the name has no device in it, or one that is there. */
function exists(sys: Sys, name: string): boolean {
  const [, device] = /^net\.ipv[46]\.(?:conf|neigh)\.([^.]+)\.\w+$/.exec(name) ?? [];
  return device === undefined || device === 'all' || device === 'default' || devicesOf(sys).includes(device);
}

function valueOf(sys: Sys, name: string): string | undefined {
  return exists(sys, name) ? readSysctl(sys.ns.sysctl, name) : undefined;
}

function print(sys: Sys, { flags }: Options, name: string, value: string): void {
  if (flags.has('N')) sys.out(`${name}\n`);
  else if (flags.has('b')) sys.out(value);
  else sys.out(flags.has('n') ? `${value}\n` : `${name} = ${value}\n`);
}

function missing(sys: Sys, { flags }: Options, name: string): number {
  if (flags.has('e')) return 0;
  // Images have busybox's, which takes what is in no directory for the name of one file with dots in it.
  if (isContained(sys)) sys.err(`sysctl: error: '${slashed(sys, name)}' is an unknown key\n`);
  else sys.err(`sysctl: cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory\n`);
  return 1;
}

/** Slashes in place of the dots behind the last directory of the name that is there. */
function slashed(sys: Sys, name: string): string {
  const known = allNames(sys);
  const words = name.split('.');
  let there = words.length - 1;
  while (there > 0 && !known.some((other) => other.startsWith(`${words.slice(0, there).join('.')}.`))) there--;
  return [...words.slice(0, there), words.slice(there).join('/')].join('.');
}

/** `NAME`, `NAME=VALUE`, or the beginning of names. */
function handle(sys: Sys, options: Options, operand: string): number {
  const equals = operand.indexOf('=');
  const name = (equals < 0 ? operand : operand.slice(0, equals)).trim().replaceAll('/', '.');
  if (equals >= 0)
    return name === '' ? nameless(sys, operand) : write(sys, options, name, operand.slice(equals + 1).trim());
  const value = valueOf(sys, name);
  if (options.flags.has('w')) return value === undefined ? 1 : invalid(sys);
  if (value !== undefined) {
    print(sys, options, name, value);
    return 0;
  }
  const below = allNames(sys).filter((other) => other.startsWith(`${name}.`));
  for (const other of below) print(sys, options, other, valueOf(sys, other) ?? '');
  return below.length > 0 ? 0 : missing(sys, options, name);
}

function nameless(sys: Sys, operand: string): number {
  if (operand !== '=') sys.err('sysctl: Path is not under /proc/sys/: /proc/sys/\n');
  return 1;
}

function invalid(sys: Sys): number {
  sys.err('sysctl: command line(0): invalid syntax, continuing...\n');
  return 1;
}

/** A container sees /proc/sys, but may write there only where it may do everything. */
function isReadOnly(sys: Sys): boolean {
  return isContained(sys) && !capable(sys, 'SYS_ADMIN');
}

function write(sys: Sys, options: Options, name: string, value: string): number {
  if (valueOf(sys, name) === undefined && !name.startsWith('net.netfilter.') && !name.startsWith('net.bridge.'))
    return missing(sys, options, name);
  if (isReadOnly(sys)) {
    sys.err(`sysctl: error setting key '${name}': Read-only file system\n`);
    return 1;
  }
  if (!/^-?\d+(\s+-?\d+)*$/.test(value) || !writeSysctl(sys.ns.sysctl, name, value.replace(/\s+/g, '\t'))) {
    sys.err(`sysctl: setting key "${name}": Invalid argument\n`);
    return 1;
  }
  if (!options.flags.has('q')) print(sys, options, name, value);
  return 0;
}

/** `-p FILE`: a setting a line. */
function load(sys: Sys, options: Options, path: string): number {
  const text = sys.readFile(path);
  if (text === null) {
    sys.err(`sysctl: cannot open "${path}": No such file or directory\n`);
    return 1;
  }
  const settings = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*[#;]/.test(line));
  return settings.reduce((status, line) => Math.max(status, handle(sys, options, line)), 0);
}

export const sysctlPrograms: readonly Program[] = [sysctl];
