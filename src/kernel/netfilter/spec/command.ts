/** A command line of iptables (iptables 1.8.9, iptables/xshared.c, `do_parse`): what is to be done, with rules made of its options. */
import { type Match, RuleSpec, TABLES, type TableName, type Target } from '../netfilter';
import { matchModule } from './matches';
import { finishModule, type Loaded, type Option, readOption, type Surroundings } from './module';
import { protocolNumber, protocolText } from './names';
import { type IptablesError, refuse, refuseArgument, Refused, refuseTable } from './refusal';
import { type Letter, Scanner, type Token } from './scanner';
import { isTarget, targetModule } from './targets';
import { type Masked, NO_NAMES, parseAddresses, type Names } from './values';

export type Operation = 'A' | 'C' | 'D' | 'E' | 'F' | 'I' | 'L' | 'N' | 'P' | 'R' | 'S' | 'X' | 'Z' | 'V' | 'h';

export interface Command {
  readonly operation: Operation;
  /** `-L -Z`: zero what was listed. */
  readonly zero: boolean;
  readonly table: TableName;
  readonly chain: string | null;
  /** Counts from 1. */
  readonly number: number | null;
  /** The policy of -P, the new name of -E. */
  readonly name: string | null;
  /** One for each pair of a source and a destination. */
  readonly specs: readonly RuleSpec[];
  readonly counters: { readonly packets: number; readonly bytes: number } | null;
  readonly flags: Readonly<Record<'verbose' | 'numeric' | 'exact' | 'lineNumbers', boolean>>;
}

/** Reads the words behind `iptables`. */
export function parseCommand(words: readonly string[], names: Names = NO_NAMES): Command | IptablesError {
  try {
    return new Parser(words, names).command();
  } catch (refusal) {
    if (refusal instanceof Refused) return refusal.error;
    throw refusal;
  }
}

/** The checks of `generic_opt_check`: which of the options -n -s -d -p -j -v -x -i -o --line-numbers -c -f an operation does without. */
const OPTIONS = 'nsdpjvxio0cf';
const RULE = 'nx0';
const ILLEGAL: Readonly<Record<Operation, string>> = {
  A: RULE,
  I: RULE,
  R: RULE,
  D: `${RULE}c`,
  C: `${RULE}c`,
  L: 'sdpjiocf',
  S: 'nsdpjxio0cf',
  F: 'nsdpjxio0cf',
  Z: 'nsdpjxio0cf',
  N: 'nsdpjxio0cf',
  X: 'nsdpjxio0cf',
  E: 'nsdpjxio0cf',
  P: 'nsdpjxio0f',
  V: '',
  h: '',
};

const OPERATIONS = 'ACDEFILNPRSXZVh';
const MAX_NAME = 29;
const MAX_INTERFACE = 15;

function isOperation(letter: string): letter is Operation {
  return OPERATIONS.includes(letter);
}

class Parser implements Surroundings {
  protocol: Surroundings['protocol'] = null;
  private operation: Operation | null = null;
  private zero = false;
  private table = 'filter';
  private chain: string | null = null;
  private number: number | null = null;
  private name: string | null = null;
  private counters: Command['counters'] = null;
  private not = false;
  private goto = false;
  private jump: string | null = null;
  private target: Loaded<Target> | null = null;
  private readonly matches: Loaded<Match | null>[] = [];
  private readonly used = new Set<string>();
  private readonly values: Partial<
    Record<'s' | 'd' | 'i' | 'o' | 'f', { readonly not: boolean; readonly text: string }>
  > = {};
  private readonly scanner: Scanner;

  constructor(
    words: readonly string[],
    readonly names: Names,
  ) {
    this.scanner = new Scanner(words);
  }

  command(): Command {
    for (let token = this.scanner.next(this.options()); token !== null; token = this.scanner.next(this.options())) {
      this.read(token);
    }
    const { operation } = this;
    if (this.table === 'nat' && (this.name === 'DROP' || this.jump === 'DROP')) {
      refuse('\nThe "nat" table is not intended for filtering, the use of DROP is therefore inhibited.\n\n');
    }
    const matches = operation === 'h' ? [] : this.matches.map((loaded) => finishModule(loaded, this));
    const target = this.target === null || operation === 'h' ? null : finishModule(this.target, this);
    if (operation === null) return refuse('no command specified');
    if (this.not) refuse('nothing appropriate following !');
    const specs = this.specs(
      matches.filter((match) => match !== null),
      target ?? this.jumpTarget(),
    );
    if (operation === 'R' && specs.length !== 1) refuse('Replacement rule does not specify a unique address');
    const illegal = operation === 'D' && this.number !== null ? 'nsdpjxio0cf' : ILLEGAL[operation];
    for (const option of OPTIONS) {
      if (this.used.has(option) && illegal.includes(option)) refuse(`Illegal option \`-${option}' with this command`);
    }
    if ((this.chain?.length ?? 0) >= MAX_NAME)
      refuse(`chain name \`${this.chain ?? ''}' too long (must be under ${MAX_NAME} chars)`);
    this.checkInterfaces();
    const table = TABLES.find((known) => known === this.table) ?? refuseTable(this.table);
    const { chain, number, name, counters, zero } = this;
    const flags = {
      verbose: this.used.has('v'),
      numeric: this.used.has('n'),
      exact: this.used.has('x'),
      lineNumbers: this.used.has('0'),
    };
    return { operation, zero, table, chain, number, name, specs, counters, flags };
  }

