/** Why iptables gives up. Inside the parser it is thrown, at its border it is a value. */
import { Value } from '../../../sim/value';

/** What the program prints to standard error, and its exit status. */
export class IptablesError extends Value {
  constructor(
    readonly text: string,
    readonly status: number,
  ) {
    super();
  }
}

export const VERSION = '1.8.9';
const HINT = "Try `iptables -h' or 'iptables --help' for more information.\n";

export class Refused extends Error {
  constructor(readonly error: IptablesError) {
    super(error.text);
  }
}

/** A mistake in the command line (`xtables_error(PARAMETER_PROBLEM, …)`). */
export function usageError(message: string): IptablesError {
  return new IptablesError(`iptables v${VERSION} (nf_tables): ${message}\n${HINT}`, 2);
}

export function refuse(message: string): never {
  throw new Refused(usageError(message));
}

/** A word that belongs to no option. */
export function refuseArgument(word: string): never {
  throw new Refused(new IptablesError(`Bad argument \`${word}'\n${HINT}`, 2));
}

export function refuseTable(table: string): never {
  const text = `table '${table}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.\n`;
  throw new Refused(new IptablesError(`iptables v${VERSION} (nf_tables): ${text}`, 3));
}

/** What the kernel refuses when the change is committed. */
export function commitError(operation: string, why: string, what: string): IptablesError {
  return new IptablesError(`iptables v${VERSION} (nf_tables):  ${operation} failed (${why}): ${what}\n`, 4);
}

/** What iptables itself says when it looks at the chains (`nft_strerror`). */
export function chainError(message: string): IptablesError {
  return new IptablesError(`iptables: ${message}.\n`, 1);
}
