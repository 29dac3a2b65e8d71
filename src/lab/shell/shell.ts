/** `sh`, `bash`: runs lists, pipelines, loops, choices and substitutions of a line, of a script, or of what is typed at it. */
import type { Sys } from '../../userland/program';
import { program, type ProcessEvent } from '../../userland/program';
import { testWords } from '../../userland/coreutils/test';
import { ArithmeticError } from './arithmetic';
import { jobEnded, lineRead } from './builtins';
import { chooseBranch, conditionHolds, evaluateWord, expandWords } from './expand';
import { parseLine } from './parse';
import { background, nextOfPipeline, substitute } from './pipeline';
import { atPrompt, endOfScript, nextOfScript } from './script';
import { expansionOf, type Frame, popFrame, type ShellData } from './state';
import type { List, Word } from './syntax';

const INTERRUPTED = 130;
/** A loop of builtins alone waits for nothing: after so many steps others have their turn, too. */
const TURN_STEPS = 2_000;
const TURN_US = 10_000;

function createShell(name: string) {
  return program<ShellData>({
    name,
    start: (sys) => {
      const line = lineOf(sys);
      if (line === null) return 127;
      const parsed = parseLine(line.text ?? '');
      if (!parsed.ok) {
        sys.err(`${name}: -c: line 1: ${parsed.message}\n`);
        return 2;
      }
      const { stdin, stdout, stderr } = sys.process;
      const data: ShellData = {
        frames: [
          line.text === null
            ? { frame: 'script', text: '', ended: false }
            : { frame: 'list', list: parsed.list, at: 0 },
        ],
        variables: { ...sys.process.env },
        functions: {},
        positional: line.positional,
        io: { stdin, stdout, stderr },
        status: 0,
        outputs: [],
        jobs: [],
        waiting: null,
      };
      sys.process.data = data;
      run(sys, data);
      return data;
    },
    takes: ['SIGINT'],
    on: (sys, data, event) => {
      if (happened(sys, data, event) && sys.process.status === null) run(sys, data);
    },
  });
}

export const shells = ['sh', 'bash', 'ash'].map(createShell);

interface Script {
  /** Null where it is read from standard input as it comes. */
  readonly text: string | null;
  readonly positional: readonly string[];
}

/** The line to run: `-c LINE`, a script's text, or what is piped in. */
function lineOf(sys: Sys): Script | null {
  const { args } = sys;
  const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  if (at >= 0) return { text: args[at + 1] ?? '', positional: args.slice(at + 3) };
  const place = args.findIndex((arg) => !arg.startsWith('-'));
  const file = args[place];
  if (file === undefined) {
    const { stdin } = sys.process;
    return { text: stdin === null || typeof stdin === 'string' ? (stdin ?? '') : null, positional: [] };
  }
  const text = sys.readFile(file);
  if (text === null) {
    sys.err(`${sys.process.argv[0] ?? 'sh'}: ${file}: No such file or directory\n`);
    return null;
  }
  return { text, positional: args.slice(place + 1) };
}

/** Takes in what happened: whether the shell can go on. */
function happened(sys: Sys, data: ShellData, event: ProcessEvent): boolean {
  const { waiting } = data;
  switch (event.type) {
    case 'signal':
      return interrupted(sys, data);
    case 'input':
      if (waiting?.for === 'script') return atPrompt(data, event.text);
      if (waiting?.for !== 'read') return false;
      return heard(sys, data, waiting, event.text);
    case 'child':
      return childEnded(sys, data, event.pid, event.status);
    case 'timer':
      data.waiting = null;
      return true;
    case 'socket':
      return false;
  }
}

/** What is left of the line is not run; a child in the foreground has heard it, too. */
function interrupted(sys: Sys, data: ShellData): boolean {
  const { waiting, frames } = data;
  const [bottom] = frames;
  while (frames.length > (bottom?.frame === 'script' ? 1 : 0)) popFrame(data);
  if (bottom?.frame === 'script') bottom.text = '';
  data.status = INTERRUPTED;
  if (waiting?.for !== 'read' && waiting?.for !== 'jobs' && waiting?.for !== 'turn') return false;
  sys.cancel('turn');
  data.waiting = null;
  return true;
}

function heard(sys: Sys, data: ShellData, waiting: Parameters<typeof lineRead>[2], text: string | null): boolean {
  const status = lineRead(sys, data, waiting, text ?? '', text === null);
  if (status === null) data.waiting = { ...waiting, for: 'read', text: waiting.text + (text ?? '') };
  else {
    data.status = status;
    data.waiting = null;
  }
  return status !== null;
}

function childEnded(sys: Sys, data: ShellData, pid: number, status: number): boolean {
  const { waiting } = data;
  if (waiting?.for === 'pipeline' && waiting.left.includes(pid)) {
    waiting.left.splice(waiting.left.indexOf(pid), 1);
    if (pid === waiting.last) waiting.status = status;
    if (waiting.left.length > 0) return false;
    data.status = waiting.status;
  } else if ((waiting?.for === 'command' || waiting?.for === 'substitution') && waiting.pid === pid) {
    if (waiting.for === 'substitution') {
      data.outputs.push(sys.process.piped);
      sys.process.piped = '';
    }
    data.status = status;
  } else return jobEnded(data, pid, status);
  data.waiting = null;
  return true;
}