  private options(): Option[] {
    const own = this.matches.flatMap(({ module }) => [...module.options]);
    return this.target === null ? own : [...this.target.module.options, ...own];
  }

  private read(token: Token): void {
    switch (token.kind) {
      case 'word':
        if (token.word !== '!') return refuseArgument(token.word);
        if (this.not) refuse('multiple consecutive ! not allowed');
        this.not = true;
        return;
      case 'unknown':
        if (!token.text.startsWith('--') || !this.loadProtocol()) refuse(`unknown option "${token.text}"`);
        this.scanner.again();
        return;
      case 'extension':
        this.readExtension(token.name, token.value);
        return;
      case 'core': {
        const not = this.not;
        this.not = false;
        const { letter, value } = token;
        if (isOperation(letter)) this.readOperation(letter, value, not, token.text);
        else this.readCore(letter, value ?? '', not);
      }
    }
  }

  /** An unknown option may be one of the protocol's own extension, which `-p` brings along (`load_proto`). */
  private loadProtocol(): boolean {
    if (this.protocol === null || this.protocol.not) return false;
    const name = protocolText(this.protocol.protocol);
    const module = this.matches.some((loaded) => loaded.module.name === name) ? null : matchModule(name);
    if (module === null) return false;
    this.matches.push({ module, given: new Set() });
    return true;
  }

  private readExtension(name: string, value: string | null): void {
    const not = this.not;
    this.not = false;
    const loaded = this.ownerOf(name);
    const option = loaded?.module.options.find((own) => own.name === name);
    if (loaded === null || option === undefined) return;
    const words = value === null ? [] : [value];
    const second = option.words === 2 ? this.scanner.take() : null;
    if (second !== null) words.push(second);
    readOption(loaded, option, words, not, this);
  }

  /** The target before the matches, of these the one that was loaded last. */
  private ownerOf(name: string): Loaded<Target> | Loaded<Match | null> | null {
    if (this.target?.module.options.some((option) => option.name === name) === true) return this.target;
    return this.matches.findLast(({ module }) => module.options.some((option) => option.name === name)) ?? null;
  }

  private readOperation(letter: Operation, value: string | null, not: boolean, text: string): void {
    if (not) refuse(`unexpected '!' flag before ${text}`);
    if (letter === 'Z' && this.operation === 'L') this.zero = true;
    else if (letter === 'L' && this.operation === 'Z') {
      this.zero = true;
      this.operation = 'L';
    } else if (this.operation !== null && letter !== 'h' && letter !== 'V')
      refuse(`Cannot use -${letter} with -${this.operation}`);
    else this.operation = letter;
    switch (letter) {
      case 'A':
      case 'C':
        this.chain = value;
        return;
      case 'D':
      case 'I':
      case 'R':
      case 'L':
      case 'S':
      case 'Z': {
        const chain = value ?? this.scanner.take() ?? this.chain;
        this.chain = chain;
        const number = chain === null ? null : this.scanner.take();
        if (number !== null) this.number = parseNumber(number);
        else if (letter === 'R') refuse('-R requires a rule number');
        return;
      }
      case 'F':
      case 'X':
        this.chain = value ?? this.scanner.take();
        return;
      case 'N':
        this.chain = checkName(value ?? '');
        return;
      case 'E':
        this.chain = value;
        this.name = this.scanner.take() ?? refuse('-E requires old-chain-name and new-chain-name');
        return;
      case 'P':
        this.chain = value;
        this.name = this.scanner.take() ?? refuse('-P requires a chain and a policy');
        return;
      case 'V':
      case 'h':
        return;
    }
  }

