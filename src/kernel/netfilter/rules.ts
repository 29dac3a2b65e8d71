/** Changing the rules of a namespace, as iptables asks for it and Docker does (iptables 1.8.9, iptables/nft.c). */
import type { Netns } from '../netns';
import { BUILTIN, type Chain, type Chains, type Rule, RuleSpec, Ruleset, type TableName, TABLES } from './netfilter';
import { formatSpec } from './spec';
import { type Command, parseCommand } from './spec/command';
import { chainError, commitError, IptablesError, usageError } from './spec/refusal';
import { NO_NAMES } from './spec/values';
import { splitWords } from './spec/words';
import { findFault } from './validate';

/** The table, made if it is not there yet; its built-in chains come when they are first used. */
function ensureTable(ns: Netns, table: TableName): Chains {
  const { tables } = ns.netfilter;
  const known = tables[table];
  if (known !== undefined) return known;
  const chains: Chains = {};
  // A chain may have any name, `constructor` too.
  Object.setPrototypeOf(chains, null);
  tables[table] = chains;
  return tables[table] ?? chains;
}

/** The chain of that name, made if it is a built-in one that nothing has used yet; null where there is none. */
function ensureChain(ns: Netns, table: TableName, name: string): Chain | null {
  const known = ns.netfilter.tables[table]?.[name];
  if (known !== undefined || !isBuiltIn(table, name)) return known ?? null;
  const chains = ensureTable(ns, table);
  chains[name] = { name, policy: 'ACCEPT', counting: false, packets: 0, bytes: 0, rules: [] };
  return chains[name];
}

function isBuiltIn(table: TableName, name: string): boolean {
  return BUILTIN[table].some((hook) => hook === name);
}

/** Puts other chains in the place of a table's, or empties it where there are none (null). */
export function replaceTable(ns: Netns, table: TableName, chains: readonly Chain[] | null): void {
  delete ns.netfilter.tables[table];
  const fresh = ensureTable(ns, table);
  for (const chain of chains ?? []) fresh[chain.name] = chain;
  touch(ns);
}

/** The rules are other ones now: what was worked out from them is void. */
function touch(ns: Netns): void {
  const { netfilter } = ns;
  netfilter.tracking = TABLES.some((table) =>
    Object.values(netfilter.tables[table] ?? {}).some((chain) => chain.rules.some(needsTracking)),
  );
  const idle = TABLES.every((table) =>
    Object.values(netfilter.tables[table] ?? {}).every(
      (chain) => chain.rules.length === 0 && chain.policy !== 'DROP' && !chain.counting,
    ),
  );
  netfilter.ruleset = idle ? null : new Ruleset();
}

/** Rules keep up with what made them: those of the origins that have moved get the new ones. */
export function moveOrigins(ns: Netns, moved: Readonly<Record<string, string>>): void {
  if (Object.keys(moved).length === 0) return;
  for (const chains of Object.values(ns.netfilter.tables)) {
    for (const { rules } of Object.values(chains)) {
      rules.forEach((rule, i) => {
        const origin = rule.origin === null ? undefined : moved[rule.origin];
        if (origin !== undefined) rules[i] = { ...rule, origin };
      });
    }
  }
  touch(ns);
}

/** Whether a rule makes connection tracking work in its namespace (`nf_ct_netns_get`). */
function needsTracking({ spec }: Rule): boolean {
  const { target } = spec.target;
  if (target === 'DNAT' || target === 'SNAT' || target === 'MASQUERADE' || target === 'REDIRECT') return true;
  return spec.matches.some(({ match }) => match === 'conntrack' || match === 'state');
}

function createRule(spec: RuleSpec, origin: string | null, counters: Command['counters'] = null): Rule {
  return { spec, packets: counters?.packets ?? 0, bytes: counters?.bytes ?? 0, bucket: null, origin };
}

/** Makes a user's chain; an error where there is one of that name. */
export function newChain(ns: Netns, table: TableName, name: string): IptablesError | null {
  const chains = ensureTable(ns, table);
  if (chains[name] !== undefined || isBuiltIn(table, name)) return chainError('Chain already exists');
  chains[name] = { name, policy: null, counting: false, packets: 0, bytes: 0, rules: [] };
  touch(ns);
  return null;
}

const NO_CHAIN = chainError('No chain/target/match by that name');
const NO_RULE = chainError('Bad rule (does a matching rule exist in that chain?)');

