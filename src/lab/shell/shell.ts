/**
 * `sh -c LINE`: runs lists, pipelines, loops and substitutions. Every stage of a pipeline runs to its end before the next one
 * reads what it wrote; that is all the concurrency a scenario needs.
 */
import { BUSYBOX_SHELL, busyboxApplets } from '../../userland/busybox/applets';
import { isDirectory } from '../../userland/directory';
import { absolutePath, directoryOf } from '../../userland/path';
import type { Process, Sink } from '../../userland/process';
import { program, type Sys } from '../../userland/program';
import { expandWords } from './expand';
import { parseLine } from './parse';
import type { Command, List, Pipeline, Redirect } from './syntax';

/** What is being run, innermost last. */
type Frame =
  | { readonly frame: 'list'; readonly list: List; at: number }
  | {
      readonly frame: 'for';
      readonly name: string;
      readonly body: List;
      words: string[] | null;
      readonly from: Command;
      at: number;
    }
  | { readonly frame: 'pipeline'; readonly pipeline: Pipeline; at: number; input: string | null };

interface ShellData {
  readonly frames: Frame[];
  readonly variables: Record<string, string>;
  status: number;
  /** Outputs of command substitutions of the words at hand. */
  outputs: string[];
  /** The child that it waits for, and what its output is for. */
  waiting: { readonly pid: number; readonly for: 'stage' | 'substitution' } | null;
}

function createShell(name: string) {
  return program<ShellData>({
    name,
    start: (sys) => {
      const line = lineOf(sys);
      if (line === null) return 0;
      const parsed = parseLine(line);
      if (!parsed.ok) {
        sys.err(`bash: -c: line 1: ${parsed.message}\n`);
        return 2;
      }
      const data: ShellData = {
        frames: [{ frame: 'list', list: parsed.list, at: 0 }],
        variables: { ...sys.process.env },
        status: 0,
        outputs: [],
        waiting: null,
      };
      sys.process.data = data;
      run(sys, data);
      return data;
    },
    takes: ['SIGINT'],
    on: (sys, data, event) => {
      if (event.type === 'signal') {
        data.frames.length = 0;
        return;
      }
      if (event.type !== 'child' || event.pid !== data.waiting?.pid) return;
      const purpose = data.waiting.for;
      data.waiting = null;
      if (purpose === 'substitution') data.outputs.push(takePiped(sys.process));
      else stageEnded(sys, data, event.status);
      run(sys, data);
    },
  });
}

export const shells = ['sh', 'bash', 'ash'].map(createShell);

/** The line to run: `-c LINE`, a script's text, or what was piped in. */
function lineOf(sys: Sys): string | null {
  const { args } = sys;
  const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  if (at >= 0) return args[at + 1] ?? null;
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file === undefined) return sys.process.stdin;
  const text = sys.readFile(file);
  if (text === null) sys.err(`bash: ${file}: No such file or directory\n`);
  return text;
}

function takePiped(process: Process): string {
  const text = process.piped;
  process.piped = '';
  return text;
}

/** Goes on until a child has to be waited for or all is done. */
function run(sys: Sys, data: ShellData): void {
  while (data.waiting === null) {
    const frame = data.frames[data.frames.length - 1];
    if (frame === undefined) {
      sys.exit(data.status);
      return;
    }
    if (frame.frame === 'list') nextItem(sys, data, frame);
    else if (frame.frame === 'for') nextRound(sys, data, frame);
    else nextStage(sys, data, frame);
    if (sys.process.status !== null) return;
  }
}

function nextItem(sys: Sys, data: ShellData, frame: Extract<Frame, { frame: 'list' }>): void {
  const item = frame.list[frame.at];
  if (item === undefined) {
    data.frames.pop();
    return;
  }
  const before = frame.list[frame.at - 1]?.then;
  frame.at++;
  if ((before === '&&' && data.status !== 0) || (before === '||' && data.status === 0)) return;
  if (item.then === '&') {
    background(sys, data, item.pipeline);
    return;
  }
  data.frames.push({ frame: 'pipeline', pipeline: item.pipeline, at: 0, input: null });
}

