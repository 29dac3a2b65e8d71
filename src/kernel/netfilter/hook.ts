/** The five hooks of IPv4 (net/netfilter/core.c): connection tracking, NAT and the tables, in the kernel's order of priorities. */
import { ipDefrag } from '../ip/fragment';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';
import type { Skb } from '../skb';
import { nfConntrackConfirm, nfConntrackIn } from './conntrack';
import { concludeNat, isNatPending, manipOf, nfNat } from './nat';
import type { Hook, TableName } from './netfilter';
import { Passage } from './xtables/passage';
import { isIdle, type Plan, planOf } from './xtables/plan';
import { passesChain } from './xtables/walk';

/** Whether the packet may go on; NAT has put a new packet into the skb by then. A refusal has noted its reason. */
export function nfHook(k: Kernel, ns: Netns, hook: Hook, skb: Skb, inDev: Link | null, outDev: Link | null): boolean {
  const { ruleset } = ns.netfilter;
  if (ruleset === null) return true;
  const plan = planOf(ns.netfilter, ruleset);
  if (!plan.busy[hook] && k.tap.why === null) return true;
  switch (hook) {
    case 'PREROUTING':
    case 'OUTPUT': {
      if (plan.tracking && !ipDefrag(k, ns, skb)) return false;
      const p = new Passage(k, ns, hook, skb, inDev, outDev);
      if (!ask(plan, 'raw', p)) return false;
      if (plan.tracking && !nfConntrackIn(k, ns, skb)) return false;
      if (!ask(plan, 'mangle', p)) return false;
      if (plan.nat && !translate(plan, p)) return false;
      return hook === 'PREROUTING' || ask(plan, 'filter', p);
    }
    case 'FORWARD': {
      const p = new Passage(k, ns, hook, skb, inDev, outDev);
      return ask(plan, 'mangle', p) && ask(plan, 'filter', p);
    }
    case 'INPUT':
    case 'POSTROUTING': {
      const p = new Passage(k, ns, hook, skb, inDev, outDev);
      if (!ask(plan, 'mangle', p) || !ask(plan, 'filter', p)) return false;
      if (plan.nat && !translate(plan, p)) return false;
      return !plan.tracking || nfConntrackConfirm(k, ns, skb);
    }
  }
}

/** Asks the table's built-in chain at this hook. */
function ask(plan: Plan, table: TableName, p: Passage): boolean {
  const chain = plan.chains[table][p.hook];
  if (chain === undefined || (isIdle(chain) && p.k.tap.why === null)) return true;
  const chains = p.ns.netfilter.tables[table];
  return chains === undefined || passesChain(p, chain, chains);
}

/** NAT at this hook; its table is asked about a connection's first packet alone. */
function translate(plan: Plan, p: Passage): boolean {
  const { k, ns, hook, skb } = p;
  if (skb.ct === null) return true;
  let decided = false;
  if (isNatPending(ns, skb, manipOf(hook))) {
    if (!ask(plan, 'nat', p)) return false;
    decided = concludeNat(k, ns, skb, manipOf(hook));
  }
  return nfNat(k, ns, hook, skb, p.outDev, decided);
}
