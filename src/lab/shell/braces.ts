/** Brace expansion of bash: `{a,b}` and `{1..3}` make several words of one (bash manual, section 3.5.1). */
import type { Part, Word } from './syntax';

const GROUP = /\{([^{}]*,[^{}]*|-?\d+\.\.-?\d+(?:\.\.-?\d+)?|[a-zA-Z]\.\.[a-zA-Z])\}/;

/** The words that a word stands for; itself where it has no braces. */
export function expandBraces(word: Word): Word[] {
  for (const [i, part] of word.entries()) {
    const group = part.part === 'text' && !part.quoted ? GROUP.exec(part.text) : null;
    if (part.part !== 'text' || group?.[1] === undefined) continue;
    const text = (value: string): Part => ({ part: 'text', text: value, quoted: false });
    const before = [...word.slice(0, i), text(part.text.slice(0, group.index))];
    const after = [text(part.text.slice(group.index + group[0].length)), ...word.slice(i + 1)];
    return itemsOf(group[1]).flatMap((item) => expandBraces([...before, text(item), ...after]));
  }
  return [word];
}

function itemsOf(inside: string): string[] {
  const [from = '', to, step = '1'] = inside.split('..');
  if (to === undefined || inside.includes(',')) return inside.split(',');
  const letters = !/\d/.test(from);
  const [first, last] = letters ? [from.charCodeAt(0), to.charCodeAt(0)] : [Number(from), Number(to)];
  const by = Math.max(1, Math.abs(Number(step))) * (first <= last ? 1 : -1);
  const width = !letters && [from, to].some((end) => /^-?0\d/.test(end)) ? Math.max(from.length, to.length) : 0;
  const items: string[] = [];
  for (let value = first; by > 0 ? value <= last : value >= last; value += by)
    items.push(letters ? String.fromCharCode(value) : String(value).padStart(width, '0'));
  return items;
}