  private readCore(letter: Exclude<Letter, Operation>, text: string, not: boolean): void {
    switch (letter) {
      case 't':
        this.table = text;
        return;
      case 'm': {
        const module = matchModule(text) ?? refuse(`Couldn't load match \`${text}':No such file or directory\n`);
        this.loadMatch(module.name, text);
        return;
      }
      case 'w':
        this.scanner.take();
        return;
      case '4':
        return;
      case 'j':
      case 'g':
        this.use('j', not);
        this.jump = text;
        this.goto = letter === 'g';
        if (letter === 'j') this.loadTarget(text);
        return;
      case 'p':
        this.use('p', not, true);
        this.protocol = {
          not,
          protocol: protocolNumber(text) ?? refuse(`unknown protocol "${text.toLowerCase()}" specified`),
        };
        if (not && this.protocol.protocol === 0) refuse('rule would never match protocol');
        return;
      case 'c': {
        this.use('c', not);
        const bytes = this.scanner.take() ?? refuse('-c requires packet and byte counter');
        if (!/^\d+$/.test(text)) refuse('-c packet counter not numeric');
        if (!/^\d+$/.test(bytes)) refuse('-c byte counter not numeric');
        this.counters = { packets: Number(text), bytes: Number(bytes) };
        return;
      }
      case 's':
      case 'd':
        this.use(letter, not, true);
        this.values[letter] = { not, text };
        return;
      case 'i':
      case 'o':
        this.use(letter, not, true);
        if (text === '') refuse('Empty interface is likely to be undesired');
        if (text.length > MAX_INTERFACE)
          refuse(`interface name \`${text}' must be shorter than IFNAMSIZ (${MAX_INTERFACE})`);
        this.values[letter] = { not, text };
        return;
      case 'f':
        this.use('f', not, true);
        this.values.f = { not, text };
        return;
      case 'v':
      case 'n':
      case 'x':
      case '0':
        this.used.add(letter);
        return;
    }
  }

  /** `set_option`: an option comes once, and only some take a `!`. */
  private use(letter: string, not: boolean, invertible = false): void {
    if (this.used.has(letter)) refuse(`multiple -${letter} flags not allowed`);
    if (not && !invertible) refuse(`cannot have ! before -${letter}`);
    this.used.add(letter);
  }

  private loadMatch(name: string, text: string): void {
    const known = this.matches.find(({ module }) => module.name === name);
    // The same extension twice: its options of before are done with, unless it has none yet.
    if (known !== undefined && (name === 'tcp' || name === 'udp' || name === 'sctp' || known.given.size === 0)) return;
    const module = matchModule(text);
    if (module !== null) this.matches.push({ module, given: new Set() });
  }

  private loadTarget(name: string): void {
    if (name === '') refuse('Invalid target name (too short)');
    if (name.length >= MAX_NAME) refuse(`Invalid target name \`${name}' (${MAX_NAME - 1} chars max)`);
    const module = targetModule(name);
    this.target = module === null ? null : { module, given: new Set() };
  }

  private jumpTarget(): Target {
    if (this.jump === null) return { target: 'NONE' };
    return this.goto ? { target: 'GOTO', chain: this.jump } : { target: 'JUMP', chain: this.jump };
  }

  /** The rule for each source and destination, addresses first, as the kernel keeps them. */
  private specs(modules: readonly Match[], target: Target): RuleSpec[] {
    const { s, d, i, o, f } = this.values;
    const sources = this.addresses(s);
    const destinations = this.addresses(d);
    if ((s?.not === true && sources.length > 1) || (d?.not === true && destinations.length > 1))
      refuse('! not allowed with multiple source or destination IP addresses');
    const rest: Match[] = [];
    if (i !== undefined && i.text !== '+') rest.push({ match: 'in', not: i.not, dev: i.text });
    if (o !== undefined && o.text !== '+') rest.push({ match: 'out', not: o.not, dev: o.text });
    if (this.protocol !== null && this.protocol.protocol !== 0) rest.push({ match: 'protocol', ...this.protocol });
    if (f !== undefined) rest.push({ match: 'fragment', not: f.not });
    const address = (match: 'source' | 'destination', masked: Masked, not: boolean): Match[] =>
      masked.mask === 0 && !not ? [] : [{ match, not, ...masked }];
    return sources.flatMap((source) =>
      destinations.map((destination) => {
        const own = [
          ...address('source', source, s?.not === true),
          ...address('destination', destination, d?.not === true),
        ];
        return new RuleSpec([...own, ...rest, ...modules], target);
      }),
    );
  }

  private addresses(value: { readonly text: string } | undefined): readonly Masked[] {
    return value === undefined ? ANYWHERE : parseAddresses(value.text, this.names);
  }

  private checkInterfaces(): void {
    const { operation, chain, values } = this;
    if (operation === null || !'ADCIR'.includes(operation)) return;
    if ((chain === 'PREROUTING' || chain === 'INPUT') && values.o !== undefined) refuse(`Can't use -o with ${chain}\n`);
    if ((chain === 'POSTROUTING' || chain === 'OUTPUT') && values.i !== undefined)
      refuse(`Can't use -i with ${chain}\n`);
  }
}

const ANYWHERE: readonly Masked[] = [{ address: 0, mask: 0 }];

function parseNumber(text: string): number {
  return /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : refuse(`Invalid rule number \`${text}'`);
}

/** `parse_chain`. */
function checkName(name: string): string {
  if (name.startsWith('-') || name.startsWith('!')) refuse(`chain name not allowed to start with \`${name[0] ?? ''}'`);
  if (isTarget(name)) refuse('chain name may not clash with target name');
  if (/\s/.test(name)) refuse(`Invalid chain name \`${name}'`);
  return name;
}
