/** What -w prints behind a transfer (src/tool_writeout.c). */

/** Values by the names that -w knows them by. */
export type Values = Readonly<Record<string, string>>;

/** The text of a format: `%{name}`, `%%`, and \n, \r, \t; of names that do not exist it says so on standard error. */
export function writeOut(format: string, values: Values): { out: string; err: string } {
  let err = '';
  const out = format.replace(/%%|%\{([^}]*)\}|\\([nrt\\])/g, (_, name?: string, escape?: string) => {
    if (escape !== undefined) return { n: '\n', r: '\r', t: '\t' }[escape] ?? '\\';
    if (name === undefined) return '%';
    const value = values[name];
    if (value !== undefined) return value;
    err += `curl: unknown --write-out variable: '${name}'\n`;
    return '';
  });
  return { out, err };
}
