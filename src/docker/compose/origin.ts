/** Where something came from that compose made: a line of a compose file. It is kept as one line of text with every rule, link and container. */
import type { Position } from './file/tree';

export interface ComposeOrigin {
  readonly file: string;
  readonly line: number;
  /** `service web`, `network back`. */
  readonly element: string;
}

/** `docker compose up: service web (/srv/shop/compose.yaml:3)`. */
export function originText({ file, line }: Position, element: string): string {
  return `docker compose up: ${element} (${file}:${line})`;
}

/** The line of a compose file that a text names, or null for what compose did not make. */
export function composeOrigin(text: string | null): ComposeOrigin | null {
  const found = /^docker compose up: ((?:service|network) \S+) \((.*):(\d+)\)$/.exec(text ?? '');
  return found?.[1] === undefined || found[2] === undefined
    ? null
    : { element: found[1], file: found[2], line: Number(found[3]) };
}
