/**
 * `$NAME`, `${NAME}`, `${NAME:-otherwise}`, `${NAME:?complaint}`, `${NAME:+instead}` and `$$` in a value
 * (Compose Specification, "Interpolation").
 */

/** The value of a variable, or undefined where it is not set. */
export type Lookup = (name: string) => string | undefined;

export type Substituted =
  | { readonly ok: true; readonly text: string }
  /** The template cannot be read. */
  | { readonly ok: false; readonly required: null }
  /** A variable that has to be set is not: the sentence about it. */
  | { readonly ok: false; readonly required: string };

const NAME = /^[_a-z][_a-z0-9]*/i;
const INVALID: Substituted = { ok: false, required: null };

/** The text with its variables replaced; `unset` hears the names that have neither value nor default. */
export function substitute(template: string, lookup: Lookup, unset: (name: string) => void): Substituted {
  let text = '';
  let at = 0;
  while (at < template.length) {
    const dollar = template.indexOf('$', at);
    if (dollar < 0) break;
    text += template.slice(at, dollar);
    const next = template[dollar + 1];
    if (next === '$') {
      text += '$';
      at = dollar + 2;
    } else if (next === '{') {
      const end = closingBrace(template, dollar);
      if (end < 0) return INVALID;
      const value = braced(template.slice(dollar + 2, end), lookup, unset);
      if (!value.ok) return value;
      text += value.text;
      at = end + 1;
    } else {
      const name = NAME.exec(template.slice(dollar + 1))?.[0] ?? '';
      text += name === '' ? '$' : valueOf(name, lookup, unset);
      at = dollar + 1 + name.length;
    }
  }
  return { ok: true, text: text + template.slice(at) };
}

/** The brace that closes the one behind the dollar; only `${` opens another. */
function closingBrace(template: string, dollar: number): number {
  let depth = 0;
  for (let at = dollar; at < template.length; at++) {
    if (template.startsWith('${', at)) {
      depth++;
      at++;
    } else if (template[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function braced(inner: string, lookup: Lookup, unset: (name: string) => void): Substituted {
  const name = NAME.exec(inner)?.[0];
  if (name === undefined) return INVALID;
  const rest = inner.slice(name.length);
  if (rest === '') return { ok: true, text: valueOf(name, lookup, unset) };
  const [, colon, operator, word] = /^(:?)([-+?])([\s\S]*)$/.exec(rest) ?? [];
  if (operator === undefined || word === undefined) return INVALID;
  const value = lookup(name);
  const has = value !== undefined && (colon === '' || value !== '');
  if (operator === '+') return has ? substitute(word, lookup, unset) : { ok: true, text: '' };
  if (has) return { ok: true, text: value };
  const instead = substitute(word, lookup, unset);
  if (operator === '-' || !instead.ok) return instead;
  const reason = instead.text === '' ? '' : `: ${instead.text}`;
  return { ok: false, required: `required variable ${name} is missing a value${reason}` };
}

function valueOf(name: string, lookup: Lookup, unset: (name: string) => void): string {
  const value = lookup(name);
  if (value === undefined) unset(name);
  return value ?? '';
}
