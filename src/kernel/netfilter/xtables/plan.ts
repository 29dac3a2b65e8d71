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
  readonly counting: boolean;
}

/** What one hook asks of each table. */
export interface HookPlan {
  readonly raw: PlannedChain | null;
  readonly mangle: PlannedChain | null;
  readonly nat: PlannedChain | null;
  readonly filter: PlannedChain | null;
  /** Whether every packet meets a chain here; nat is asked about a connection's first alone. */
  readonly hasChains: boolean;
}

export interface Plan {
  readonly tracking: boolean;
  /** NAT works as soon as its table is there. */
  readonly nat: boolean;
  /** Chains that let everything pass are left out. */
  readonly busy: Readonly<Record<Hook, HookPlan>>;
  /** With them, for whoever wants to know why. */
  readonly all: Readonly<Record<Hook, HookPlan>>;
}

const plans = new WeakMap<Ruleset, Plan>();
let last: { readonly ruleset: Ruleset; readonly plan: Plan } | null = null;

/** The plan of the namespace's present rules. */
export function planOf(nf: Netfilter, ruleset: Ruleset): Plan {
  if (last?.ruleset === ruleset) return last.plan;
  const plan = plans.get(ruleset) ?? makePlan(nf);
  plans.set(ruleset, plan);
  last = { ruleset, plan };
  return plan;
}

function makePlan(nf: Netfilter): Plan {
  const chains: Record<TableName, Partial<Record<Hook, PlannedChain>>> = { raw: {}, mangle: {}, nat: {}, filter: {} };
  for (const table of TABLES) {
    const own = nf.tables[table];
    if (own !== undefined) chains[table] = planTable(table, own);
  }
  const plan = (isWanted: (chain: PlannedChain) => boolean): Readonly<Record<Hook, HookPlan>> => {
    const at = (hook: Hook): HookPlan => {
      const wanted = (table: TableName): PlannedChain | null => {
        const chain = chains[table][hook];
        return chain !== undefined && isWanted(chain) ? chain : null;
      };
      const [raw, mangle, nat, filter] = [wanted('raw'), wanted('mangle'), wanted('nat'), wanted('filter')];
      return { raw, mangle, nat, filter, hasChains: raw !== null || mangle !== null || filter !== null };
    };
    return {
      PREROUTING: at('PREROUTING'),
      INPUT: at('INPUT'),
      FORWARD: at('FORWARD'),
      OUTPUT: at('OUTPUT'),
      POSTROUTING: at('POSTROUTING'),
    };
  };
  const { tracking } = nf;
  const nat = tracking && nf.tables.nat !== undefined;
  return { tracking, nat, busy: plan(isBusy), all: plan(() => true) };
}

/** Whether a built-in chain does anything but let everything pass. */
function isBusy(chain: PlannedChain): boolean {
  return chain.rules.length > 0 || chain.policy === 'DROP' || chain.counting;
}

function planTable(table: TableName, chains: Chains): Partial<Record<Hook, PlannedChain>> {
  const planned = new Map<string, PlannedChain>();
  for (const { name, policy, counting } of Object.values(chains))
    planned.set(name, { name, table, rules: [], policy, counting });
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
