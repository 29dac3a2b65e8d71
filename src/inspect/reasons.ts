/** Decisions as message keys with their parameters: the interface tells them in the user's language. */
import { formatIpv4, formatPrefix } from '../base/ipv4';
import type { Decision } from '../kernel/decision';
import type { Reason } from '../sim/history';
import { translationOf } from './translation';
import type { ReasonView } from './view';

const NO_RULES: ReasonView['rules'] = [];

/** A step as its decisions are looked for: where and which way its frame passes. */
export interface Looked {
  readonly step: number;
  readonly sent: boolean;
  /** The namespace, as decisions name it. */
  readonly ns: string;
  /** The frame came in by a bridge's port. */
  readonly bridged?: boolean;
}

/** Decisions of one namespace about a frame that came in by another's interface. */
const HANDED: readonly Decision['kind'][] = ['vxlan.decap', 'macvlan.deliver', 'ipvlan.deliver'];

/** Whether a decision explains the step: for a sent frame what led to it, for a received one what came of it; a drop is its frame's own. */
function explains({ after, decision: { kind, ns } }: Reason<Decision>, looked: Looked): boolean {
  const { step, sent } = looked;
  const own = ns === looked.ns;
  if (!sent) return after === step && (own || HANDED.includes(kind));
  return own && (kind === 'drop' || kind === 'vxlan.encap' ? after === step : after === step - 1);
}

/** What explains a step: what its own namespace decided, and what handed the frame over. */
export function reasonsOf(reasons: readonly Reason<Decision>[], looked: Looked): ReasonView[] {
  const here = reasons.filter(({ decision }) => decision.ns === looked.ns);
  const views = reasons.flatMap((reason): ReasonView[] => {
    if (!explains(reason, looked)) return [];
    const before = here.slice(0, here.indexOf(reason) + 1).map(({ decision }) => decision);
    return [{ ...reasonView(reason.decision), translation: translationOf(before) }];
  });
  const told = views.filter((view, i) => !isSame(view, views[i - 1]));
  const filtered =
    looked.bridged === true && !looked.sent ? told.findIndex(({ tone }) => tone === 'filter' || tone === 'nat') : -1;
  return filtered < 0 ? told : told.toSpliced(filtered, 0, BRIDGE_NETFILTER);
}

/** A route that is asked for twice, for the socket and for its packet, is told once. */
function isSame(view: ReasonView, before: ReasonView | undefined): boolean {
  return view.key === before?.key && JSON.stringify(view.params) === JSON.stringify(before.params);
}

/** A bridge's port asks no rule of iptables: where one was asked, br_netfilter has handed it the packet. */
const BRIDGE_NETFILTER: ReasonView = {
  key: 'why_br_netfilter',
  params: {},
  tone: 'link',
  rules: NO_RULES,
  origin: null,
  translation: null,
};

function reasonView(decision: Decision): Omit<ReasonView, 'translation'> {
  const rule = decision.kind === 'nf.rule' ? decision : null;
  const rules = rule === null ? NO_RULES : rule.passed.map((passed) => ({ ...passed, rule: String(passed.rule) }));
  return {
    key: keyOf(decision),
    params: paramsOf(decision),
    tone: toneOf(decision),
    rules,
    origin: rule?.origin ?? null,
  };
}

/** `why_` and the kind, and what tells the sentences of one kind apart. */
function keyOf(decision: Decision): string {
  switch (decision.kind) {
    case 'drop':
      return `why_drop_${decision.reason.toLowerCase()}`;
    case 'bridge.learn':
      return decision.moved === null ? 'why_bridge_learn' : 'why_bridge_move';
    case 'bridge.flood':
      return `why_bridge_flood_${decision.cause}`;
    case 'neigh':
      return `why_neigh_${decision.to.toLowerCase()}`;
    case 'route':
      return `why_route_${decision.purpose}${decision.via === null ? '' : '_via'}`;
    case 'reassemble':
      return decision.complete ? 'why_reassemble_complete' : 'why_reassemble_wait';
    case 'socket':
      return decision.program === null ? 'why_socket_kernel' : 'why_socket';
    case 'nf.rule':
      return ruleKeyOf(decision);
    case 'ct':
      return decision.fresh ? 'why_ct_new' : 'why_ct';
    case 'dns.answer':
      return decision.answer === '' ? 'why_dns_empty' : 'why_dns_answer';
    case 'dns.forward':
      return decision.server === null ? 'why_dns_nowhere' : 'why_dns_forward';
    case 'nat':
      return `why_nat_${decision.manip}_${decision.by}`;
    case 'netem':
      return `why_netem_${decision.effect}`;
    default:
      return `why_${decision.kind.replaceAll('.', '_')}`;
  }
}

/** Verdicts of rules that end the walk, change the packet or only note it; any other name is a chain. */
const TARGETS = /^(ACCEPT|DROP|REJECT|DNAT|SNAT|MASQUERADE|REDIRECT|LOG|MARK)?$/;

function ruleKeyOf({ rule, verdict }: Extract<Decision, { kind: 'nf.rule' }>): string {
  if (rule === 0) return verdict === 'RETURN' ? 'why_nf_end' : 'why_nf_policy';
  if (verdict === 'RETURN') return 'why_nf_return';
  return TARGETS.test(verdict) ? 'why_nf_rule' : 'why_nf_jump';
}

function toneOf(decision: Decision): ReasonView['tone'] {
  switch (decision.kind) {
    case 'drop':
      return 'drop';
    case 'route':
    case 'route.local':
    case 'route.none':
    case 'forward':
      return 'route';
    case 'arp.answer':
    case 'arp.ignore':
    case 'neigh':
    case 'neigh.use':
    case 'neigh.wait':
      return 'neighbour';
    case 'nf.rule':
      return 'filter';
    case 'ct':
    case 'nat':
    case 'ipvs.schedule':
    case 'ipvs.known':
    case 'ipvs.answer':
      return 'nat';
    case 'icmp.reply':
    case 'icmp.error':
    case 'socket':
    case 'tcp':
    case 'dns.answer':
    case 'dns.forward':
      return 'socket';
    default:
      return 'link';
  }
}

/** Fields whose numbers are IPv4 addresses. */
const ADDRESSES = new Set(['ip', 'asker', 'dst', 'via', 'src', 'remote', 'server', 'to']);

/** The decision's fields by their own names, as the tools print them. */
function paramsOf(decision: Decision): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries<FieldValue>(decision)) params[name] = text(name, value);
  return params;
}

type FieldValue = Decision extends infer D ? (D extends Decision ? D[keyof D] : never) : never;

function text(name: string, value: FieldValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return ADDRESSES.has(name) ? formatIpv4(value) : String(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if ('length' in value && 'address' in value) return value.length === 0 ? 'default' : formatPrefix(value);
  return value.map((item) => (typeof item === 'string' ? item : item.spec)).join(', ');
}