/** Puts rules at a place of a chain, counted from 0, in the place of as many as `replaced`; undone where the kernel refuses them. */
function splice(
  ns: Netns,
  table: TableName,
  name: string,
  at: number,
  replaced: number,
  rules: readonly Rule[],
  operation: string,
): IptablesError | null {
  for (const { spec } of rules) {
    const { target } = spec;
    if (target.target !== 'JUMP' && target.target !== 'GOTO') continue;
    const isOwn = target.chain === name && isBuiltIn(table, name);
    if (isOwn || ns.netfilter.tables[table]?.[target.chain] !== undefined) continue;
    if (isBuiltIn(table, target.chain))
      return commitError(operation, 'No such file or directory', `rule in chain ${name}`);
    return usageError(`Chain '${target.chain}' does not exist`);
  }
  const isFresh = ns.netfilter.tables[table]?.[name] === undefined;
  const chain = ensureChain(ns, table, name);
  if (chain === null) return NO_CHAIN;
  const chains = ensureTable(ns, table);
  const place = Math.min(at, chain.rules.length);
  const removed = chain.rules.splice(place, replaced, ...rules);
  const fault = findFault(table, chains);
  if (fault !== null) {
    chain.rules.splice(place, rules.length, ...removed);
    if (isFresh) delete chains[name];
    return commitError(operation, fault, `rule in chain ${name}`);
  }
  touch(ns);
  return null;
}

/** Behind the chain's last rule. */
export function appendRule(
  ns: Netns,
  table: TableName,
  chain: string,
  spec: RuleSpec,
  origin: string | null,
): IptablesError | null {
  return splice(ns, table, chain, Infinity, 0, [createRule(spec, origin)], 'RULE_APPEND');
}

/** The place of the first rule that says the same, counted from 0; -1 for none. */
function placeOf(chain: Chain, spec: RuleSpec): number {
  const text = formatSpec(spec);
  return chain.rules.findIndex((rule) => formatSpec(rule.spec) === text);
}

/** The first rule that says the same goes. */
function deleteRule(ns: Netns, table: TableName, name: string, spec: RuleSpec): IptablesError | null {
  const chain = ns.netfilter.tables[table]?.[name];
  const at = chain === undefined ? -1 : placeOf(chain, spec);
  if (chain === undefined || at < 0) return NO_RULE;
  chain.rules.splice(at, 1);
  touch(ns);
  return null;
}

/** What a rule says, from the text that iptables takes: `-i docker0 ! -o docker0 -j ACCEPT`. */
export function parseRule(text: string): RuleSpec | IptablesError {
  const command = parseCommand(['-A', 'RULE', ...splitWords(text)]);
  if (command instanceof IptablesError) return command;
  return command.specs[0] ?? new RuleSpec([], { target: 'NONE' });
}

/** Runs one line of iptables, without the word `iptables`; `origin` says what it was for, null for what was there from the beginning. */
export function applyIptables(ns: Netns, line: string, origin: string | null): IptablesError | null {
  const command = parseCommand(splitWords(line), NO_NAMES);
  return command instanceof IptablesError ? command : runCommand(ns, command, origin);
}

/** Changes what the command says. Listing, help and version are the program's. */
export function runCommand(ns: Netns, command: Command, origin: string | null): IptablesError | null {
  const { operation, table, specs, counters, number } = command;
  const name = command.chain ?? '';
  switch (operation) {
    case 'A':
      return each(specs, (spec) =>
        splice(ns, table, name, Infinity, 0, [createRule(spec, origin, counters)], 'RULE_APPEND'),
      );
    case 'I':
      return insert(ns, command, origin);
    case 'R':
    case 'D': {
      if (number === null) return each(specs, (spec) => deleteRule(ns, table, name, spec));
      const rules = ns.netfilter.tables[table]?.[name]?.rules;
      const done = operation === 'R' ? 'replacement' : 'deletion';
      if (rules === undefined) return NO_CHAIN;
      if (number > rules.length) return chainError(`Index of ${done} too big`);
      const fresh = specs.map((spec) => createRule(spec, origin, counters));
      return operation === 'R'
        ? splice(ns, table, name, number - 1, 1, fresh, 'RULE_REPLACE')
        : splice(ns, table, name, number - 1, 1, [], 'RULE_DELETE');
    }
    case 'C': {
      const chain = ns.netfilter.tables[table]?.[name];
      return each(specs, (spec) => (chain === undefined || placeOf(chain, spec) < 0 ? NO_RULE : null));
    }
    case 'F':
      return forChains(ns, table, command.chain, (chain) => {
        chain.rules.splice(0);
      });
    case 'Z':
      return forChains(ns, table, command.chain, (chain) => {
        zero(chain, number);
      });
    case 'N':
      return newChain(ns, table, name);
    case 'X':
      return deleteChains(ns, table, command.chain);
    case 'E':
      return renameChain(ns, table, name, command.name ?? '');
    case 'P': {
      const refused = setPolicy(ns, table, name, command.name ?? '');
      if (refused === null) setCounters(ns, table, name, 0, 0);
      return refused;
    }
    case 'L':
    case 'S':
    case 'V':
    case 'h':
      return null;
  }
}

