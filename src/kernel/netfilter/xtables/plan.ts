/** The rules of a namespace made ready for packets, once for as long as they stay as they are: the world holds the rules, not this. */
import {
  BUILTIN,
  type Chain,
  type Chains,
  type Hook,
  type Netfilter,
  type Rule,
  type Ruleset,
  TABLES,
  type TableName,
} from '../netfilter';
import { formatSpec, targetName } from '../spec';
import { type Test, testsOf } from './match';
import { type Action, actionOf } from './target';

export interface PlannedRule {
  readonly tests: readonly Test[];
  /** What it does; null where it leads to `chain`. */
  readonly action: Action | null;
  readonly chain: PlannedChain | null;
  readonly goto: boolean;
  /** For whoever wants to know why. */
  readonly spec: string;
  readonly verdict: string;
  readonly origin: string | null;
}

export interface PlannedChain {
  readonly name: string;
  readonly table: TableName;
  readonly rules: PlannedRule[];
  readonly policy: Chain['policy'];
}

export interface Plan {
  readonly tracking: boolean;
  /** NAT works as soon as its table is there. */
  readonly nat: boolean;
  readonly chains: Readonly<Record<TableName, Partial<Record<Hook, PlannedChain>>>>;
  /** Hooks where there is anything to do. */
  readonly busy: Readonly<Record<Hook, boolean>>;
}

const plans = new WeakMap<Ruleset, Plan>();

/** The plan of the namespace's present rules. */
export function planOf(nf: Netfilter, ruleset: Ruleset): Plan {
  const known = plans.get(ruleset);
  if (known !== undefined) return known;
  const plan = makePlan(nf);
  plans.set(ruleset, plan);
  return plan;
}

function makePlan(nf: Netfilter): Plan {
  const chains: Record<TableName, Partial<Record<Hook, PlannedChain>>> = { raw: {}, mangle: {}, nat: {}, filter: {} };
  for (const table of TABLES) {
    const own = nf.tables[table];
    if (own !== undefined) chains[table] = planTable(table, own);
  }
  const { tracking } = nf;
  const nat = tracking && nf.tables.nat !== undefined;
  const busy = (hook: Hook) =>
    (tracking && hook !== 'FORWARD') || TABLES.some((table) => table !== 'nat' && !isIdle(chains[table][hook]));
  return {
    tracking,
    nat,
    chains,
    busy: {
      PREROUTING: busy('PREROUTING'),
      INPUT: busy('INPUT'),
      FORWARD: busy('FORWARD'),
      OUTPUT: busy('OUTPUT'),
      POSTROUTING: busy('POSTROUTING'),
    },
  };
}

/** Whether a built-in chain lets everything pass. */
export function isIdle(chain: PlannedChain | undefined): boolean {
  return chain === undefined || (chain.rules.length === 0 && chain.policy !== 'DROP');
}

function planTable(table: TableName, chains: Chains): Partial<Record<Hook, PlannedChain>> {
  const planned = new Map<string, PlannedChain>();
  for (const { name, policy } of Object.values(chains)) planned.set(name, { name, table, rules: [], policy });
  const hooks: Partial<Record<Hook, PlannedChain>> = {};
  for (const chain of Object.values(chains)) {
    const own = planned.get(chain.name);
    if (own === undefined) continue;
    chain.rules.forEach((rule, place) => own.rules.push(planRule(rule, place, planned)));
  }
  for (const hook of BUILTIN[table]) hooks[hook] = planned.get(hook);
  return hooks;
}

function planRule({ spec, origin }: Rule, place: number, chains: ReadonlyMap<string, PlannedChain>): PlannedRule {
  const { target, matches } = spec;
  const jump = target.target === 'JUMP' || target.target === 'GOTO' ? target : null;
  return {
    tests: matches.flatMap((match) => testsOf(match, place)),
    action: target.target === 'JUMP' || target.target === 'GOTO' ? null : actionOf(target),
    chain: jump === null ? null : (chains.get(jump.chain) ?? null),
    goto: target.target === 'GOTO',
    spec: formatSpec(spec),
    verdict: targetName(target),
    origin,
  };
}
