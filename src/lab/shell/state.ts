/** What a shell remembers between two events. */
import type { Sink, Source } from '../../userland/process';
import type { Sys } from '../../userland/program';
import type { Expansion } from './expand';
import type { Branch, Command, Compound, Condition, List, Pipeline, Word } from './syntax';

export interface Descriptors {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** A stage of a pipeline whose words are expanded: it starts when all are. */
export interface Stage {
  readonly fields: readonly string[];
  readonly assigned: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
  /** Whether it had a command substitution, whose status an assignment alone keeps. */
  readonly substituted: boolean;
}

/** What is being run, innermost last. */
export type Frame =
  /** Lines of standard input, each run when it is read. */
  | { readonly frame: 'script'; text: string; ended: boolean }
  | { readonly frame: 'list'; readonly list: List; at: number }
  | {
      readonly frame: 'for';
      readonly name: string;
      readonly words: readonly Word[] | null;
      fields: readonly string[] | null;
      readonly body: List;
      at: number;
    }
  | {
      readonly frame: 'while';
      readonly until: boolean;
      readonly condition: List;
      readonly body: List;
      asked: boolean;
      status: number;
    }
  | { readonly frame: 'if'; readonly branches: readonly Branch[]; readonly otherwise: List; at: number }
  | { readonly frame: 'case'; readonly command: Extract<Compound, { kind: 'case' }> }
  | { readonly frame: 'test'; readonly condition: Condition }
  | { readonly frame: 'arithmetic'; readonly expression: Word }
  | { readonly frame: 'count'; readonly expressions: readonly Word[]; readonly body: List; next: 0 | 1 | 2 }
  /** A function that runs: what holds again after it. */
  | {
      readonly frame: 'function';
      readonly positional: readonly string[];
      readonly locals: Record<string, string | null>;
    }
  | { readonly frame: 'pipeline'; readonly pipeline: Pipeline; begun: boolean; readonly stages: Stage[] }
  /** A compound command with redirections: what holds again after it. */
  | { readonly frame: 'redirected'; readonly before: Descriptors };

/** What it waits for before it goes on. */
export type Waiting =
  | { readonly for: 'command' | 'substitution'; readonly pid: number }
  | { readonly for: 'pipeline'; readonly left: number[]; readonly last: number; status: number }
  | { readonly for: 'jobs'; readonly pids: readonly number[] }
  /** `read`: the names that get the words of the next line, of which so much has come. */
  | { readonly for: 'read'; readonly names: readonly string[]; readonly raw: boolean; text: string }
  /** The others' turn. */
  | { readonly for: 'turn' }
  | { readonly for: 'script' };

export interface Job {
  readonly pid: number;
  status: number | null;
}

export interface ShellData {
  readonly frames: Frame[];
  readonly variables: Record<string, string>;
  /** With the text that defines each: a shell of its own is told them. */
  readonly functions: Record<string, { readonly body: Command; readonly source: string }>;
  positional: readonly string[];
  io: Descriptors;
  status: number;
  /** Outputs of command substitutions of the words at hand. */
  outputs: string[];
  readonly jobs: Job[];
  waiting: Waiting | null;
}

/** `$0` of a shell: what stands behind the line, or its name. */
export function nameOf(sys: Sys): string {
  const { args, process } = sys;
  const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  return (at >= 0 ? args[at + 2] : undefined) ?? process.argv[0] ?? 'sh';
}

export function expansionOf(sys: Sys, data: ShellData): Expansion {
  const { variables, status, positional, outputs, jobs } = data;
  const last = jobs[jobs.length - 1];
  const special = { 0: nameOf(sys), $: String(sys.process.pid), '!': last === undefined ? '' : String(last.pid) };
  return { variables, status, positional, outputs, special, braces: sys.process.argv[0] === 'bash' };
}

/** Leaves the innermost frame. */
export function popFrame(data: ShellData): Frame | undefined {
  const frame = data.frames.pop();
  if (frame?.frame === 'redirected') data.io = frame.before;
  if (frame?.frame === 'function') {
    data.positional = frame.positional;
    for (const [name, value] of Object.entries(frame.locals)) {
      if (value === null) delete data.variables[name];
      else data.variables[name] = value;
    }
  }
  return frame;
}

export function complain(sys: Sys, text: string): void {
  sys.err(`${sys.process.argv[0] ?? 'sh'}: line 1: ${text}\n`);
}
