/** Programs that read: all of their standard input, and then do what they do. */
import { program, type Program, type Sys } from './program';

interface Reading {
  text: string;
}

/** How a program goes on that has read so much: its exit status, or null where it has to read on. */
export type Attempt = (sys: Sys, text: string, ended: boolean) => number | null;

/** A program that is tried anew with everything that it has read, until it has read enough. */
export function reader(name: string, attempt: Attempt): Program {
  return program<Reading>({
    name,
    start: (sys) => {
      const first = attempt(sys, '', false);
      if (first !== null) return first;
      const { text, ended } = sys.read();
      const status = attempt(sys, text, ended);
      if (status !== null) return status;
      sys.listen();
      return { text };
    },
    on: (sys, data, event) => {
      if (event.type !== 'input') return;
      data.text += event.text ?? '';
      const status = attempt(sys, data.text, event.text === null);
      if (status !== null) sys.exit(status);
    },
  });
}
