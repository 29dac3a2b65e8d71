/** `printf` and `sprintf` of awk. */

/** The text of a format; `number` and `text` say what an argument is worth. */
export function formatted<T>(
  format: string,
  args: readonly T[],
  number: (arg: T | undefined) => number,
  text: (arg: T | undefined) => string,
): string {
  let next = 0;
  return format.replace(
    /%([-+ 0#]*)(\*|\d*)(?:\.(\d*))?([a-zA-Z%])/g,
    (_all, flags: string, wide: string, precise: string | undefined, letter: string) => {
      if (letter === '%') return '%';
      const width = wide === '*' ? number(args[next++]) : Number(wide);
      const body = convert(letter, args[next], precise === undefined ? null : Number(precise), number, text);
      next++;
      const signed = flags.includes('+') && !'sc'.includes(letter) && !body.startsWith('-') ? `+${body}` : body;
      if (flags.includes('-')) return signed.padEnd(width);
      if (!flags.includes('0') || 'sc'.includes(letter)) return signed.padStart(width);
      const sign = /^[-+]?/.exec(signed)?.[0] ?? '';
      return sign + signed.slice(sign.length).padStart(width - sign.length, '0');
    },
  );
}

function convert<T>(
  letter: string,
  arg: T | undefined,
  precision: number | null,
  number: (arg: T | undefined) => number,
  text: (arg: T | undefined) => string,
): string {
  switch (letter) {
    case 'd':
    case 'i':
      return String(Math.trunc(number(arg)));
    case 'f':
      return number(arg).toFixed(precision ?? 6);
    case 'e':
      return number(arg)
        .toExponential(precision ?? 6)
        .replace(/e([-+])(\d)$/, 'e$10$2');
    case 'g':
      return general(number(arg), precision ?? 6);
    case 'x':
      return Math.trunc(number(arg)).toString(16);
    case 'X':
      return Math.trunc(number(arg)).toString(16).toUpperCase();
    case 'o':
      return Math.trunc(number(arg)).toString(8);
    case 'c':
      return text(arg).slice(0, 1);
    default:
      return precision === null ? text(arg) : text(arg).slice(0, precision);
  }
}

/** C's `%g`. */
export function general(value: number, precision = 6): string {
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(precision)))));
  if (exponent >= -4 && exponent < precision) return String(Number(value.toPrecision(precision)));
  return value
    .toExponential(precision - 1)
    .replace(/\.?0+e/, 'e')
    .replace(/e([-+])(\d)$/, 'e$10$2');
}