/** A background job's words are expanded now; nobody sees what it prints, as in a script whose output is thrown away. */
function background(sys: Sys, data: ShellData, pipeline: Pipeline): void {
  const command = pipeline.commands[0];
  if (command?.kind !== 'simple') return;
  const expanded = expandWords(command.words, data);
  if ('fields' in expanded && expanded.fields.length > 0) {
    sys.spawn(expanded.fields, { stdout: { to: 'null' }, stderr: { to: 'null' }, env: data.variables });
  }
  data.status = 0;
}

function nextRound(sys: Sys, data: ShellData, frame: Extract<Frame, { frame: 'for' }>): void {
  if (frame.words === null && frame.from.kind === 'for') {
    const fields = expand(sys, data, frame.from.words);
    if (fields === null) return;
    frame.words = fields;
  }
  const word = frame.words?.[frame.at++];
  if (word === undefined) {
    data.frames.pop();
    return;
  }
  data.variables[frame.name] = word;
  data.frames.push({ frame: 'list', list: frame.body, at: 0 });
}

/** Fields of words, or null where a substitution was started first. */
function expand(sys: Sys, data: ShellData, words: Extract<Command, { kind: 'simple' }>['words']): string[] | null {
  const expanded = expandWords(words, data);
  if ('fields' in expanded) {
    data.outputs = [];
    return expanded.fields;
  }
  const pid = sys.spawn(['sh', '-c', expanded.run], {
    stdout: { to: 'pipe', pid: sys.process.pid },
    env: data.variables,
  });
  data.waiting = { pid, for: 'substitution' };
  return null;
}

function nextStage(sys: Sys, data: ShellData, frame: Extract<Frame, { frame: 'pipeline' }>): void {
  const { commands, negate } = frame.pipeline;
  const command = commands[frame.at];
  if (command === undefined) {
    if (negate) data.status = data.status === 0 ? 1 : 0;
    data.frames.pop();
    return;
  }
  const last = frame.at === commands.length - 1;
  const stdout: Sink = last ? sys.process.stdout : { to: 'pipe', pid: sys.process.pid };
  if (command.kind !== 'simple') {
    if (commands.length === 1) {
      frame.at++;
      if (command.kind === 'for')
        data.frames.push({ frame: 'for', name: command.name, body: command.body, words: null, from: command, at: 0 });
      else data.frames.push({ frame: 'list', list: command.body, at: 0 });
    } else start(sys, data, ['sh', '-c', command.source], stdout, sys.process.stderr, frame.input);
    return;
  }
  const words = [...command.assignments.map((assignment) => assignment.value), ...command.words];
  const targets = command.redirects.flatMap((redirect) => (typeof redirect.to === 'string' ? [] : [redirect.to]));
  const fields = expand(sys, data, [...words, ...targets]);
  if (fields === null) return;
  const files = fields.splice(fields.length - targets.length, targets.length);
  const values = command.assignments.map(() => fields.shift() ?? '');
  const assigned = Object.fromEntries(command.assignments.map(({ name }, i) => [name, values[i] ?? '']));
  const sinks = redirected(sys, command.redirects, files, stdout, sys.process.stderr, frame.input);
  if (sinks === null) {
    stageEnded(sys, data, 1);
    return;
  }
  if (fields.length === 0) Object.assign(data.variables, assigned);
  if (fields.length === 0 || builtin(sys, data, fields)) stageEnded(sys, data, fields.length === 0 ? 0 : data.status);
  else start(sys, data, fields, sinks.stdout, sinks.stderr, sinks.stdin, assigned);
}

interface Descriptors {
  stdout: Sink;
  stderr: Sink;
  stdin: string | null;
}

