/** getopt(3): single-letter options, alone or together, a value with its letter or behind it. */

export type Parsed =
  | {
      readonly ok: true;
      readonly options: readonly (readonly [letter: string, value: string])[];
      readonly operands: readonly string[];
    }
  | { readonly ok: false; readonly error: 'unknown' | 'missing'; readonly letter: string };

/** `letters` as getopt takes them: a colon behind those that have a value. Operands may stand anywhere, as GNU allows. */
export function getopt(args: readonly string[], letters: string): Parsed {
  const options: [string, string][] = [];
  const operands: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (arg.length < 2 || !arg.startsWith('-')) {
      operands.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at]!;
      const known = letters.indexOf(letter);
      if (known < 0 || letter === ':') return { ok: false, error: 'unknown', letter };
      if (letters[known + 1] !== ':') {
        options.push([letter, '']);
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
      if (value === undefined) return { ok: false, error: 'missing', letter };
      options.push([letter, value]);
      break;
    }
  }
  return { ok: true, options, operands };
}
