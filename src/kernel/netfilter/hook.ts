/** The five hooks of IPv4 (net/netfilter/core.c): connection tracking, NAT, IPVS and the tables, in the kernel's order of priorities. */
import { ipDefrag } from '../ip/fragment';
import { ipVsIn, ipVsOut } from '../ipvs/core';
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';
import type { Skb } from '../skb';
import { nfConntrackConfirm, nfConntrackIn } from './conntrack';
import { concludeNat, isNatPending, manipOf, nfNat } from './nat';
import type { Hook } from './netfilter';
import { Passage } from './xtables/passage';
import { type HookPlan, type PlannedChain, planOf } from './xtables/plan';
import { passesChain } from './xtables/walk';

/** Whether the packet may go on; NAT has put a new packet into the skb by then. A refusal has noted its reason. */
export function nfHook(k: Kernel, ns: Netns, hook: Hook, skb: Skb, inDev: Link | null, outDev: Link | null): boolean {
  const { ruleset } = ns.netfilter;
  if (ruleset === null) return ns.ipvs === null || balance(k, ns, hook, skb);
  const plan = planOf(ns.netfilter, ruleset);
  const at = (k.tap.why === null ? plan.busy : plan.all)[hook];
  const { tracking } = plan;
  if (!tracking && !at.hasChains && ns.ipvs === null) return true;
  if (tracking && (hook === 'PREROUTING' || hook === 'OUTPUT') && !ipDefrag(k, ns, skb)) return false;
  const p = at.hasChains ? new Passage(k, ns, hook, skb, inDev, outDev) : null;
  switch (hook) {
    case 'PREROUTING':
    case 'OUTPUT':
      if (!ask(at.raw, p) || (tracking && !nfConntrackIn(k, ns, skb)) || !ask(at.mangle, p)) return false;
      if (plan.nat && !translate(at, k, ns, hook, skb, inDev, outDev)) return false;
      return balance(k, ns, hook, skb) && ask(at.filter, p);
    case 'FORWARD':
    case 'INPUT':
    case 'POSTROUTING':
      if (!ask(at.mangle, p) || !ask(at.filter, p) || !balance(k, ns, hook, skb)) return false;
      if (hook === 'FORWARD') return true;
      if (plan.nat && !translate(at, k, ns, hook, skb, inDev, outDev)) return false;
      return !tracking || nfConntrackConfirm(k, ns, skb);
  }
}

/** IPVS, where the namespace has a service: behind filtering on the way in and through, behind NAT on the way out. False where it has taken the packet. */
function balance(k: Kernel, ns: Netns, hook: Hook, skb: Skb): boolean {
  if (ns.ipvs === null || hook === 'PREROUTING' || hook === 'POSTROUTING') return true;
  ipVsOut(k, ns, skb);
  return hook === 'FORWARD' || ipVsIn(k, ns, skb);
}

function ask(chain: PlannedChain | null, p: Passage | null): boolean {
  return chain === null || p === null || passesChain(p, chain);
}

/** NAT at this hook; its table is asked about a connection's first packet alone. */
function translate(
  at: HookPlan,
  k: Kernel,
  ns: Netns,
  hook: Hook,
  skb: Skb,
  inDev: Link | null,
  outDev: Link | null,
): boolean {
  const { ct } = skb;
  if (ct === null) return true;
  let decided = false;
  if (ct.state !== 'ESTABLISHED' && isNatPending(ns, skb, manipOf(hook))) {
    if (at.nat !== null && !passesChain(new Passage(k, ns, hook, skb, inDev, outDev), at.nat)) return false;
    decided = concludeNat(k, ns, skb, manipOf(hook));
  }
  return nfNat(k, ns, hook, skb, outDev, decided);
}
