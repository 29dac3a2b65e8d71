/** What a shell has to do itself, because it changes the shell. */
import { isDirectory } from '../../userland/directory';
import { programPath } from '../../userland/coreutils/which';
import { absolutePath } from '../../userland/path';
import { processOf, type Signal, SIGNALS } from '../../userland/process';
import type { Sys } from '../../userland/program';
import { parseLine } from './parse';
import { complain, popFrame, type ShellData } from './state';

type Builtin = (sys: Sys, data: ShellData, args: readonly string[]) => number;

const nothing: Builtin = () => 0;

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': nothing,
  trap: nothing,
  jobs: nothing,
  cd: changeDirectory,
  exit: (sys, data, [status]) => {
    const code = status === undefined ? data.status : Number(status) & 255;
    sys.exit(code);
    return code;
  },
  export: exportVariables,
  unset: (_sys, data, names) => {
    for (const name of names) delete data.variables[name];
    return 0;
  },
  set: (_sys, data, args) => {
    const at = args.indexOf('--');
    if (at >= 0) data.positional = args.slice(at + 1);
    else if (args[0] !== undefined && !/^[-+]/.test(args[0])) data.positional = args;
    return 0;
  },
  shift: (_sys, data, [count = '1']) => {
    if (Number(count) > data.positional.length) return 1;
    data.positional = data.positional.slice(Number(count));
    return 0;
  },
  eval: (sys, data, args) => {
    const parsed = parseLine(args.join(' '));
    if (!parsed.ok) {
      complain(sys, parsed.message);
      return 2;
    }
    data.frames.push({ frame: 'list', list: parsed.list, at: 0 });
    return 0;
  },
  break: (_sys, data, [count = '1']) => leaveLoops(data, Number(count), true),
  continue: (_sys, data, [count = '1']) => leaveLoops(data, Number(count), false),
  return: (_sys, data, [status]) => {
    while (data.frames.length > 0 && popFrame(data)?.frame !== 'function');
    return status === undefined ? data.status : Number(status) & 255;
  },
  local: declareLocal,
  declare: exportVariables,
  readonly: exportVariables,
  type: (sys, data, names) => lookUp(sys, data, names, true),
  command: (sys, data, [option, ...names]) => (option === '-v' ? lookUp(sys, data, names, false) : 0),
  kill: killProcesses,
  wait: waitForJobs,
  read: readLine,
};

/** Whether it is one of the shell's own. */
export function isBuiltin(name: string | undefined): boolean {
  return name !== undefined && Object.hasOwn(BUILTINS, name);
}

const JUMPS = new Set(['break', 'continue', 'return']);

/** Whether it leaves what encloses it. */
export function isJump(name: string | undefined): boolean {
  return name !== undefined && JUMPS.has(name);
}

/** Does it; its status. It may have left the shell waiting. */
export function runBuiltin(sys: Sys, data: ShellData, [name = '', ...args]: readonly string[]): number {
  return BUILTINS[name]?.(sys, data, args) ?? 0;
}

function exportVariables(_sys: Sys, data: ShellData, args: readonly string[]): number {
  for (const arg of args) {
    const [name = '', ...value] = arg.split('=');
    if (value.length > 0) data.variables[name] = value.join('=');
  }
  return 0;
}

/** `local`: what the names were holds again after the function. */
function declareLocal(sys: Sys, data: ShellData, args: readonly string[]): number {
  const frame = data.frames.findLast((each) => each.frame === 'function');
  if (frame?.frame !== 'function') {
    complain(sys, 'local: can only be used in a function');
    return 1;
  }
  for (const arg of args) {
    const [name = '', ...value] = arg.split('=');
    if (!Object.hasOwn(frame.locals, name)) frame.locals[name] = data.variables[name] ?? null;
    data.variables[name] = value.join('=');
  }
  return 0;
}

const KEYWORDS = new Set('if then else elif fi case esac for while until do done in function { } ! [['.split(' '));

/** `type` and `command -v`: what a name stands for. */
function lookUp(sys: Sys, data: ShellData, names: readonly string[], told: boolean): number {
  let status = 0;
  for (const name of names) {
    const kind = KEYWORDS.has(name)
      ? 'is a shell keyword'
      : Object.hasOwn(data.functions, name)
        ? 'is a function'
        : isBuiltin(name) || OFTEN_BUILT_IN.has(name)
          ? 'is a shell builtin'
          : null;
    const path = kind === null ? programPath(sys, name) : null;
    if (kind === null && path === null) {
      if (told) complain(sys, `type: ${name}: not found`);
      status = 1;
    } else if (told) sys.out(`${name} ${kind ?? `is ${path ?? ''}`}\n`);
    else sys.out(`${path ?? name}\n`);
  }
  return status;
}

/** What bash has in itself and is a program here. */
const OFTEN_BUILT_IN = new Set(['echo', 'printf', 'test', '[', 'true', 'false', 'pwd']);

/** `cd`: home where nothing is said, back for a dash. */
function changeDirectory(sys: Sys, data: ShellData, [wanted]: readonly string[]): number {
  const before = sys.process.cwd ?? '/';
  const path = wanted ?? data.variables['HOME'] ?? '/root';
  const target = path === '-' ? (data.variables['OLDPWD'] ?? before) : path;
  if (!isDirectory(sys, target)) {
    const reason = sys.readFile(target) === null ? 'No such file or directory' : 'Not a directory';
    complain(sys, `cd: ${path}: ${reason}`);
    return 1;
  }
  sys.process.cwd = absolutePath(sys.process, target);
  Object.assign(data.variables, { OLDPWD: before, PWD: sys.process.cwd });
  if (path === '-') sys.out(`${sys.process.cwd}\n`);
  return 0;
}

