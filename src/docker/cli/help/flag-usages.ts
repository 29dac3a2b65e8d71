/** Lists of flags as spf13/pflag prints them: `FlagUsagesWrapped`, for a terminal of 80 columns. */
import type { Flag } from '../flags';

/** A flag as its program declares it. */
export interface Declared extends Flag {
  /** What it is for, in one line but where a line of its own is meant. */
  readonly usage: string;
  /** The API that an engine must speak to know it, `1.44`; '' where every engine does. */
  readonly since: string;
}

const SPELLING = /^(?:-(\w), )?--([\w-]+)(?: (\S+))?$/;

/** Declared by its spelling: `-a, --attach list`, `--annotation map`, `--rm`. */
export function flag(spelling: string, usage: string, since = ''): Declared {
  const [, short = '', name = '', type = ''] = SPELLING.exec(spelling) ?? [];
  return { name, short, type, usage, since };
}

const WIDTH = 79;
/** How far a line may stick out rather than leave one short word to the next. */
const SLOP = 5;

/** The flags that an engine of that API knows, by name, their usages beside each other. */
export function flagUsages(flags: readonly Declared[], apiVersion: string): string {
  const known = flags
    .filter(({ since }) => since === '' || isAtLeast(apiVersion, since))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const spelled = known.map(({ name, short, type }) =>
    `${short === '' ? '      ' : `  -${short}, `}--${name} ${type}`.trimEnd(),
  );
  const column = Math.max(...spelled.map((text) => text.length)) + 3;
  return known
    .map(
      ({ usage }, i) => `${spelled[i]!.padEnd(column)}${wrap(usage, WIDTH - column).join(`\n${' '.repeat(column)}`)}`,
    )
    .join('\n');
}

/** Whether an API version (`1.51`) is that one or a later one. */
export function isAtLeast(apiVersion: string, since: string): boolean {
  return Number(apiVersion.slice(2)) >= Number(since.slice(2));
}

/** Broken at the last blank that fits, or at a line break before it. */
function wrap(text: string, width: number): string[] {
  const fits = width - SLOP;
  const blank = Math.max(...[' ', '\t', '\n'].map((sign) => text.slice(0, fits).lastIndexOf(sign)));
  if (text.length < width || blank <= 0) return text.split('\n');
  const newline = text.slice(0, fits).lastIndexOf('\n');
  const end = newline > 0 ? newline : blank;
  return [...text.slice(0, end).split('\n'), ...wrap(text.slice(end + 1), width)];
}
