/** Messages mark what tools print with backticks; this cuts a sentence into words and code. */
export interface SentencePart {
  readonly text: string;
  readonly code: boolean;
}

export function codeParts(sentence: string): SentencePart[] {
  return sentence
    .split('`')
    .map((text, i) => ({ text, code: i % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
