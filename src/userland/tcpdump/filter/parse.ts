/** Filter expressions read (grammar.y of libpcap): `and` and `or` bind alike, from the left; `not` binds closest. */
import type { Direction, Filter, Layer, Value } from './filter';
import { ETHER_TYPES, IP_PROTOCOLS, netFilter, primitive, type Qualifiers, Refusal, SYNTAX_ERROR } from './primitives';
import { type Token, tokenize } from './tokens';

export type Parsed =
  | { readonly ok: true; readonly filter: Filter; readonly names: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** The filter of an expression with the host names in it, or what tcpdump says of it; no words let everything pass. */
export function parseFilter(expression: string): Parsed {
  const tokens = tokenize(expression);
  if (tokens === null) return { ok: false, reason: SYNTAX_ERROR };
  if (tokens.length === 0) return { ok: true, filter: { kind: 'everything' }, names: [] };
  const reader: Reader = { tokens, at: 0, last: null };
  const filter = readExpression(reader);
  if (filter instanceof Refusal) return { ok: false, reason: filter.reason };
  if (reader.at < tokens.length) return { ok: false, reason: SYNTAX_ERROR };
  return { ok: true, filter, names: namesIn(filter) };
}

function namesIn(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...new Set([...namesIn(filter.left), ...namesIn(filter.right)])];
    case 'not':
      return namesIn(filter.of);
    case 'name':
      return [filter.name];
    default:
      return [];
  }
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  /** The qualifiers that stood last: an identifier without any has them. */
  last: Qualifiers | null;
}

const syntaxError = () => new Refusal(SYNTAX_ERROR);

function peek(reader: Reader, ahead = 0): string | null {
  const token = reader.tokens[reader.at + ahead];
  if (token === undefined || token.kind === 'number') return null;
  return token.kind === 'word' && token.literal ? null : token.text;
}

function takeIf(reader: Reader, ...texts: string[]): string | null {
  const text = peek(reader);
  if (text === null || !texts.includes(text)) return null;
  reader.at++;
  return text;
}

/** The text of an identifier: a word, or a number. */
function takeId(reader: Reader): string | null {
  const token = reader.tokens[reader.at];
  if (token === undefined || token.kind === 'sign') return null;
  if (token.kind === 'word' && !token.literal && RESERVED.has(token.text)) return null;
  reader.at++;
  return token.kind === 'word' ? token.text : String(token.value);
}

function readExpression(reader: Reader): Filter | Refusal {
  let left = readTerm(reader);
  for (;;) {
    if (left instanceof Refusal) return left;
    const word = takeIf(reader, 'and', '&&', 'or', '||');
    if (word === null) return left;
    const right = readOperand(reader);
    if (right instanceof Refusal) return right;
    left = { kind: word === 'and' || word === '&&' ? 'and' : 'or', left, right };
  }
}

/** Behind `and` and `or` an identifier may stand alone. */
function readOperand(reader: Reader): Filter | Refusal {
  const negated = peek(reader) === 'not' || peek(reader) === '!';
  const start = reader.at;
  if (negated) reader.at++;
  const next = reader.tokens[reader.at];
  const isBare = next !== undefined && next.kind !== 'sign' && !isHead(reader) && !isComparison(reader);
  if (!isBare) {
    reader.at = start;
    return readTerm(reader);
  }
  const id = takeId(reader);
  if (id === null || reader.last === null) return syntaxError();
  const filter = identified(reader, reader.last, id);
  return filter instanceof Refusal || !negated ? filter : { kind: 'not', of: filter };
}

function readTerm(reader: Reader): Filter | Refusal {
  if (takeIf(reader, 'not', '!') !== null) {
    const of = readTerm(reader);
    return of instanceof Refusal ? of : { kind: 'not', of };
  }
  if (isComparison(reader)) return readComparison(reader);
  if (takeIf(reader, '(') !== null) {
    const inner = readExpression(reader);
    if (inner instanceof Refusal) return inner;
    return takeIf(reader, ')') === null ? syntaxError() : inner;
  }
  return readPrimitive(reader);
}

