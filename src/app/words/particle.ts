/**
 * Korean particles behind words that are only known while running. A message writes both forms, `docker0[이/가]`, and the one
 * that fits the sound the word ends in stays: with a final consonant the first, without one the second.
 */

/** 영 일 이 삼 사 오 육 칠 팔 구: which end in a consonant, and which of those in ㄹ. */
const DIGIT_FINALS = '0136';
const DIGIT_RIEUL = '178';
/** English words that end so are written in Hangul with a final consonant: 웹, 드롭, 핀, 백, 알파인, 홈; `l` and `le` give ㄹ. */
const LATIN_FINAL = /(?:[mn]|ng|ck|[aeiou][bckpt]|[aeiou][mn]e)$/i;

interface Ending {
  readonly consonant: boolean;
  readonly rieul: boolean;
}

function endingOf(word: string): Ending {
  const last = word.at(-1) ?? '';
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28;
    return { consonant: final !== 0, rieul: final === 8 };
  }
  if (DIGIT_RIEUL.includes(last) && last !== '') return { consonant: true, rieul: true };
  if (DIGIT_FINALS.includes(last) && last !== '') return { consonant: true, rieul: false };
  // A MAC address is read letter by letter, and no letter of it ends in a consonant.
  if (word.includes(':')) return { consonant: false, rieul: false };
  if (/le?$/i.test(word)) return { consonant: true, rieul: true };
  return { consonant: LATIN_FINAL.test(word), rieul: false };
}

/** Settles every `[이/가]`, `[을/를]`, `[은/는]`, `[과/와]`, `[으로/로]` of a sentence; closing quotes and brackets do not count as sound. */
export function withParticles(text: string): string {
  return text.replace(/([^\s[\]]*)\[([^\]/]+)\/([^\]/]+)\]/g, (_, word: string, withFinal: string, without: string) => {
    const { consonant, rieul } = endingOf(word.replace(/[^\p{L}\p{N}]+$/u, ''));
    const plain = !consonant || (rieul && without === '로');
    return word + (plain ? without : withFinal);
  });
}
