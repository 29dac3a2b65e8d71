/** `-m conntrack` (net/netfilter/xt_conntrack.c). Of a packet that is INVALID nothing but its state is asked, if anything. */
import { SECOND } from '../../../sim/clock';
import type { CtRef } from '../../skb';
import type { CtState, CtTest } from '../netfilter';
import type { Passage } from './passage';
import type { Test } from './match';

export function ctTests(tests: readonly CtTest[]): Test[] {
  const invalid = tests.some((one) => one.ct === 'state');
  return tests.map((one) => ({ field: `${one.not ? '! ' : ''}--ct${one.ct}`, passes: passing(one, invalid) }));
}

function passing(test: CtTest, invalid: boolean): (p: Passage) => boolean {
  const { not } = test;
  const known = (passes: (ct: CtRef, p: Passage) => boolean) => (p: Passage) => {
    const { ct } = p.skb;
    return ct === null ? invalid : passes(ct, p) !== not;
  };
  switch (test.ct) {
    case 'state':
      return stateTest(test.states, not);
    case 'proto':
      return known(({ conn }) => conn.original.protocol === test.protocol);
    case 'origsrc':
      return known(({ conn }) => ((conn.original.src ^ test.address) & test.mask) === 0);
    case 'origdst':
      return known(({ conn }) => ((conn.original.dst ^ test.address) & test.mask) === 0);
    case 'replsrc':
      return known(({ conn }) => ((conn.reply.src ^ test.address) & test.mask) === 0);
    case 'repldst':
      return known(({ conn }) => ((conn.reply.dst ^ test.address) & test.mask) === 0);
    case 'origsrcport':
    case 'origdstport':
    case 'replsrcport':
    case 'repldstport': {
      const { from, to } = test.ports;
      const portOf = PORTS[test.ct];
      return known((ct) => portOf(ct) >= from && portOf(ct) <= to);
    }
    case 'status':
      return known(({ conn, fresh }) =>
        test.statuses.some((status) => {
          switch (status) {
            case 'NONE':
              return !conn.seenReply && !conn.assured && fresh;
            case 'EXPECTED':
              return false;
            case 'SEEN_REPLY':
              return conn.seenReply;
            case 'ASSURED':
              return conn.assured;
            case 'CONFIRMED':
              return !fresh;
          }
        }),
      );
    case 'expire':
      return known(({ conn }, p) => {
        const left = Math.floor((conn.expires - p.k.clock.now) / SECOND);
        return left >= test.from && left <= test.to;
      });
    case 'dir':
      return known(({ reply }) => reply === test.reply);
  }
}

const PORTS = {
  origsrcport: ({ conn }: CtRef) => conn.original.sport,
  origdstport: ({ conn }: CtRef) => conn.original.dport,
  replsrcport: ({ conn }: CtRef) => conn.reply.sport,
  repldstport: ({ conn }: CtRef) => conn.reply.dport,
} as const;

function stateTest(states: readonly CtState[], not: boolean): (p: Passage) => boolean {
  const wanted = (state: CtState) => states.includes(state);
  const passes: Readonly<Record<'INVALID' | CtRef['state'], boolean>> = {
    INVALID: wanted('INVALID'),
    NEW: wanted('NEW'),
    ESTABLISHED: wanted('ESTABLISHED'),
    RELATED: wanted('RELATED'),
  };
  const snat = wanted('SNAT');
  const dnat = wanted('DNAT');
  if (!snat && !dnat) return ({ skb: { ct } }) => passes[ct === null ? 'INVALID' : ct.state] !== not;
  return ({ skb: { ct } }) => {
    if (ct === null) return passes.INVALID !== not;
    const { nat } = ct.conn;
    return (passes[ct.state] || (snat && nat.src) || (dnat && nat.dst)) !== not;
  };
}
