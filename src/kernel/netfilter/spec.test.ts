import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CT_STATES, RuleSpec } from './netfilter';
import { parseRule } from './rules';
import { formatSpec } from './spec';

function parsed(text: string): string {
  const spec = parseRule(text);
  return spec instanceof RuleSpec ? formatSpec(spec) : spec.text;
}

/** Rules of Docker, as iptables-save writes them. */
const DOCKER = [
  '-i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
  '-o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  '! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
  '-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
  '-d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT',
  '! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
  '-s 172.17.0.2/32 -d 172.17.0.2/32 -p tcp -m tcp --dport 80 -j MASQUERADE',
  '-o br-0a1b2c3d4e5f -m addrtype --src-type LOCAL -j MASQUERADE',
  '-d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:40959',
  '-s 127.0.0.11/32 -p udp -m udp --sport 40959 -j SNAT --to-source :53',
  '-m mark --mark 0xd0c4e3 -j ACCEPT',
  '-j RETURN',
];

test.each(DOCKER)('%s reads as it is written', (text) => {
  expect(parsed(text)).toBe(text);
});

const octet = fc.integer({ min: 0, max: 255 });
const length = fc.integer({ min: 1, max: 32 });
const port = fc.integer({ min: 0, max: 65535 });
const bang = fc.constantFrom('', '! ');
const range = fc
  .tuple(port, port)
  .map(([a, b]) => (a === b ? String(a) : `${Math.min(a, b)}:${Math.max(a, b)}`))
  .filter((text) => text !== '0:65535');
const option = (text: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), text);
const words = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((all) => all.filter((one) => one !== '').join(' '));
const tagged = (tag: string, value: fc.Arbitrary<string>) =>
  option(fc.tuple(bang, value).map(([not, text]) => `${not}${tag} ${text}`));

/** `network` without its host bits, as the kernel keeps it. */
const prefix = fc.tuple(octet, octet, octet, octet, length).map(([a, b, c, d, bits]) => {
  const mask = (0xffffffff << (32 - bits)) >>> 0;
  const ip = (((a << 24) | (b << 16) | (c << 8) | d) & mask) >>> 0;
  return `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}/${bits}`;
});
const states = fc.subarray([...CT_STATES], { minLength: 1 }).map((all) => all.join(','));
const dev = fc.constantFrom('eth0', 'docker0', 'br-1+', 'lo');
const marked = fc.integer({ min: 0, max: 0xfffffffe }).map((value) => `0x${value.toString(16)}`);

const rule = words(
  tagged('-s', prefix),
  tagged('-d', prefix),
  tagged('-i', dev),
  tagged('-o', dev),
  fc.constant('-p tcp'),
  words(fc.constant('-m tcp'), tagged('--sport', range), tagged('--dport', range)),
  option(
    words(
      fc.constant('-m multiport'),
      fc.tuple(port, port).map(([a, b]) => `--dports ${a},${b}`),
    ),
  ),
  option(
    words(
      fc.constant('-m conntrack'),
      fc.tuple(bang, states).map(([not, list]) => `${not}--ctstate ${list}`),
      tagged('--ctorigdstport', range),
    ),
  ),
  option(fc.tuple(bang, marked, marked).map(([not, value, mask]) => `-m mark ${not}--mark ${value}/${mask}`)),
  option(
    fc
      .string({ minLength: 1, maxLength: 20 })
      .map((text) => `-m comment --comment "${text.replace(/["\\']/g, '\\$&')}"`),
  ).filter((text) => !/"[-\w]+"$/.test(text)),
  option(
    fc
      .tuple(fc.integer({ min: 1, max: 59 }), fc.constantFrom('min', 'hour'))
      .map(([n, unit]) => `-m limit --limit ${n}/${unit} --limit-burst 9`)
      .filter((text) => !/ (24|48)\/hour/.test(text)),
  ),
  fc.constantFrom(
    '-j ACCEPT',
    '-g OTHER',
    '-j REJECT --reject-with tcp-reset',
    '-j LOG --log-prefix "a b" --log-level 7 --log-uid',
    '-j SNAT --to-source 10.0.0.1-10.0.0.9:1-99 --random',
    '',
  ),
);

test('what is written reads as the same again', () => {
  fc.assert(
    fc.property(rule, (text) => {
      expect(parsed(text)).toBe(text);
    }),
    { numRuns: 400 },
  );
});

test('no words make the parser fall', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '-p',
      'tcp',
      '-m',
      'conntrack',
      '--ctstate',
      '-j',
      'DNAT',
      '--to-destination',
      '!',
      '-s',
      '--dport',
      '1.2.3.4:80',
      '-A',
      '-I',
      'limit',
      '--limit',
      '5/s',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (all) => {
      parseRule(all.join(' '));
    }),
  );
});
