/** Messages mark what tools print with backticks; this cuts a sentence into words and code. */
export interface SentencePart {
  readonly text: string;
  readonly code: boolean;
}

/** Between code and what ends its clause no line breaks. */
const WORD_JOINER = '\u2060';

export function codeParts(sentence: string): SentencePart[] {
  return sentence
    .split('`')
    .map((text, i) => ({
      text: /^[.,:;)]/.test(text) && i > 0 && i % 2 === 0 ? WORD_JOINER + text : text,
      code: i % 2 === 1,
    }))
    .filter(({ text }) => text !== '');
}

/** Cuts a rule or a command into options with what belongs to each, `! -i docker0`, and into single words elsewhere. */
export function optionsOf(code: string): string[] {
  const options: string[] = [];
  let open = false;
  for (const word of code.split(' ')) {
    const begins = /^(?:-|!$)/.test(word) && options.at(-1) !== '!';
    if (open && !begins) options.push(`${options.pop() ?? ''} ${word}`);
    else options.push(word);
    open ||= begins;
  }
  return options;
}
