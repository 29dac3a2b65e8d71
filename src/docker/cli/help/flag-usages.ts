/** Lists of flags as spf13/pflag prints them: `FlagUsagesWrapped`, for a terminal of 80 columns. */

/** A flag as its program declares it. */
export interface Declared {
  /** `-a, --attach list`, `--annotation map`. */
  readonly spelling: string;
  /** What it is for, in one line but where a line of its own is meant. */
  readonly usage: string;
  /** The API that an engine must speak to know it, `1.44`; '' where every engine does. */
  readonly since: string;
}

export const flag = (spelling: string, usage: string, since = ''): Declared => ({ spelling, usage, since });

const WIDTH = 79;
/** How far a line may stick out rather than leave one short word to the next. */
const SLOP = 5;

/** The flags that an engine of that API knows, their usages beside each other. */
export function flagUsages(flags: readonly Declared[], apiVersion: string): string {
  const known = flags.filter(({ since }) => isAtLeast(apiVersion, since));
  const spelled = known.map(({ spelling }) => (spelling.startsWith('--') ? `      ${spelling}` : `  ${spelling}`));
  const column = Math.max(...spelled.map((text) => text.length)) + 3;
  return known
    .map(({ usage }, i) => {
      const lines = wrap(usage, WIDTH - column);
      return `${spelled[i]!.padEnd(column)}${lines.join(`\n${' '.repeat(column)}`)}\n`;
    })
    .join('');
}

function isAtLeast(apiVersion: string, since: string): boolean {
  return since === '' || Number(apiVersion.slice(2)) >= Number(since.slice(2));
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
