/** What the kernel checks before rules come into force: where targets may stand, and that no jump leads in a circle (nf_tables_api.c). */
import {
  BUILTIN,
  type Chain,
  type Chains,
  type Hook,
  type Match,
  type RuleSpec,
  type TableName,
  type Target,
} from './netfilter';

/** As strerror(3) puts it. */
export type Fault = 'Invalid argument' | 'Too many links' | 'Operation not supported';

/** Hooks that a target belongs to, and the only table for it; others may stand anywhere. */
function placeOf(target: Target): { readonly table: TableName; readonly hooks: readonly Hook[] } | null {
  switch (target.target) {
    case 'REJECT':
      return { table: 'filter', hooks: ['INPUT', 'FORWARD', 'OUTPUT'] };
    case 'DNAT':
    case 'REDIRECT':
      return { table: 'nat', hooks: ['PREROUTING', 'OUTPUT'] };
    case 'SNAT':
      return { table: 'nat', hooks: ['POSTROUTING', 'INPUT'] };
    case 'MASQUERADE':
      return { table: 'nat', hooks: ['POSTROUTING'] };
    default:
      return null;
  }
}

/** Looks through the whole table; null where it may come into force as it is. */
export function findFault(table: TableName, chains: Chains): Fault | null {
  for (const chain of Object.values(chains)) {
    for (const { spec } of chain.rules) if (isOutOfPlace(spec, table)) return 'Invalid argument';
    if (calls(chain, chains).some((called) => called.policy !== null)) return 'Operation not supported';
    if (leadsBack(chain, chains, [])) return 'Too many links';
  }
  return BUILTIN[table].some((hook) => chains[hook] !== undefined && !fitsHook(chains[hook], chains, hook))
    ? 'Invalid argument'
    : null;
}

function protocolOf(spec: RuleSpec): number | null {
  const match = spec.matches.find((one): one is Extract<Match, { match: 'protocol' }> => one.match === 'protocol');
  return match === undefined || match.not ? null : match.protocol;
}

const PROTOCOLS: Readonly<Partial<Record<Match['match'], number>>> = { tcp: 6, udp: 17, sctp: 132, icmp: 1 };

/** What is wrong with a rule by itself. */
function isOutOfPlace(spec: RuleSpec, table: TableName): boolean {
  const { target, matches } = spec;
  const place = placeOf(target);
  if (place !== null && place.table !== table) return true;
  const protocol = protocolOf(spec);
  if (target.target === 'REJECT' && target.with === 'tcp-reset' && protocol !== 6) return true;
  if (
    matches.some(
      (match) => (match.match === 'source' || match.match === 'destination') && match.not && match.mask === 0,
    )
  )
    return true;
  return matches.some((match) => {
    const needed = PROTOCOLS[match.match];
    if (needed === undefined) return false;
    const own = matches.find((one) => one.match === 'protocol');
    return own?.match !== 'protocol' || own.protocol !== needed;
  });
}

function leadsBack(chain: Chain, chains: Chains, above: readonly string[]): boolean {
  if (above.includes(chain.name)) return true;
  return calls(chain, chains).some((called) => leadsBack(called, chains, [...above, chain.name]));
}

/** Chains that the chain's rules lead to. */
function calls(chain: Chain, chains: Chains): Chain[] {
  return chain.rules.flatMap(({ spec: { target } }) => {
    const called = target.target === 'JUMP' || target.target === 'GOTO' ? chains[target.chain] : undefined;
    return called === undefined ? [] : [called];
  });
}

/** Whether everything reached from the chain may be asked at the hook. */
function fitsHook(chain: Chain, chains: Chains, hook: Hook): boolean {
  const own = chain.rules.every(({ spec }) => {
    const place = placeOf(spec.target);
    if (place !== null && !place.hooks.includes(hook)) return false;
    return spec.matches.every((match) => match.match !== 'addrtype' || fitsLimit(match.limit, hook));
  });
  return own && calls(chain, chains).every((called) => fitsHook(called, chains, hook));
}

function fitsLimit(limit: 'in' | 'out' | null, hook: Hook): boolean {
  if (limit === null) return true;
  return limit === 'in' ? hook !== 'OUTPUT' && hook !== 'POSTROUTING' : hook !== 'INPUT' && hook !== 'PREROUTING';
}
