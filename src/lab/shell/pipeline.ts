/** Commands and pipelines: every stage of a pipeline runs at once, and reads what the one before it writes. */
import { busyboxApplets } from '../../userland/busybox/applets';
import { isBusybox } from '../../userland/busybox/shell';
import type { Sys } from '../../userland/program';
import { isBuiltin, isJump, runBuiltin } from './builtins';
import { expandCommand } from './expand';
import { redirected, targetsOf } from './redirect';
import { type Descriptors, expansionOf, type Frame, nameOf, type ShellData, type Stage } from './state';
import type { Command, Compound, Pipeline, Redirect, Simple } from './syntax';

type PipelineFrame = Extract<Frame, { frame: 'pipeline' }>;

/** Runs what a pipeline still has to do, as far as it need not wait. */
export function nextOfPipeline(sys: Sys, data: ShellData, frame: PipelineFrame): void {
  const { commands, negate } = frame.pipeline;
  const [only] = commands;
  if (frame.begun) {
    if (negate) data.status = data.status === 0 ? 1 : 0;
    data.frames.pop();
  } else if (commands.length > 1) nextStage(sys, data, frame);
  else if (only !== undefined) runAlone(sys, data, frame, only);
}

/** A command whose words are expanded, or null where a substitution was started that has to run first. */
function prepare(sys: Sys, data: ShellData, command: Command): Stage | null {
  const simple = command.kind === 'simple' ? command : null;
  const assignments = simple?.assignments ?? [];
  const expanded = expandCommand(
    assignments.map(({ value }) => value),
    simple?.words ?? [],
    targetsOf(command.redirects),
    expansionOf(sys, data),
  );
  if ('run' in expanded) {
    substitute(sys, data, expanded.run);
    return null;
  }
  const substituted = data.outputs.length > 0;
  data.outputs = [];
  const assigned = Object.fromEntries(assignments.map(({ name }, i) => [name, expanded.texts[i] ?? '']));
  return { fields: expanded.fields, assigned, targets: expanded.targets, substituted };
}

/** Starts a command substitution, whose output is waited for. */
export function substitute(sys: Sys, data: ShellData, source: string): void {
  const pid = spawnShell(sys, data, source, { ...data.io, stdout: { to: 'pipe', pid: sys.process.pid } });
  data.waiting = { for: 'substitution', pid };
}

function spawnShell(sys: Sys, data: ShellData, source: string, io: Descriptors): number {
  const told = Object.values(data.functions).map((known) => `${known.source}\n`);
  const argv = [sys.process.argv[0] ?? 'sh', '-c', told.join('') + source, nameOf(sys), ...data.positional];
  return sys.spawn(argv, { ...io, env: data.variables });
}

function runAlone(sys: Sys, data: ShellData, frame: PipelineFrame, command: Command): void {
  const stage = prepare(sys, data, command);
  if (stage === null) return;
  frame.begun = true;
  const io = redirected(sys, command.redirects, stage.targets, data.io);
  if (io === null) data.status = 1;
  else if (command.kind === 'simple') runSimple(sys, data, stage, io);
  else runCompound(sys, data, command, io);
}

function runSimple(sys: Sys, data: ShellData, stage: Stage, io: Descriptors): void {
  const { assigned, substituted } = stage;
  // `command NAME` is NAME, but for `command -v`.
  const fields =
    stage.fields[0] === 'command' && /^[^-]/.test(stage.fields[1] ?? '') ? stage.fields.slice(1) : stage.fields;
  const called = fields[0] === undefined ? undefined : functionNamed(data, fields[0]);
  if (fields.length === 0) {
    Object.assign(data.variables, assigned);
    if (!substituted) data.status = 0;
  } else if (called !== undefined) {
    Object.assign(data.variables, assigned);
    callFunction(sys, data, called, fields.slice(1), io);
  } else if (isJump(fields[0])) {
    data.status = runBuiltin(sys, data, fields);
  } else if (isBuiltin(fields[0])) {
    const before = data.io;
    data.io = io;
    const status = runBuiltin(sys, data, fields);
    // What `read` makes of a text that it reads is read by those after it, too.
    if (io.stdin === before.stdin) data.io = { ...before, stdin: data.io.stdin };
    else if (data.waiting?.for !== 'read') data.io = before;
    if (sys.process.status === null && data.waiting === null) data.status = status;
  } else {
    const pid = sys.spawn(executable(sys, fields), { ...io, env: { ...data.variables, ...assigned } });
    data.waiting = { for: 'command', pid };
  }
}

function functionNamed(data: ShellData, name: string): Command | undefined {
  return Object.hasOwn(data.functions, name) ? data.functions[name]?.body : undefined;
}

/** Its body runs with words of its own; what it redirects is over when it is. */
function callFunction(sys: Sys, data: ShellData, body: Command, args: readonly string[], io: Descriptors): void {
  data.frames.push(
    { frame: 'redirected', before: data.io },
    { frame: 'function', positional: data.positional, locals: {} },
  );
  data.io = io;
  data.positional = args;
  const item = { pipeline: { negate: false, commands: [body], source: body.source }, then: ';' } as const;
  data.frames.push({ frame: 'list', list: [item], at: 0 });
}

