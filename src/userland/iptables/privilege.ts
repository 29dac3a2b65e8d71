import { VERSION } from '../../kernel/netfilter/spec/refusal';
import { capable } from '../capability';
import { Complaint } from '../complaint';
import type { Sys } from '../program';

/** What nftables answers whoever may not see or change its rules; null for the others. */
export function unprivileged(sys: Sys, tool: string): Complaint | null {
  if (capable(sys, 'NET_ADMIN')) return null;
  const why = 'Could not fetch rule set generation id: Permission denied (you must be root)';
  return new Complaint(`${tool} v${VERSION} (nf_tables): ${why}\n`, 4);
}
