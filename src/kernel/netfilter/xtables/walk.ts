/** A packet through a chain (net/netfilter/nf_tables_core.c, `nft_do_chain`): the first rule that decides ends it. */
import type { Decision } from '../../decision';
import type { Chain, Chains } from '../netfilter';
import { dropPassage, type Passage } from './passage';
import type { PlannedChain, PlannedRule } from './plan';
import { ACCEPT, DROP, NEXT, REJECTED, RETURN, type Verdict } from './verdict';

type Passed = Extract<Decision, { kind: 'nf.rule' }>['passed'][number];

/** Whether a built-in chain lets the packet pass; a refusal has been noted. */
export function passesChain(p: Passage, chain: PlannedChain): boolean {
  const chains = p.ns.netfilter.tables[chain.table];
  if (chains === undefined) return true;
  const verdict = walk(p, chain, chains);
  if (verdict === ACCEPT) return true;
  if (verdict === REJECTED) return false;
  if (verdict !== DROP) {
    if (chain.counting) countPolicy(chains[chain.name], p.length);
    if (chain.policy !== 'DROP') return true;
  }
  dropPassage(p);
  return false;
}

function countPolicy(chain: Chain | undefined, length: number): void {
  if (chain === undefined) return;
  chain.packets++;
  chain.bytes += length;
}

/** The verdict of a chain: NEXT where its end is reached. */
function walk(p: Passage, planned: PlannedChain, chains: Chains): Verdict {
  const chain = chains[planned.name]!;
  const { rules } = planned;
  const explained = p.k.tap.why !== null;
  let passed: Passed[] = NONE;
  if (explained) passed = [];
  rules: for (let i = 0; i < rules.length; i++) {
    const rule = rules[i]!;
    const { tests } = rule;
    p.chain = chain;
    for (let j = 0; j < tests.length; j++) {
      if (tests[j]!.passes(p)) continue;
      if (explained) passed.push({ rule: i + 1, spec: rule.spec, field: tests[j]!.field });
      continue rules;
    }
    const counters = chain.rules[i]!;
    counters.packets++;
    counters.bytes += p.length;
    if (explained) {
      explain(p, planned, i + 1, rule, passed);
      passed = [];
    }
    const verdict = rule.action !== null ? rule.action(p) : jump(p, rule, chains);
    if (verdict !== NEXT) return verdict;
  }
  if (explained) explain(p, planned, 0, null, passed);
  return NEXT;
}

const NONE: Passed[] = [];

/** A jump comes back to the next rule, a goto to where its chain was called from. */
function jump(p: Passage, rule: PlannedRule, chains: Chains): Verdict {
  const verdict = rule.chain === null ? NEXT : walk(p, rule.chain, chains);
  if (verdict >= ACCEPT) return verdict;
  return rule.goto ? RETURN : NEXT;
}

function explain(
  p: Passage,
  chain: PlannedChain,
  place: number,
  rule: PlannedRule | null,
  passed: readonly Passed[],
): void {
  p.k.tap.why?.push({
    ns: p.ns.name,
    kind: 'nf.rule',
    hook: p.hook,
    table: chain.table,
    chain: chain.name,
    rule: place,
    spec: rule?.spec ?? '',
    verdict: rule?.verdict ?? chain.policy ?? 'RETURN',
    passed,
    origin: rule?.origin ?? null,
  });
}