function redirected(
  sys: Sys,
  redirects: readonly Redirect[],
  files: readonly string[],
  stdout: Sink,
  stderr: Sink,
  stdin: string | null,
): Descriptors | null {
  const now: Descriptors = { stdout, stderr, stdin };
  let file = 0;
  for (const redirect of redirects) {
    if (redirect.to === 'out') now.stderr = now.stdout;
    else if (redirect.to === 'err') now.stdout = now.stderr;
    else {
      const path = files[file++] ?? '';
      if (redirect.fd === 'here') {
        now.stdin = path;
        continue;
      }
      if (redirect.fd === 'in') {
        now.stdin = path === '/dev/null' ? '' : sys.readFile(path);
        if (now.stdin !== null) continue;
        sys.err(`bash: line 1: ${path}: No such file or directory\n`);
        return null;
      }
      const sink: Sink =
        path === '/dev/null'
          ? { to: 'null' }
          : { to: 'file', root: sys.process.root, path: absolutePath(sys.process, path) };
      if (sink.to === 'file' && !isDirectory(sys, directoryOf(sink.path))) {
        sys.err(`bash: line 1: ${path}: No such file or directory\n`);
        return null;
      }
      if (sink.to === 'file' && !redirect.append) sys.writeFile(path, '');
      if (redirect.fd !== 'err') now.stdout = sink;
      if (redirect.fd !== 'out') now.stderr = sink;
    }
  }
  return now;
}

/** What a shell has to do itself; the status is left in `data`. Whether it was one. */
function builtin(sys: Sys, data: ShellData, fields: readonly string[]): boolean {
  switch (fields[0]) {
    case 'cd':
      data.status = changeDirectory(sys, data, fields[1]);
      return true;
    case ':':
    case 'wait':
    case 'set':
    case 'trap':
      data.status = 0;
      return true;
    case 'export':
      for (const field of fields.slice(1)) {
        const [name = '', ...value] = field.split('=');
        if (value.length > 0) data.variables[name] = value.join('=');
      }
      data.status = 0;
      return true;
    case 'exit':
      sys.exit(fields[1] === undefined ? data.status : Number(fields[1]) & 255);
      return true;
    default:
      return false;
  }
}

/** `cd`: home where nothing is said, back for a dash. */
function changeDirectory(sys: Sys, data: ShellData, wanted: string | undefined): number {
  const before = sys.process.cwd ?? '/';
  const path = wanted ?? data.variables['HOME'] ?? '/root';
  const target = path === '-' ? (data.variables['OLDPWD'] ?? before) : path;
  if (!isDirectory(sys, target)) {
    const reason = sys.readFile(target) === null ? 'No such file or directory' : 'Not a directory';
    sys.err(`bash: line 1: cd: ${path}: ${reason}\n`);
    return 1;
  }
  sys.process.cwd = absolutePath(sys.process, target);
  Object.assign(data.variables, { OLDPWD: before, PWD: sys.process.cwd });
  if (path === '-') sys.out(`${sys.process.cwd}\n`);
  return 0;
}

function start(
  sys: Sys,
  data: ShellData,
  argv: readonly string[],
  stdout: Sink,
  stderr: Sink,
  stdin: string | null,
  assigned: Record<string, string> = {},
): void {
  const pid = sys.spawn(executable(sys, argv), { stdout, stderr, stdin, env: { ...data.variables, ...assigned } });
  data.waiting = { pid, for: 'stage' };
}

/** busybox's shell runs its own applets, whatever else $PATH has of that name. */
function executable(sys: Sys, argv: readonly string[]): readonly string[] {
  const applet = sys.process.argv[0] === 'sh' && busyboxApplets.some(({ name }) => name === argv[0]);
  return applet && sys.readFile('/bin/sh') === BUSYBOX_SHELL ? ['busybox', ...argv] : argv;
}

/** A stage is over: the next one reads what it wrote. */
function stageEnded(sys: Sys, data: ShellData, status: number): void {
  data.status = status;
  data.outputs = [];
  const frame = data.frames[data.frames.length - 1];
  if (frame?.frame !== 'pipeline') return;
  frame.at++;
  frame.input = takePiped(sys.process);
}
