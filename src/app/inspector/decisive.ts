/** What had the last word on a step: the rule or the policy that refused the packet, the netem that lost the frame. */
import type { ReasonView } from '../../inspect/view';

/** What dropped the frame, behind the reason that the kernel gives for it; undefined where that says it all. */
export function culpritOf(reasons: readonly ReasonView[]): ReasonView | undefined {
  const hasDropped = (wanted: string) => reasons.some(({ key }) => key === wanted);
  if (hasDropped('why_drop_netfilter_drop'))
    return reasons.findLast(({ tone, params }) => tone === 'filter' && /^(DROP|REJECT)/.test(params['verdict'] ?? ''));
  return hasDropped('why_drop_qdisc_drop') ? reasons.findLast(({ key }) => key === 'why_netem_loss') : undefined;
}

/** The one reason that tells most: of a drop what did it, else what was decided first. */
export function decisive(reasons: readonly ReasonView[]): ReasonView | null {
  return culpritOf(reasons) ?? reasons.find(({ tone }) => tone === 'drop') ?? reasons[0] ?? null;
}
