/** Policy routing (net/core/fib_rules.c, net/ipv4/fib_rules.c): which table is asked for a packet. */
import type { Ipv4, Prefix } from '../base/ipv4';
import { netmask } from '../base/ipv4';
import { Value } from '../sim/value';
import type { Errno } from './errno';
import { MAIN_TABLE, type Netns, Route } from './netns';

export const LOCAL_TABLE = 255;
export const DEFAULT_TABLE = 253;

/** What a rule does: asks a table, or refuses. */
export type FibAction = 'lookup' | 'blackhole' | 'unreachable' | 'prohibit';

/** A line of `ip rule`. */
export class FibRule extends Value {
  constructor(
    readonly priority: number,
    readonly action: FibAction,
    /** 0 where the action asks none. */
    readonly table: number,
    readonly src: Prefix | null = null,
    readonly dst: Prefix | null = null,
    readonly iif: string | null = null,
    readonly oif: string | null = null,
    readonly mark: { readonly value: number; readonly mask: number } | null = null,
    readonly not: boolean = false,
  ) {
    super();
  }
}

/** What a rule looks at besides the destination; `iif` is `lo` for a packet of our own. */
export interface Flow {
  readonly src: Ipv4;
  readonly iif: string;
  readonly mark: number;
}

export const OWN_FLOW: Flow = { src: 0, iif: 'lo', mark: 0 };

/** The rules that every namespace begins with. */
const FIRST_RULES: readonly FibRule[] = [
  new FibRule(0, 'lookup', LOCAL_TABLE),
  new FibRule(32766, 'lookup', MAIN_TABLE),
  new FibRule(32767, 'lookup', DEFAULT_TABLE),
];

/** The rules in force, by priority. */
export function rulesOf(ns: Netns): readonly FibRule[] {
  return ns.rules ?? FIRST_RULES;
}

/** The routes of a table, longest prefix first. */
export function tableOf(ns: Netns, table: number): readonly Route[] {
  return table === MAIN_TABLE ? ns.routes : (ns.tables[table] ?? []);
}

/** Whether a rule speaks of the packet (`fib4_rule_match`, `fib_rule_match`). */
export function ruleMatches(rule: FibRule, dst: Ipv4, flow: Flow, oif: string | null): boolean {
  const fits =
    (rule.iif === null || rule.iif === flow.iif) &&
    (rule.oif === null || rule.oif === oif) &&
    (rule.mark === null || ((rule.mark.value ^ flow.mark) & rule.mark.mask) === 0) &&
    (rule.src === null || isIn(rule.src, flow.src)) &&
    (rule.dst === null || isIn(rule.dst, dst));
  return fits !== rule.not;
}

function isIn(prefix: Prefix, ip: Ipv4): boolean {
  return ((prefix.address ^ ip) & netmask(prefix.length)) === 0;
}

/** What a rule that asks no table answers: a route that refuses, or none at all (`fib4_rule_action`). */
export function refusalOf(action: Exclude<FibAction, 'lookup'>): Route | null {
  if (action === 'unreachable') return null;
  return new Route({ address: 0, length: 0 }, null, null, null, 0, 'kernel', 'global', action, false);
}

/** The priority of a rule that names none: one before the second of the list (`fib_default_rule_pref`). */
export function defaultPriority(ns: Netns): number {
  const second = rulesOf(ns)[1];
  return second === undefined || second.priority === 0 ? 0 : second.priority - 1;
}

/** `ip rule add`: behind those of the same priority. */
export function addRule(ns: Netns, rule: FibRule): void {
  ns.rules = [...rulesOf(ns), rule].sort((a, b) => a.priority - b.priority);
}

/** `ip rule del`: the first that is chosen goes; ENOENT where none is. */
export function deleteRule(ns: Netns, isChosen: (rule: FibRule) => boolean): Errno | null {
  const gone = rulesOf(ns).find(isChosen);
  if (gone === undefined) return 'ENOENT';
  ns.rules = rulesOf(ns).filter((rule) => rule !== gone);
  return null;
}
