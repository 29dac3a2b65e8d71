/** One line of comma-separated values as Go's `encoding/csv` reads it: fields between quotes may hold commas. */

const QUOTED = /"((?:[^"]|"")*)("?)/y;
const PLAIN = /[^,]*/y;

const malformed = (column: number, what: string) => `parse error on line 1, column ${column}: ${what}`;

/** Its fields, or what is wrong with it. */
export function readCsv(text: string): readonly string[] | string {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = text[at] === '"';
    const pattern = quoted ? QUOTED : PLAIN;
    pattern.lastIndex = at;
    const [whole = '', inner = '', close = ''] = pattern.exec(text) ?? [];
    const end = at + whole.length;
    if (quoted && (close === '' || (end < text.length && text[end] !== ',')))
      return malformed(close === '' ? end + 1 : end, 'extraneous or missing " in quoted-field');
    if (!quoted && whole.includes('"')) return malformed(at + whole.indexOf('"') + 1, 'bare " in non-quoted-field');
    fields.push(quoted ? inner.replaceAll('""', '"') : whole);
    if (end >= text.length) return fields;
    at = end + 1;
  }
}
