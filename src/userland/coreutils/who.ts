/** `id`, `whoami` and `tty`: who a process is, and what it sits at. */
import { command, type Program, type Sys } from '../program';
import { getopt, isOutput } from './filter';

/** The name that a file of the passwd kind has for a number. */
function nameOf(sys: Sys, file: string, id: number): string | null {
  if (id === 0) return 'root';
  for (const line of (sys.readFile(file) ?? '').split('\n')) {
    const [name = '', , number] = line.split(':');
    if (number === `${id}`) return name;
  }
  return null;
}

function named(sys: Sys, file: string, id: number): string {
  const name = nameOf(sys, file, id);
  return name === null ? `${id}` : `${id}(${name})`;
}

const ID_LONG = { user: 'u', group: 'g', groups: 'G', name: 'n' };

const id = command('id', (sys) => {
  const options = getopt('id', sys.args, 'ugGn', ID_LONG, 1);
  const { uid, gid } = sys.process.user ?? { uid: 0, gid: 0 };
  if (isOutput(options)) {
    sys.err(options.errors);
    return options.status;
  }
  const { flags } = options;
  const [number, file] = flags.has('u') ? [uid, '/etc/passwd'] : [gid, '/etc/group'];
  const one = flags.has('u') || flags.has('g') || flags.has('G');
  const group = named(sys, '/etc/group', gid);
  const whole = `uid=${named(sys, '/etc/passwd', uid)} gid=${group} groups=${group}`;
  sys.out(`${one ? (flags.has('n') ? (nameOf(sys, file, number) ?? `${number}`) : number) : whole}\n`);
  return 0;
});

const whoami = command('whoami', (sys) => {
  const uid = sys.process.user?.uid ?? 0;
  const name = nameOf(sys, '/etc/passwd', uid);
  if (name === null) sys.err(`whoami: unknown uid ${uid}\n`);
  else sys.out(`${name}\n`);
  return name === null ? 1 : 0;
});

const tty = command('tty', (sys) => {
  const silent = sys.args.includes('-s');
  const terminal = sys.process.env['TERM'] !== undefined;
  if (!silent) sys.out(terminal ? '/dev/pts/0\n' : 'not a tty\n');
  return terminal ? 0 : 1;
});

export const whoPrograms: readonly Program[] = [id, whoami, tty];
