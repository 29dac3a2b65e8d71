import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodeLink, encodeLink } from './link';
import { scenarioOf } from './scenario';

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const PING = scenarioOf([
  'docker run -d --name c1 alpine',
  'docker run -d --name c2 alpine',
  'docker exec c1 ping -c 2 172.17.0.3',
]);

test('a scenario survives its link, with the step', () => {
  const lines = fc.array(fc.string({ maxLength: 80 }), { maxLength: 20 });
  fc.assert(
    fc.property(lines, fc.nat(100_000), fc.constantFrom('20.10' as const, '28' as const), (text, step, engine) => {
      const scenario = scenarioOf(text, engine);
      expect(decodeLink(encodeLink(scenario, step))).toEqual({ ok: true, scenario, step });
    }),
  );
});

test('the opening scenario is a short link', () => {
  expect(encodeLink(PING, 10).length).toBeLessThan(100);
});

const whole = encodeLink(PING, 3);
const packed = (json: string) => `v=1&s=${base64url(deflateSync(new TextEncoder().encode(json)))}&i=0`;

test.each<[string, string, string]>([
  ['cut short', whole.slice(0, -12), 'link_cut'],
  ['without a scenario', 'v=1&i=3', 'link_cut'],
  ['something else', 'section-2', 'link_cut'],
  ['not base64', 'v=1&s=%%%&i=0', 'link_not_base64'],
  ['not deflate', `v=1&s=${base64url(Uint8Array.from({ length: 90 }, () => 0xff))}&i=0`, 'link_not_deflate'],
  ['of a version to come', whole.replace('v=1', 'v=7'), 'link_version'],
  ['ten megabytes once inflated', packed(JSON.stringify({ lines: ['x'.repeat(10_000_000)] })), 'link_too_big'],
  ['no JSON', packed('{"lines":['), 'link_not_scenario'],
  ['other JSON', packed('{"lines":[1]}'), 'link_not_scenario'],
  ['more than a scenario', packed('{"lines":[],"evil":true}'), 'link_not_scenario'],
  ['a line too long', packed(JSON.stringify({ lines: ['x'.repeat(40_000)] })), 'link_not_scenario'],
])('a link that is %s is refused in one word', (_what, fragment, error) => {
  expect(decodeLink(fragment)).toMatchObject({ ok: false, error });
});

test('no fragment makes the decoder throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
      decodeLink(text);
      decodeLink(`v=1&s=${base64url(bytes)}&i=1`);
    }),
  );
});