function each(specs: readonly RuleSpec[], run: (spec: RuleSpec) => IptablesError | null): IptablesError | null {
  for (const spec of specs) {
    const error = run(spec);
    if (error !== null) return error;
  }
  return null;
}

/** One place behind the last rule is still a place. */
function insert(
  ns: Netns,
  { table, chain, number, specs, counters }: Command,
  origin: string | null,
): IptablesError | null {
  const at = (number ?? 1) - 1;
  const name = chain ?? '';
  const known = ns.netfilter.tables[table]?.[name];
  if (known === undefined && !isBuiltIn(table, name)) return NO_CHAIN;
  const count = known?.rules.length ?? 0;
  if (at > count || (at > 0 && count === 0)) return chainError('Index of insertion too big');
  return each(specs, (spec) => splice(ns, table, name, at, 0, [createRule(spec, origin, counters)], 'RULE_INSERT'));
}

function forChains(
  ns: Netns,
  table: TableName,
  name: string | null,
  run: (chain: Chain) => void,
): IptablesError | null {
  if (name !== null) {
    const chain = ensureChain(ns, table, name);
    if (chain === null) return NO_CHAIN;
    run(chain);
  } else for (const chain of Object.values(ns.netfilter.tables[table] ?? {})) run(chain);
  touch(ns);
  return null;
}

function zero(chain: Chain, number: number | null): void {
  if (number === null && chain.policy !== null) countPolicy(chain, 0, 0);
  chain.rules.forEach((rule, i) => {
    if (number !== null && i !== number - 1) return;
    rule.packets = 0;
    rule.bytes = 0;
  });
}

function countPolicy(chain: Chain, packets: number, bytes: number): void {
  chain.counting = true;
  chain.packets = packets;
  chain.bytes = bytes;
}

/** Has a built-in chain count what meets its policy, beginning with these numbers. */
export function setCounters(ns: Netns, table: TableName, name: string, packets: number, bytes: number): void {
  const chain = ns.netfilter.tables[table]?.[name];
  if (chain === undefined || chain.policy === null) return;
  countPolicy(chain, packets, bytes);
  touch(ns);
}

/** How many rules lead to a chain. */
export function references(chains: Chains, name: string): number {
  const leads = ({ spec: { target } }: Rule) =>
    (target.target === 'JUMP' || target.target === 'GOTO') && target.chain === name;
  return Object.values(chains).reduce((sum, chain) => sum + chain.rules.filter(leads).length, 0);
}

/** The names of the user's chains, as iptables sorts them. */
export function userChains(chains: Chains): string[] {
  return Object.values(chains)
    .filter((chain) => chain.policy === null)
    .map((chain) => chain.name)
    .sort();
}

function deleteChains(ns: Netns, table: TableName, name: string | null): IptablesError | null {
  const chains = ns.netfilter.tables[table];
  if (name !== null && chains?.[name] === undefined) return NO_CHAIN;
  if (chains === undefined) return null;
  const names = name === null ? userChains(chains) : [name];
  if (name !== null && chains[name]?.policy === 'DROP') return chainError('Directory not empty');
  const busy = names.find((one) => chains[one]?.rules.length !== 0 || references(chains, one) > 0);
  if (busy !== undefined) return commitError('CHAIN_DEL', 'Device or resource busy', `chain ${busy}`);
  for (const one of names) delete chains[one];
  touch(ns);
  return null;
}

function renameChain(ns: Netns, table: TableName, from: string, to: string): IptablesError | null {
  const chains = ns.netfilter.tables[table];
  const chain = chains?.[from];
  if (chains === undefined || chain === undefined || chain.policy !== null) return NO_CHAIN;
  if (chains[to] !== undefined) return chainError('File exists');
  delete chains[from];
  chains[to] = chain;
  chain.name = to;
  for (const { rules } of Object.values(chains)) {
    rules.forEach((rule, i) => {
      const { target } = rule.spec;
      if ((target.target !== 'JUMP' && target.target !== 'GOTO') || target.chain !== from) return;
      rules[i] = { ...rule, spec: new RuleSpec(rule.spec.matches, { ...target, chain: to }) };
    });
  }
  touch(ns);
  return null;
}

/** `-P`. */
export function setPolicy(ns: Netns, table: TableName, name: string, policy: string): IptablesError | null {
  if (!isBuiltIn(table, name)) return chainError('Bad built-in chain name');
  if (policy !== 'ACCEPT' && policy !== 'DROP') return chainError("Bad policy name. Run `dmesg' for more information");
  const chain = ensureChain(ns, table, name);
  if (chain === null) return NO_CHAIN;
  chain.policy = policy;
  touch(ns);
  return null;
}
