/** A shell that is typed at, or that a script is piped into: it reads a line when it has run the one before. */
import { get } from '../../sim/table';
import type { Sys } from '../../userland/program';
import { parseLine } from './parse';
import { complain, type Frame, type ShellData } from './state';

type ScriptFrame = Extract<Frame, { frame: 'script' }>;

/** What a line that goes on in the next one lacks. */
const UNFINISHED = /unexpected end of file|unexpected EOF/;

/** Runs the next line that is there, or waits for one; false at the end. */
export function nextOfScript(sys: Sys, data: ShellData, frame: ScriptFrame): boolean {
  if (frame.text === '' && !frame.ended) {
    const { text, ended } = sys.read();
    frame.text = text;
    frame.ended = ended;
  }
  for (let end = frame.text.indexOf('\n'); end >= 0 || frame.ended; end = frame.text.indexOf('\n', end + 1)) {
    const last = end < 0;
    if (last && frame.text === '') return false;
    const line = last ? frame.text : frame.text.slice(0, end);
    const parsed = parseLine(line);
    if (!parsed.ok && UNFINISHED.test(parsed.message) && !last) continue;
    // What is left is for the commands of the line, too.
    sys.putBack(last ? '' : frame.text.slice(end + 1));
    frame.text = '';
    if (parsed.ok) data.frames.push({ frame: 'list', list: parsed.list, at: 0 });
    else {
      complain(sys, parsed.message);
      data.status = 2;
    }
    return true;
  }
  if (frame.text === '') prompt(sys);
  data.waiting = { for: 'script' };
  sys.listen();
  return true;
}

/** Something was typed. */
export function atPrompt(data: ShellData, text: string | null): boolean {
  const [frame] = data.frames;
  if (frame?.frame !== 'script') return false;
  frame.text += text ?? '';
  frame.ended ||= text === null;
  data.waiting = null;
  return true;
}

/** The end of the input is the end of the shell. */
export function endOfScript(sys: Sys, data: ShellData): void {
  if (isTerminal(sys) && sys.process.argv[0] === 'bash') sys.err('exit\n');
  data.frames.length = 0;
}

function isTerminal(sys: Sys): boolean {
  const { stdin } = sys.process;
  return stdin !== null && typeof stdin !== 'string' && get(sys.world.pipes, stdin.pipe)?.terminal === true;
}

function prompt(sys: Sys): void {
  if (!isTerminal(sys)) return;
  const where = sys.process.cwd ?? '/';
  const host = (sys.readFile('/etc/hostname') ?? '').trim();
  sys.err(sys.process.argv[0] === 'bash' ? `root@${host}:${where}# ` : `${where} # `);
}
