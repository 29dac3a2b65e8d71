/** Words of a line as iptables-restore splits it: quotes hold one together, a backslash takes the next sign as it is. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const sign = line[i]!;
    if (sign === '\\' && isQuoted) word = (word ?? '') + (line[++i] ?? '');
    else if (sign === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (/\s/.test(sign) && !isQuoted) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + sign;
  }
  return word === null ? words : [...words, word];
}
