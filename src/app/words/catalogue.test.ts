import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../messages/en.json';
import ko from '../../../messages/ko.json';
import { SEEDS } from '../../lab/seeds';

type Message = string | readonly { readonly match: Readonly<Record<string, string>> }[];

const english: Readonly<Record<string, Message>> = en;
const korean: Readonly<Record<string, Message>> = ko;

const textsOf = (message: Message | undefined): string[] =>
  typeof message === 'string' ? [message] : (message ?? []).flatMap(({ match }) => Object.values(match));

const parametersOf = (message: Message | undefined): string[] => [
  ...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))),
];

test('both languages say the same things', () => {
  expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort());
});

test('a message has the same parameters in both languages', () => {
  const differ = Object.keys(english).filter(
    (key) => parametersOf(korean[key]).sort().join() !== parametersOf(english[key]).sort().join(),
  );
  expect(differ).toEqual([]);
});

test('every message says something, and closes its backticks', () => {
  const texts = [...Object.values(english), ...Object.values(korean)].flatMap(textsOf);
  expect(texts.filter((text) => text.trim() === '' || text.split('`').length % 2 === 0)).toEqual([]);
});

test('behind a word that is only known while running, a Korean particle comes in both its forms', () => {
  const bare = Object.entries(korean).flatMap(([key, message]) =>
    textsOf(message)
      .filter((text) => /\}`?(?:이|가|을|를|은|는|과|와|으로|로)(?=[\s.,:]|$)/.test(text))
      .map(() => key),
  );
  expect(bare).toEqual([]);
});

test('every scenario of the gallery, and no other, has a title and a sentence', () => {
  const wanted = SEEDS.flatMap(({ id }) => [`seed_${id}`, `seed_${id}_about`]);
  const said = Object.keys(english).filter((key) => key.startsWith('seed_'));
  expect(said.sort()).toEqual(wanted.sort());
});

test('no message is left that nothing says', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(ts|svelte)$/.test(file) && !file.includes('paraglide') && !file.endsWith('.test.ts'),
  );
  const source = files.map((file) => readFileSync(join('src', file), 'utf8')).join('\n');
  /** Keys that are put together while running. */
  const made = /^(?:why_|seed_|tone_|tab_|row_|container_|instead_)/;
  const unsaid = Object.keys(english).filter((key) => !made.test(key) && !new RegExp(`['"]${key}['"]`).test(source));
  expect(unsaid).toEqual([]);
});