const PROTOCOLS = new Set(['ether', 'link', ...Object.keys(ETHER_TYPES), ...Object.keys(IP_PROTOCOLS)]);
const TYPES = new Set(['host', 'net', 'port', 'portrange', 'gateway', 'proto']);
const DIRECTIONS = new Set(['src', 'dst']);
const ALONE = new Set(['broadcast', 'multicast', 'less', 'greater', 'inbound', 'outbound', 'vlan']);
const RESERVED = new Set([...PROTOCOLS, ...TYPES, ...DIRECTIONS, ...ALONE, 'and', 'or', 'not', 'len', 'mask']);

function isHead(reader: Reader): boolean {
  const word = peek(reader);
  return word !== null && (PROTOCOLS.has(word) || TYPES.has(word) || DIRECTIONS.has(word) || ALONE.has(word));
}

function readPrimitive(reader: Reader): Filter | Refusal {
  const word = peek(reader);
  if (word !== null && ALONE.has(word)) return readAlone(reader, null);
  const protocol = word !== null && PROTOCOLS.has(word) ? word : null;
  if (protocol !== null) reader.at++;
  const following = peek(reader);
  if (protocol !== null && (following === 'broadcast' || following === 'multicast')) return readAlone(reader, protocol);
  const direction = readDirection(reader);
  const typeWord = peek(reader);
  const type = typeWord !== null && TYPES.has(typeWord) ? typeWord : null;
  if (type !== null) reader.at++;
  if (protocol !== null && direction === null && type === null) {
    reader.last = { protocol, direction: 'either', type: null };
    return protocolAlone(protocol);
  }
  if (direction === null && type === null) return syntaxError();
  const qualifiers: Qualifiers = {
    protocol: protocol === 'link' ? 'ether' : protocol,
    direction: direction ?? 'either',
    type: isType(type) ? type : 'host',
  };
  reader.last = qualifiers;
  return takeIf(reader, '(') === null ? readIdentifier(reader, qualifiers) : readIdentifiers(reader, qualifiers);
}

function isType(word: string | null): word is NonNullable<Qualifiers['type']> {
  return word !== null && TYPES.has(word);
}

function readDirection(reader: Reader): Direction | null {
  const first = takeIf(reader, 'src', 'dst');
  if (first === null) return null;
  const [joint, second] = [peek(reader), peek(reader, 1)];
  const isJoint = joint === 'or' || joint === 'and' || joint === '||' || joint === '&&';
  if (isJoint && second !== null && DIRECTIONS.has(second) && second !== first) {
    reader.at += 2;
    return joint === 'or' || joint === '||' ? 'either' : 'both';
  }
  return first === 'src' ? 'src' : 'dst';
}

function readIdentifier(reader: Reader, qualifiers: Qualifiers): Filter | Refusal {
  const id = takeId(reader);
  return id === null ? syntaxError() : identified(reader, qualifiers, id);
}

function identified(reader: Reader, qualifiers: Qualifiers, id: string): Filter | Refusal {
  if (qualifiers.type === 'net' && takeIf(reader, 'mask') !== null) {
    const mask = takeId(reader);
    return mask === null ? syntaxError() : netFilter(qualifiers, id, mask);
  }
  return primitive(qualifiers, id);
}

/** `host (a or b)` */
function readIdentifiers(reader: Reader, qualifiers: Qualifiers): Filter | Refusal {
  let left = readIdentifier(reader, qualifiers);
  for (;;) {
    if (left instanceof Refusal) return left;
    const word = takeIf(reader, 'and', '&&', 'or', '||');
    if (word === null) return takeIf(reader, ')') === null ? syntaxError() : left;
    const right = readIdentifier(reader, qualifiers);
    if (right instanceof Refusal) return right;
    left = { kind: word === 'and' || word === '&&' ? 'and' : 'or', left, right };
  }
}

function protocolAlone(protocol: string): Filter | Refusal {
  const type = ETHER_TYPES[protocol];
  if (type !== undefined) return { kind: 'ethertype', type };
  const number = IP_PROTOCOLS[protocol];
  return number === undefined ? syntaxError() : { kind: 'protocol', protocol: number };
}

