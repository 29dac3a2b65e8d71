/** Targets as functions: what a rule does with a packet that it matches (net/netfilter/xt_*.c). */
import type { Ipv4 } from '../../../base/ipv4';
import { manipOf, masqueradeAddress, rangeOf, redirectAddress, setupNat } from '../nat';
import type { NatRange, Target } from '../netfilter';
import { logPacket } from './log';
import { dropPassage, type Passage } from './passage';
import { reject } from './reject';
import { ACCEPT, DROP, NEXT, REJECTED, RETURN, type Verdict } from './verdict';

export type Action = (p: Passage) => Verdict;

const VERDICTS: Readonly<Record<'ACCEPT' | 'DROP' | 'RETURN' | 'NONE', Action>> = {
  ACCEPT: () => ACCEPT,
  DROP: () => DROP,
  RETURN: () => RETURN,
  NONE: () => NEXT,
};

/** What the target does; jumps are the walk's own business. */
export function actionOf(target: Exclude<Target, { target: 'JUMP' | 'GOTO' }>): Action {
  switch (target.target) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
    case 'NONE':
      return VERDICTS[target.target];
    case 'REJECT':
      return (p) => {
        dropPassage(p);
        reject(p, target.with);
        return REJECTED;
      };
    case 'LOG':
      return (p) => {
        logPacket(p, target);
        return NEXT;
      };
    case 'MARK': {
      const { value, mask } = target;
      return ({ skb }) => {
        skb.mark = ((skb.mark & ~mask) ^ value) >>> 0;
        return NEXT;
      };
    }
    case 'DNAT':
    case 'SNAT':
      return (p) => {
        setupNat(p.k, p.ns, p.skb, target.range, manipOf(p.hook));
        return ACCEPT;
      };
    case 'MASQUERADE':
      return (p) => masquerade(p, target.range);
    case 'REDIRECT':
      return (p) => bind(p, redirectAddress(p.hook, p.inDev), target.range);
  }
}

/** `nf_nat_masquerade_ipv4`. */
function masquerade(p: Passage, range: NatRange): Verdict {
  if (p.outDev === null || p.skb.ct?.conn.original.src === 0) return ACCEPT;
  return bind(p, masqueradeAddress(p.ns, p.skb.packet, p.outDev), range);
}

function bind(p: Passage, address: Ipv4 | null, range: NatRange): Verdict {
  if (address === null) return DROP;
  const masqueraded = p.hook === 'POSTROUTING' ? p.outDev : null;
  setupNat(p.k, p.ns, p.skb, rangeOf(address, range), manipOf(p.hook), masqueraded);
  return ACCEPT;
}
