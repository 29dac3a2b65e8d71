import { expect, test } from 'vitest';
import { encodeLink } from '../lab/link';
import { scenarioOf } from '../lab/scenario';
import { SEEDS } from '../lab/seeds';
import { Session } from './session';
import type { FrameRow, StepView } from './view';

/** The first step of a scenario whose frame is the wanted one, as the inspector shows it. */
function stepOf(lines: readonly string[], wanted: (row: FrameRow) => boolean): StepView {
  const session = new Session();
  const opened = session.open(encodeLink(scenarioOf(lines), 100_000));
  if (!opened.ok) throw new Error(opened.error);
  const row = session.rows(1, opened.progress.steps).find(wanted);
  if (row === undefined) throw new Error('no such step');
  return session.view(row.step);
}

const keysOf = ({ reasons }: StepView): string[] => reasons.map(({ key }) => key);
const linesOf = (id: string): readonly string[] => SEEDS.find((seed) => seed.id === id)?.lines ?? [];

test('what a rule rejects is dropped where the rule was asked; what tells its sender is not', () => {
  const lines = [
    'docker run -d --name web -p 8080:80 nginx',
    'iptables -I DOCKER-USER -p tcp --dport 80 -j REJECT --reject-with tcp-reset',
    '@laptop curl -s http://10.0.0.10:8080/',
  ];
  const dropped = stepOf(lines, (row) => row.dropped);
  expect(dropped.row?.summary).toContain('[SYN]');
  expect(keysOf(dropped)).toContain('why_drop_netfilter_drop');
  const reset = stepOf(lines, ({ summary }) => summary.includes('[RST, ACK]'));
  expect(keysOf(reset)).not.toContain('why_drop_netfilter_drop');
  expect(reset.reasons.find(({ params }) => params['verdict'] === 'REJECT')?.key).toBe('why_nf_rule');
});

test('a rule that leads to another chain is told from one that decides, and one that goes back from both', () => {
  const lines = ['docker run -d --name c1 alpine', 'docker exec c1 ping -c 1 203.0.113.80'];
  const { reasons } = stepOf(lines, ({ place, protocol }) => place === 'host/docker0' && protocol === 'ICMP');
  const keyOf = (verdict: string) => reasons.find(({ params }) => params['verdict'] === verdict)?.key;
  expect([keyOf('DOCKER-USER'), keyOf('RETURN'), keyOf('MASQUERADE')]).toEqual([
    'why_nf_jump',
    'why_nf_return',
    'why_nf_rule',
  ]);
});

test('rules that a frame meets at a port of a bridge are put down to br_netfilter, those that it meets behind it are not', () => {
  const echo = (place: RegExp) => (row: FrameRow) => row.protocol === 'ICMP' && !row.sent && place.test(row.place);
  const bridged = keysOf(stepOf(linesOf('ping'), echo(/^host\/veth/)));
  expect(bridged.indexOf('why_br_netfilter')).toBe(bridged.findIndex((key) => /why_(ct|nf|br_netfilter)/.test(key)));
  expect(bridged).toContain('why_br_netfilter');
  const routed = keysOf(stepOf(linesOf('internet'), echo(/^host\/docker0/)));
  expect(routed).toContain('why_nf_jump');
  expect(routed).not.toContain('why_br_netfilter');
});

test('the resolver says that it knows a name, or whom it asks', () => {
  const resolved = (name: string) =>
    stepOf(
      [
        'docker network create n',
        'docker run -d --name c1 --network n alpine',
        'docker run -d --name c2 --network n alpine',
        `docker exec c1 ping -c 1 ${name}`,
      ],
      ({ place, protocol, sent, step }) => place === 'c1/lo' && protocol === 'DNS' && !sent && step > 3,
    ).reasons.find(({ key }) => key.startsWith('why_dns'));
  expect(resolved('c2')).toMatchObject({ key: 'why_dns_answer', params: { name: 'c2', answer: '172.18.0.3' } });
  expect(resolved('example.com')).toMatchObject({
    key: 'why_dns_forward',
    params: { name: 'example.com', server: '203.0.113.53' },
  });
});

test('a frame is wrapped where it leaves by the tunnel, and unwrapped where it comes in', () => {
  const wrapped = stepOf(
    linesOf('overlay'),
    ({ place, protocol, sent }) => /vxlan0$/.test(place) && protocol === 'ICMP' && sent,
  );
  expect(keysOf(wrapped)).toContain('why_vxlan_encap');
  const unwrapped = stepOf(linesOf('overlay'), (row) => row.place === 'host2/eth0' && row.protocol === 'VXLAN');
  expect(keysOf(unwrapped)).toContain('why_vxlan_decap');
});