function readAlone(reader: Reader, protocol: string | null): Filter | Refusal {
  const word = peek(reader);
  reader.at++;
  switch (word) {
    case 'broadcast':
      if (protocol === 'ip') return new Refusal("'ip broadcast' is not simulated");
      return { kind: 'group', of: 'ether broadcast' };
    case 'multicast':
      return { kind: 'group', of: protocol === 'ip' ? 'ip multicast' : 'ether multicast' };
    case 'inbound':
    case 'outbound':
      return { kind: 'passage', sent: word === 'outbound' };
    case 'vlan':
      return new Refusal("'vlan' is not simulated");
    default: {
      const token = reader.tokens[reader.at];
      if (token?.kind !== 'number') return syntaxError();
      reader.at++;
      const right: Value = { kind: 'number', value: token.value };
      return { kind: 'compare', sign: word === 'less' ? '<=' : '>=', left: { kind: 'length' }, right };
    }
  }
}

const RELATIONS = ['>', '<', '>=', '<=', '=', '==', '!='];

function isLayer(word: string | null): word is Layer {
  return word !== null && ['ether', 'ip', 'arp', 'rarp', 'tcp', 'udp', 'icmp', 'igmp'].includes(word);
}

/** Whether a comparison of numbers begins here: it is read once to see. */
function isComparison(reader: Reader): boolean {
  const start = reader.at;
  const first = reader.tokens[start];
  const may =
    first?.kind === 'number' ||
    peek(reader) === 'len' ||
    peek(reader) === '(' ||
    peek(reader) === '-' ||
    peek(reader, 1) === '[';
  if (!may) return false;
  const value = readValue(reader, 0);
  const is = value instanceof Refusal ? value.reason !== SYNTAX_ERROR : RELATIONS.includes(peek(reader) ?? '');
  reader.at = start;
  return is;
}

function readComparison(reader: Reader): Filter | Refusal {
  const left = readValue(reader, 0);
  if (left instanceof Refusal) return left;
  const sign = takeIf(reader, ...RELATIONS);
  if (sign === null) return syntaxError();
  const right = readValue(reader, 0);
  return right instanceof Refusal ? right : { kind: 'compare', sign, left, right };
}

/** Signs that bind alike, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [['|', '^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']];

function readValue(reader: Reader, level: number): Value | Refusal {
  const signs = LEVELS[level];
  if (signs === undefined) return readAtom(reader);
  let left = readValue(reader, level + 1);
  for (;;) {
    if (left instanceof Refusal) return left;
    const sign = takeIf(reader, ...signs);
    if (sign === null) return left;
    const right = readValue(reader, level + 1);
    if (right instanceof Refusal) return right;
    left = { kind: 'sum', sign, left, right };
  }
}

function readAtom(reader: Reader): Value | Refusal {
  const token = reader.tokens[reader.at];
  if (token?.kind === 'number') {
    reader.at++;
    return { kind: 'number', value: token.value };
  }
  if (takeIf(reader, 'len') !== null) return { kind: 'length' };
  if (takeIf(reader, '(') !== null) {
    const inner = readValue(reader, 0);
    if (inner instanceof Refusal) return inner;
    return takeIf(reader, ')') === null ? syntaxError() : inner;
  }
  const layer = peek(reader);
  if (!isLayer(layer) || peek(reader, 1) !== '[') return syntaxError();
  reader.at += 2;
  const at = readValue(reader, 0);
  if (at instanceof Refusal) return at;
  let size = 1;
  if (takeIf(reader, ':') !== null) {
    const given = reader.tokens[reader.at];
    if (given?.kind !== 'number') return syntaxError();
    reader.at++;
    size = given.value;
  }
  if (takeIf(reader, ']') === null) return syntaxError();
  if (size !== 1 && size !== 2 && size !== 4) return new Refusal('data size must be 1, 2, or 4');
  return { kind: 'bytes', layer, at, size };
}
