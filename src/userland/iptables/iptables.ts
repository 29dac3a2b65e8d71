/** iptables 1.8.9 (nf_tables): the command line is read by the kernel floor's parser, which Docker's rules share; here is what it prints. */
import type { Netns } from '../../kernel/netns';
import { runCommand } from '../../kernel/netfilter/rules';
import { type Command, parseCommand } from '../../kernel/netfilter/spec/command';
import { IptablesError, VERSION } from '../../kernel/netfilter/spec/refusal';
import { statusOf } from '../complaint';
import { command, type Sys } from '../program';
import { dmesg } from './dmesg';
import { HELP } from './help';
import { chainsInOrder, changeText, listText, specText } from './list';
import { hostName, namesOf } from './names';
import { unprivileged } from './privilege';
import { iptablesRestore } from './restore';
import { iptablesSave } from './save';

const iptables = command('iptables', (sys) => {
  const parsed = parseCommand(sys.args, namesOf(sys));
  if (parsed instanceof IptablesError) return refused(sys, parsed);
  const { operation } = parsed;
  if (operation === 'V' || operation === 'h') {
    sys.out(operation === 'h' ? HELP : `iptables v${VERSION} (nf_tables)\n`);
    return 0;
  }
  const complaint = unprivileged(sys, 'iptables');
  if (complaint !== null) return statusOf(sys, complaint);
  return operation === 'L' || operation === 'S' ? show(sys, parsed) : change(sys, parsed);
});

function refused(sys: Sys, error: IptablesError): number {
  sys.err(error.text);
  return error.status;
}

function change(sys: Sys, parsed: Command): number {
  const { ns } = sys;
  if (parsed.flags.verbose) sys.out(announcement(ns, parsed));
  const error = runCommand(ns, parsed, ['iptables', ...sys.args].join(' '));
  return error === null ? 0 : refused(sys, error);
}

/** What -v says before it is done. */
function announcement(ns: Netns, { operation, table, chain, specs, number }: Command): string {
  if ('AIRC'.includes(operation) || (operation === 'D' && number === null)) return specs.map(changeText).join('');
  const chains = chainsInOrder(table, ns.netfilter.tables[table]).filter(
    ({ name }) => chain === null || name === chain,
  );
  if (operation === 'F') return chains.map(({ name }) => `Flushing chain \`${name}'\n`).join('');
  if (operation === 'Z') return chains.map(({ name }) => `Zeroing chain \`${name}'\n`).join('');
  if (operation !== 'X') return '';
  return chains
    .filter(({ policy }) => policy === null)
    .map(({ name }) => `Deleting chain \`${name}'\n`)
    .join('');
}

function show(sys: Sys, parsed: Command): number {
  const { table, chain, number, flags } = parsed;
  const chains = sys.ns.netfilter.tables[table];
  const shown = chainsInOrder(table, chains).filter(({ name }) => chain === null || name === chain);
  if (shown.length === 0) {
    sys.err(
      `iptables v${VERSION} (nf_tables): chain \`${chain ?? ''}' in table \`${table}' is incompatible, use 'nft' tool.\n`,
    );
    return 1;
  }
  const nameOf = (address: number) => hostName(sys, address);
  sys.out(
    parsed.operation === 'S'
      ? specText(shown, number, flags.verbose)
      : listText(shown, chains, number, { flags, nameOf }),
  );
  if (!parsed.zero) return 0;
  return change(sys, { ...parsed, operation: 'Z' });
}

export const iptablesPrograms = [iptables, iptablesSave, iptablesRestore, dmesg];