/** A compound command runs in this shell, a subshell in another. */
function runCompound(sys: Sys, data: ShellData, command: Compound, io: Descriptors): void {
  if (command.kind === 'subshell') {
    data.waiting = { for: 'command', pid: spawnShell(sys, data, command.inside, io) };
    return;
  }
  if (command.kind === 'function') {
    data.functions[command.name] = { body: command.body, source: command.source };
    data.status = 0;
    return;
  }
  if (command.redirects.length > 0) {
    data.frames.push({ frame: 'redirected', before: data.io });
    data.io = io;
  }
  data.frames.push(frameOf(command));
  if (command.kind === 'for' || command.kind === 'case') data.status = 0;
}

function frameOf(command: Exclude<Compound, { kind: 'subshell' | 'function' }>): Frame {
  switch (command.kind) {
    case 'for':
      return { frame: 'for', name: command.name, words: command.words, fields: null, body: command.body, at: 0 };
    case 'while': {
      const { until, condition, body } = command;
      return { frame: 'while', until, condition, body, asked: false, status: 0 };
    }
    case 'if':
      return { frame: 'if', branches: command.branches, otherwise: command.otherwise, at: 0 };
    case 'case':
      return { frame: 'case', command };
    case 'test':
      return { frame: 'test', condition: command.condition };
    case 'arithmetic':
      return { frame: 'arithmetic', expression: command.expression };
    case 'count':
      return { frame: 'count', expressions: command.expressions, body: command.body, next: 0 };
    case 'group':
      return { frame: 'list', list: command.body, at: 0 };
  }
}

/** Expands the words of the next stage; when all are expanded, all start. */
function nextStage(sys: Sys, data: ShellData, frame: PipelineFrame): void {
  const command = frame.pipeline.commands[frame.stages.length];
  if (command === undefined) {
    frame.begun = true;
    startStages(sys, data, frame);
    return;
  }
  const stage = prepare(sys, data, command);
  if (stage !== null) frame.stages.push(stage);
}

function startStages(sys: Sys, data: ShellData, { pipeline, stages }: PipelineFrame): void {
  const pipes = pipeline.commands.slice(1).map(() => sys.pipe());
  const pids = pipeline.commands.map((command, i) => {
    const before = pipes[i - 1];
    const after = pipes[i];
    const io: Descriptors = {
      stdin: before === undefined ? data.io.stdin : { pipe: before },
      stdout: after === undefined ? data.io.stdout : { to: 'stream', id: after },
      stderr: data.io.stderr,
    };
    return startStage(sys, data, command, stages[i], io);
  });
  for (const pipe of pipes) sys.closePipe(pipe);
  const left = pids.flatMap((pid) => pid ?? []);
  const last = pids[pids.length - 1] ?? null;
  if (left.length === 0) data.status = 1;
  else data.waiting = { for: 'pipeline', left, last: last ?? -1, status: last === null ? 1 : 0 };
}

/** The pid of a stage; null where its redirections failed. */
function startStage(
  sys: Sys,
  data: ShellData,
  command: Command,
  stage: Stage | undefined,
  io: Descriptors,
): number | null {
  const name = command.kind === 'simple' ? stage?.fields[0] : undefined;
  if (stage === undefined || name === undefined || isOwn(data, name)) return spawnShell(sys, data, command.source, io);
  return startProgram(sys, data, command.redirects, stage, io);
}

function startProgram(
  sys: Sys,
  data: ShellData,
  redirects: readonly Redirect[],
  { fields, assigned, targets }: Stage,
  before: Descriptors,
): number | null {
  const io = redirected(sys, redirects, targets, before);
  if (io === null) return null;
  return sys.spawn(executable(sys, fields), { ...io, env: { ...data.variables, ...assigned } });
}

/** Whether a shell has to run it. */
function isOwn(data: ShellData, name: string): boolean {
  return isBuiltin(name) || functionNamed(data, name) !== undefined;
}

/** A job in the background reads nothing. */
export function background(sys: Sys, data: ShellData, pipeline: Pipeline): void {
  const io: Descriptors = { ...data.io, stdin: '' };
  const [only] = pipeline.commands;
  const simple = pipeline.commands.length === 1 && only?.kind === 'simple' ? only : null;
  const pid = (simple === null ? null : startJob(sys, data, simple, io)) ?? spawnShell(sys, data, pipeline.source, io);
  data.jobs.push({ pid, status: null });
  data.status = 0;
}

/** A job that is one program is a child of this shell; null where it takes a shell to run it. */
function startJob(sys: Sys, data: ShellData, command: Simple, io: Descriptors): number | null {
  const texts = command.assignments.map(({ value }) => value);
  const expanded = expandCommand(texts, command.words, targetsOf(command.redirects), expansionOf(sys, data));
  if ('run' in expanded || expanded.fields[0] === undefined || isOwn(data, expanded.fields[0])) return null;
  const assigned = Object.fromEntries(command.assignments.map(({ name }, i) => [name, expanded.texts[i] ?? '']));
  return startProgram(sys, data, command.redirects, { ...expanded, assigned, substituted: false }, io);
}

/** busybox's shell runs its own applets, whatever else $PATH has of that name. */
function executable(sys: Sys, argv: readonly string[]): readonly string[] {
  const applet = sys.process.argv[0] === 'sh' && busyboxApplets.some(({ name }) => name === argv[0]);
  return applet && isBusybox(sys) ? ['busybox', ...argv] : argv;
}
