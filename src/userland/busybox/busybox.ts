/** `busybox APPLET …`: one program that is many. */
import type { Program, Sys } from '../program';
import { BUSYBOX_HELP } from './about';

/** The system calls of the process as its applet sees them: without the word `busybox` before its own name. */
function asApplet(sys: Sys): Sys {
  return {
    k: sys.k,
    world: sys.world,
    ns: sys.ns,
    process: sys.process,
    args: sys.args.slice(1),
    out: (text) => {
      sys.out(text);
    },
    err: (text) => {
      sys.err(text);
    },
    exit: (status) => {
      sys.exit(status);
    },
    timer: (name, delay) => {
      sys.timer(name, delay);
    },
    cancel: (name) => {
      sys.cancel(name);
    },
    readFile: (path) => sys.readFile(path),
    writeFile: (path, text) => {
      sys.writeFile(path, text);
    },
    read: (source) => sys.read(source),
    listen: (source) => {
      sys.listen(source);
    },
    putBack: (text, source) => {
      sys.putBack(text, source);
    },
    pipe: (text) => sys.pipe(text),
    closePipe: (pipe) => {
      sys.closePipe(pipe);
    },
    spawn: (argv, how) => sys.spawn(argv, how),
    has: (name) => sys.has(name),
    kill: (pid, signal) => {
      sys.kill(pid, signal);
    },
  };
}

/** The multi-call program of these applets, which are known by their programs' names. */
export function createBusybox(applets: readonly Program[]): Program {
  const appletOf = (sys: Sys) => applets.find(({ name }) => name === sys.args[0]);
  return {
    name: 'busybox',
    takes: [],
    start: (sys) => {
      const [name] = sys.args;
      const applet = appletOf(sys);
      if (applet !== undefined) applet.start(asApplet(sys));
      else if (name === undefined || name === '--help') {
        sys.out(BUSYBOX_HELP);
        sys.exit(0);
      } else {
        sys.err(`${name}: applet not found\n`);
        sys.exit(127);
      }
    },
    handle: (sys, event) => {
      appletOf(sys)?.handle(asApplet(sys), event);
    },
  };
}
