import { expect, test } from 'vitest';
import { scenarioOf } from '../lab/scenario';
import { encodeLink } from '../lab/link';
import { Session } from './session';
import type { TranslationView } from './translation';

/** Every translation at the beginning of a run, with the place that it is told at. */
function translations(lines: readonly string[]): (TranslationView & { at: string })[] {
  const session = new Session();
  session.open(encodeLink(scenarioOf(lines), 0));
  const found: (TranslationView & { at: string })[] = [];
  for (let step = 1; step <= Math.min(session.view(0).steps, 44); step++) {
    const { row, reasons } = session.view(step);
    const told = reasons.flatMap(({ translation }) => translation ?? []);
    if (row !== null) found.push(...told.map((translation) => ({ ...translation, at: row.place })));
  }
  return found;
}

test('a published port: the rule turns the destination, the entry turns the answer back', () => {
  const found = translations(['docker run -d --name web -p 8080:80 nginx', '@laptop curl -s http://10.0.0.10:8080/']);
  const [first] = found.filter(({ at }) => at === 'host/eth0');
  expect(first?.rule?.spec).toContain('--to-destination 172.17.0.2:80');
  expect(first).toMatchObject({
    protocol: 'tcp',
    before: { src: first?.after.src, dst: '10.0.0.10:8080' },
    after: { dst: '172.17.0.2:80' },
    changed: 'dst',
    rule: { chain: 'DOCKER' },
    entry: null,
  });
  const answer = found.find(({ changed }) => changed === 'src');
  expect(answer).toMatchObject({ before: { src: '172.17.0.2:80' }, after: { src: '10.0.0.10:8080' }, rule: null });
  expect(answer?.entry?.original).toContain('10.0.0.10');
});

test('out to the Internet: MASQUERADE has a rule and its command', () => {
  const [first] = translations(['docker run -d --name c1 alpine', 'docker exec c1 ping -c 1 203.0.113.80']);
  expect(first).toMatchObject({
    protocol: 'icmp',
    before: { src: '172.17.0.2', dst: '203.0.113.80' },
    after: { src: '10.0.0.10', dst: '203.0.113.80' },
    rule: { chain: 'POSTROUTING' },
  });
  expect(first?.rule?.origin).not.toBeNull();
});

test('the embedded resolver: what is asked of 127.0.0.11:53 goes to where it listens', () => {
  const found = translations([
    'docker network create net',
    'docker run -d --name c1 --network net alpine',
    'docker run -d --name c2 --network net alpine',
    'docker exec c1 nslookup c2',
  ]);
  expect(found.find(({ before }) => before.dst === '127.0.0.11:53')).toMatchObject({
    protocol: 'udp',
    changed: 'dst',
    rule: { chain: 'DOCKER_OUTPUT' },
  });
});
