/** A command written as one string, cut into words as a shell cuts them (mattn/go-shellwords); null where a quote is left open. */
export function shellWords(line: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!;
    if (quote !== "'" && char === '\\') {
      const next = line[++at];
      if (next === undefined) return null;
      word = (word ?? '') + next;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + char;
  }
  if (quote !== '') return null;
  if (word !== null) words.push(word);
  return words;
}
