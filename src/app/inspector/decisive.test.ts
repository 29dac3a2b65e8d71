import { expect, test } from 'vitest';
import type { ReasonView } from '../../inspect/view';
import { decisive } from './decisive';

const reason = (key: string, tone: ReasonView['tone'], verdict = ''): ReasonView => ({
  key,
  params: { verdict },
  tone,
  rules: [],
  origin: null,
  translation: null,
});
const drop = (why: string) => reason(`why_drop_${why}`, 'drop');
const route = reason('why_route_forward', 'route');

test('the rule that refused tells more than that netfilter did, a lost frame more than its queue', () => {
  const refused = reason('why_nf_rule', 'filter', 'REJECT');
  expect(decisive([route, reason('why_nf_jump', 'filter', 'DOCKER'), refused, drop('netfilter_drop')])).toBe(refused);
  const policy = reason('why_nf_policy', 'filter', 'DROP');
  expect(decisive([policy, drop('netfilter_drop')])).toBe(policy);
  const lost = reason('why_netem_loss', 'link');
  expect(decisive([route, lost, drop('qdisc_drop')])).toBe(lost);
});

test('of any other drop its reason tells most, of no drop what was decided first', () => {
  expect(decisive([route, drop('ttl_expired')])?.key).toBe('why_drop_ttl_expired');
  expect(decisive([route, reason('why_forward', 'route')])).toBe(route);
  expect(decisive([])).toBeNull();
});
