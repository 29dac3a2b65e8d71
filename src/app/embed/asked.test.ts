import { expect, test } from 'vitest';
import { askedBy, frameFor } from './asked';

test('a page may ask for the bare picture, a theme and a language; what is none of them is left to the reader', () => {
  expect(askedBy('?embed&theme=dark&lang=ko')).toEqual({ embed: true, theme: 'dark', lang: 'ko' });
  expect(askedBy('')).toEqual({ embed: false, theme: null, lang: null });
  expect(askedBy('?theme=pink&lang=xx')).toEqual({ embed: false, theme: null, lang: null });
});

test('the frame holds the link as HTML can, and no title breaks out of it', () => {
  expect(frameFor('https://example.com/?theme=dark#v=1&s=ab&i=3', 'A "ping" <b>')).toBe(
    '<iframe src="https://example.com/?embed#v=1&amp;s=ab&amp;i=3" title="A &quot;ping&quot; &lt;b>" width="100%" height="480" style="border:0"></iframe>',
  );
});
