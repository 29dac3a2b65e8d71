/** `-m limit`: a token bucket by the clock (net/netfilter/nft_limit.c). Its tokens are microseconds of waiting. */
import { Bucket } from '../netfilter';
import type { Passage } from './passage';

/** A ten-thousandth of a second, in which the rate of a rule is counted. */
const TICK = 100;

/** Whether the rule at that place of the chain has a token left for the packet; it is taken. */
export function takeToken(p: Passage, place: number, period: number, burst: number): boolean {
  const rule = p.chain?.rules[place];
  if (rule === undefined) return false;
  const cost = period * TICK;
  const now = p.k.clock.now;
  const full = cost * burst;
  const before = rule.bucket;
  const tokens = before === null ? full : Math.min(full, before.tokens + now - before.at);
  const passes = tokens >= cost;
  rule.bucket = new Bucket(passes ? tokens - cost : tokens, now);
  return passes;
}
