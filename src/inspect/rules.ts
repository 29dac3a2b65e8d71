/** iptables rules with the command that made each: read from the world, one namespace after the other. */
import type { Rule } from '../kernel/netfilter/netfilter';
import { formatRule } from '../kernel/netfilter/spec';
import type { Netns } from '../kernel/netns';
import { values } from '../sim/table';
import type { World } from '../lab/world';

export interface RuleView {
  /** Stable from one step to the next as long as the rule keeps its place. */
  readonly id: string;
  /** The namespace it stands in, as a capture names it. */
  readonly ns: string;
  readonly table: string;
  readonly chain: string;
  readonly spec: string;
  readonly packets: number;
  /** The command that made it; null for what a machine came with. */
  readonly origin: string | null;
}

/** A command and every rule it made that still stands. */
export interface CommandView {
  readonly origin: string;
  readonly rules: readonly RuleView[];
}

/** Rules of a namespace that `wanted` says yes to, in the order of its tables and chains. */
export function rulesOf(ns: Netns, wanted: (rule: Rule) => boolean): RuleView[] {
  return Object.entries(ns.netfilter.tables).flatMap(([table, chains]) =>
    Object.values(chains).flatMap((chain) =>
      chain.rules.flatMap((rule, i) =>
        wanted(rule)
          ? [
              {
                id: `${ns.id} ${table} ${chain.name} ${i}`,
                ns: ns.name,
                table,
                chain: chain.name,
                spec: formatRule(rule),
                packets: rule.packets,
                origin: rule.origin,
              },
            ]
          : [],
      ),
    ),
  );
}

/** Every command that made a rule which still stands, with its rules; in the order in which the rules stand. */
export function commandsOf(world: World): CommandView[] {
  const byOrigin = new Map<string, RuleView[]>();
  for (const ns of values(world.netns)) {
    for (const rule of rulesOf(ns, ({ origin }) => origin !== null)) {
      if (rule.origin === null) continue;
      const made = byOrigin.get(rule.origin) ?? [];
      made.push(rule);
      byOrigin.set(rule.origin, made);
    }
  }
  return [...byOrigin].map(([origin, rules]) => ({ origin, rules }));
}