/** Out of so many loops, or on with the next round of the outermost of them. */
function leaveLoops(data: ShellData, count: number, out: boolean): number {
  let left = count;
  while (data.frames.some(({ frame }) => frame === 'for' || frame === 'while')) {
    const { frame } = data.frames[data.frames.length - 1] ?? { frame: 'list' };
    if (frame === 'for' || frame === 'while') {
      if (--left === 0 && !out) return 0;
      popFrame(data);
      if (left === 0) return 0;
    } else popFrame(data);
  }
  return 0;
}

function isSignal(name: string): name is Signal {
  return Object.hasOwn(SIGNALS, name);
}

function signalNamed(text: string): Signal | null {
  const name = text.toUpperCase().replace(/^(?!SIG)/, 'SIG');
  if (isSignal(name)) return name;
  const numbered = Object.entries(SIGNALS).find(([, number]) => String(number) === text)?.[0];
  return numbered !== undefined && isSignal(numbered) ? numbered : null;
}

function killProcesses(sys: Sys, data: ShellData, args: readonly string[]): number {
  const words = [...args];
  let signal: Signal | null = 'SIGTERM';
  if (words[0]?.startsWith('-') === true) {
    const option = (words.shift() ?? '').slice(1);
    const name = option === 's' || option === 'n' ? (words.shift() ?? '') : option;
    signal = name === '0' ? null : signalNamed(name);
    if (signal === null && name !== '0') {
      complain(sys, `kill: ${name}: invalid signal specification`);
      return 1;
    }
  }
  let status = 0;
  for (const word of words) {
    const pid = word.startsWith('%') ? data.jobs[Number(word.slice(1)) - 1]?.pid : Number(word);
    const process = pid === undefined ? null : processOf(sys.world, pid);
    if (process === null || process.status !== null) {
      complain(sys, `kill: (${word}) - No such process`);
      status = 1;
    } else if (signal !== null) sys.kill(process.pid, signal);
  }
  return status;
}

/** `wait`: for every job, or for some of them, whose last gives the status. */
function waitForJobs(sys: Sys, data: ShellData, args: readonly string[]): number {
  const wanted =
    args.length === 0 ? data.jobs.map(({ pid }) => pid) : args.map((arg) => jobNamed(data, arg)?.pid ?? -Number(arg));
  const stranger = wanted.find((pid) => !data.jobs.some((job) => job.pid === pid));
  if (stranger !== undefined) {
    complain(sys, `wait: pid ${-stranger} is not a child of this shell`);
    return 127;
  }
  if (jobsOf(data, wanted).some(({ status }) => status === null)) data.waiting = { for: 'jobs', pids: wanted };
  return statusAfter(data, args.length === 0 ? [] : wanted);
}

function jobNamed(data: ShellData, word: string) {
  return word.startsWith('%')
    ? data.jobs[Number(word.slice(1)) - 1]
    : data.jobs.find(({ pid }) => pid === Number(word));
}

function jobsOf(data: ShellData, pids: readonly number[]) {
  return data.jobs.filter(({ pid }) => pids.includes(pid));
}

function statusAfter(data: ShellData, pids: readonly number[]): number {
  return data.jobs.find(({ pid }) => pid === pids[pids.length - 1])?.status ?? 0;
}

/** A job has ended: whether the shell that waited for it can go on. */
export function jobEnded(data: ShellData, pid: number, status: number): boolean {
  const job = data.jobs.find((candidate) => candidate.pid === pid);
  if (job === undefined) return false;
  job.status = status;
  const { waiting } = data;
  if (waiting?.for !== 'jobs' || jobsOf(data, waiting.pids).some((one) => one.status === null)) return false;
  data.status = waiting.pids.length === 1 ? statusAfter(data, waiting.pids) : 0;
  data.waiting = null;
  return true;
}

/** `read`: the next line, its words to the names, all that is left to the last. */
function readLine(sys: Sys, data: ShellData, args: readonly string[]): number {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const raw = args.some((arg) => /^-[a-z]*r/.test(arg));
  if (typeof data.io.stdin === 'string') {
    const pipe = sys.pipe(data.io.stdin);
    sys.closePipe(pipe);
    data.io = { ...data.io, stdin: { pipe } };
  }
  const { text, ended } = sys.read(data.io.stdin);
  const waiting = { for: 'read', names, raw, text: '' } as const;
  const status = lineRead(sys, data, waiting, text, ended);
  if (status !== null) return status;
  data.waiting = { ...waiting, text };
  sys.listen(data.io.stdin);
  return 0;
}

/** What came of a line that is being read: null where it is not whole yet. */
export function lineRead(
  sys: Sys,
  data: ShellData,
  { names, raw, text: before }: { readonly names: readonly string[]; readonly raw: boolean; readonly text: string },
  text: string,
  ended: boolean,
): number | null {
  const all = before + text;
  const end = all.indexOf('\n');
  if (end < 0 && !ended) return null;
  if (end >= 0) sys.putBack(all.slice(end + 1), data.io.stdin);
  const line = end < 0 ? all : all.slice(0, end);
  assign(data, names.length === 0 ? ['REPLY'] : names, raw ? line : line.replace(/\\(.)/g, '$1'));
  return end < 0 ? 1 : 0;
}

function assign(data: ShellData, names: readonly string[], line: string): void {
  let rest = line.replace(/^[ \t]+/, '');
  names.forEach((name, i) => {
    if (i === names.length - 1) data.variables[name] = rest.replace(/[ \t]+$/, '');
    else {
      const [, word = '', left = ''] = /^(\S*)\s*([^]*)$/.exec(rest) ?? [];
      data.variables[name] = word;
      rest = left;
    }
  });
}