/** Goes on until something has to be waited for or all is done. */
function run(sys: Sys, data: ShellData): void {
  for (let steps = 0; data.waiting === null; steps++) {
    if (steps === TURN_STEPS) {
      data.waiting = { for: 'turn' };
      sys.timer('turn', TURN_US);
      return;
    }
    const frame = data.frames[data.frames.length - 1];
    if (frame === undefined) {
      sys.exit(data.status);
      return;
    }
    try {
      nextOf(sys, data, frame);
    } catch (error) {
      if (!(error instanceof ArithmeticError)) throw error;
      sys.err(`${sys.process.argv[0] ?? 'sh'}: ${error.message}\n`);
      while (popFrame(data) !== undefined);
      data.status = 1;
    }
    if (sys.process.status !== null) return;
  }
}

function nextOf(sys: Sys, data: ShellData, frame: Frame): void {
  switch (frame.frame) {
    case 'script':
      if (!nextOfScript(sys, data, frame)) endOfScript(sys, data);
      return;
    case 'list':
      nextItem(sys, data, frame);
      return;
    case 'for':
      nextRound(sys, data, frame);
      return;
    case 'while':
      nextTurn(data, frame);
      return;
    case 'if':
      nextBranch(data, frame);
      return;
    case 'case':
      choose(sys, data, frame);
      return;
    case 'pipeline':
      nextOfPipeline(sys, data, frame);
      return;
    case 'test':
      askCondition(sys, data, frame);
      return;
    case 'arithmetic':
      askExpression(sys, data, frame);
      return;
    case 'count':
      nextCount(sys, data, frame);
      return;
    case 'function':
    case 'redirected':
      popFrame(data);
  }
}

function enter(data: ShellData, list: List): void {
  data.frames.push({ frame: 'list', list, at: 0 });
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
  if (item.then === '&') background(sys, data, item.pipeline);
  else data.frames.push({ frame: 'pipeline', pipeline: item.pipeline, begun: false, stages: [] });
}

function nextRound(sys: Sys, data: ShellData, frame: Extract<Frame, { frame: 'for' }>): void {
  if (frame.fields === null && frame.words !== null) {
    const expanded = expandWords(frame.words, expansionOf(sys, data));
    if ('run' in expanded) {
      substitute(sys, data, expanded.run);
      return;
    }
    data.outputs = [];
    frame.fields = expanded.fields;
  }
  frame.fields ??= data.positional;
  const word = frame.fields[frame.at++];
  if (word === undefined) {
    data.frames.pop();
    return;
  }
  data.variables[frame.name] = word;
  enter(data, frame.body);
}

/** Asks whether there is another round, or begins it; the status is that of the last round. */
function nextTurn(data: ShellData, frame: Extract<Frame, { frame: 'while' }>): void {
  if (!frame.asked) {
    frame.status = data.status;
    frame.asked = true;
    enter(data, frame.condition);
    return;
  }
  frame.asked = false;
  if ((data.status === 0) !== frame.until) {
    enter(data, frame.body);
    return;
  }
  data.status = frame.status;
  data.frames.pop();
}

/** The status tells whether the condition before holds. */
function nextBranch(data: ShellData, frame: Extract<Frame, { frame: 'if' }>): void {
  const before = frame.branches[frame.at - 1];
  const next = frame.branches[frame.at];
  frame.at++;
  if (before !== undefined && data.status === 0) {
    data.frames.pop();
    enter(data, before.body);
  } else if (next !== undefined) enter(data, next.condition);
  else {
    if (frame.otherwise.length === 0) data.status = 0;
    data.frames.pop();
    enter(data, frame.otherwise);
  }
}

function choose(sys: Sys, data: ShellData, { command }: Extract<Frame, { frame: 'case' }>): void {
  const chosen = chooseBranch(command.word, command.branches, expansionOf(sys, data));
  if ('run' in chosen) {
    substitute(sys, data, chosen.run);
    return;
  }
  data.outputs = [];
  data.frames.pop();
  enter(data, command.branches[chosen.branch]?.body ?? []);
}

function askCondition(sys: Sys, data: ShellData, { condition }: Extract<Frame, { frame: 'test' }>): void {
  const plain = (words: readonly string[]) => testWords(sys, words) === true;
  const asked = conditionHolds(condition, plain, expansionOf(sys, data));
  if ('run' in asked) {
    substitute(sys, data, asked.run);
    return;
  }
  data.outputs = [];
  data.frames.pop();
  data.status = asked.holds ? 0 : 1;
}

function askExpression(sys: Sys, data: ShellData, { expression }: Extract<Frame, { frame: 'arithmetic' }>): void {
  const value = valueOf(sys, data, expression);
  if (value === null) return;
  data.frames.pop();
  data.status = value === 0 ? 1 : 0;
}

/** The value of an expression, or null where a substitution was started that has to run first. */
function valueOf(sys: Sys, data: ShellData, expression: Word): number | null {
  const result = evaluateWord(expression, expansionOf(sys, data));
  if ('run' in result) {
    substitute(sys, data, result.run);
    return null;
  }
  data.outputs = [];
  return result.value;
}

/** The next of the three expressions of `for ((…))`; an empty condition holds. */
function nextCount(sys: Sys, data: ShellData, frame: Extract<Frame, { frame: 'count' }>): void {
  const expression = frame.expressions[frame.next] ?? [];
  const empty = expression.every((part) => part.part === 'text' && part.text === '');
  const value = empty ? 1 : valueOf(sys, data, expression);
  if (value === null) return;
  if (frame.next !== 1) frame.next = 1;
  else if (value !== 0) {
    frame.next = 2;
    enter(data, frame.body);
  } else data.frames.pop();
}
