/** The patterns of `case` and of `${NAME%WORD}` (Shell Command Language, section 2.14). */

/** A piece of a pattern; what was quoted stands for itself. */
export interface PatternPiece {
  readonly text: string;
  readonly quoted: boolean;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** The regular expression of a pattern, without anchors; `lazy` where it takes as little as it can. */
function sourceOf(pieces: readonly PatternPiece[], lazy: boolean): string {
  return pieces
    .map(({ text, quoted }) =>
      quoted
        ? literal(text)
        : text.replace(/\[[!^]?\]?[^\]]*\]|\*|\?|[^*?[]+|\[/g, (token) => {
            if (token === '*') return lazy ? '[^]*?' : '[^]*';
            if (token === '?') return '[^]';
            if (token.length > 2 && token.startsWith('['))
              return `[${token.slice(1, -1).replace(/^!/, '^').replace(/\\/g, '\\\\')}]`;
            return literal(token);
          }),
    )
    .join('');
}

/** Whether a text fits a pattern as a whole. */
export function fits(text: string, pieces: readonly PatternPiece[]): boolean {
  return new RegExp(`^(?:${sourceOf(pieces, false)})$`).test(text);
}

/** A text without what fits at its beginning (`#`, `##`) or its end (`%`, `%%`). */
export function trimmed(text: string, operator: string, pieces: readonly PatternPiece[]): string {
  const source = sourceOf(pieces, operator.length === 1);
  if (operator.startsWith('#')) return text.replace(new RegExp(`^(?:${source})`), '');
  if (operator === '%%') return text.replace(new RegExp(`(?:${source})$`), '');
  // The shortest end: the match that begins last.
  const whole = new RegExp(`^(?:${source})$`);
  for (let at = text.length; at >= 0; at--) if (whole.test(text.slice(at))) return text.slice(0, at);
  return text;
}

/** A text in which something else stands for what fits: the first (`/`), all (`//`), at its beginning (`/#`) or end (`/%`). */
export function replaced(text: string, operator: string, pieces: readonly PatternPiece[], by: string): string {
  const source = `(?:${sourceOf(pieces, false)})`;
  if (source === '(?:)') return text;
  const expression = operator === '/#' ? `^${source}` : operator === '/%' ? `${source}$` : source;
  return text.replace(new RegExp(expression, operator === '//' ? 'g' : ''), () => by);
}
