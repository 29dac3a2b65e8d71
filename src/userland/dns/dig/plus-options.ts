/** The options of dig that begin with a plus sign: +[no]keyword[=value], each as short as it stays unambiguous. */
import { BUFFER_SIZE, type DigQuestion, type DigRefusal } from './question';

/** What an option does beside changing the question. */
export interface Taken {
  readonly greets?: boolean;
  readonly short?: boolean;
  readonly refusal?: DigRefusal;
}

type Apply = (question: DigQuestion, on: boolean, value: string | undefined) => Taken | 'invalid' | undefined;

const nothing: Apply = () => undefined;

/** What the simulation leaves out is said, not pretended. */
const leftOut =
  (name: string): Apply =>
  (_, on) =>
    on ? { refusal: { out: '', err: `dig: +${name} is not simulated\n`, status: 10 } } : undefined;

const display =
  (key: 'question' | 'answer' | 'authority' | 'additional' | 'comments' | 'stats' | 'identify' | 'class'): Apply =>
  ({ display: shown }, on) => {
    shown[key] = on;
    return undefined;
  };

const flag =
  (
    key: 'recursion' | 'authentic' | 'checkingDisabled' | 'authoritative' | 'cookie' | 'ignoreTruncation' | 'search',
  ): Apply =>
  (question, on) => {
    question[key] = on;
    return undefined;
  };

const number =
  (what: string, highest: number, set: (question: DigQuestion, value: number) => void): Apply =>
  (question, on, value) => {
    if (value === undefined || !on) return 'invalid';
    if (!/^\d+$/.test(value)) return couldNotParse(what, value, 'not a valid number');
    if (Number(value) > highest) return couldNotParse(what, value, 'out of range');
    set(question, Number(value));
    return undefined;
  };

function couldNotParse(what: string, value: string, why: string): Taken {
  return { refusal: { out: `invalid ${what} '${value}': ${why}\n`, err: `dig: Couldn't parse ${what}\n`, status: 10 } };
}

const all: Apply = ({ display: shown }, on) => {
  for (const key of ['question', 'answer', 'authority', 'additional', 'comments', 'stats'] as const) shown[key] = on;
  return { greets: on };
};

const short: Apply = ({ display: shown }, on) => {
  if (!on) return { short: false };
  for (const key of ['question', 'authority', 'additional', 'comments', 'stats'] as const) shown[key] = false;
  shown.answer = true;
  return { greets: false, short: true };
};

const edns: Apply = (question, on) => {
  question.bufferSize = on ? (question.bufferSize ?? BUFFER_SIZE) : null;
  return undefined;
};

const bufferSize: Apply = (question, on, value) => {
  if (!on) return 'invalid';
  if (value === undefined) {
    question.bufferSize = BUFFER_SIZE;
    return undefined;
  }
  return number('buffer size', 65535, (asked, size) => {
    asked.bufferSize = size;
  })(question, on, value);
};

const stream: Apply = (question, on) => {
  question.stream = on;
  return undefined;
};

const OPTIONS: Readonly<Record<string, Apply>> = {
  aaflag: flag('authoritative'),
  aaonly: flag('authoritative'),
  additional: display('additional'),
  adflag: flag('authentic'),
  all,
  answer: display('answer'),
  authority: display('authority'),
  badcookie: nothing,
  besteffort: nothing,
  bufsize: bufferSize,
  cdflag: flag('checkingDisabled'),
  class: display('class'),
  cmd: (_, on) => ({ greets: on }),
  coflag: nothing,
  comments: display('comments'),
  cookie: flag('cookie'),
  crypto: nothing,
  defname: flag('search'),
  dns64prefix: leftOut('dns64prefix'),
  dnssec: (question, on) => {
    question.dnssec = on;
    return on ? edns(question, on, undefined) : undefined;
  },
  domain: nothing,
  edns,
  ednsflags: nothing,
  ednsnegotiation: nothing,
  ednsopt: nothing,
  expandaaaa: nothing,
  expire: nothing,
  fail: (question, on) => {
    question.skipServfail = !on;
    return undefined;
  },
  'header-only': leftOut('header-only'),
  https: leftOut('https'),
  'http-plain': leftOut('http-plain'),
  identify: display('identify'),
  idnin: nothing,
  idnout: nothing,
  ignore: flag('ignoreTruncation'),
  keepalive: nothing,
  keepopen: nothing,
  multiline: leftOut('multiline'),
  ndots: number('ndots', 65535, (question, ndots) => {
    question.ndots = ndots;
  }),
  nsid: nothing,
  nssearch: leftOut('nssearch'),
  onesoa: nothing,
  opcode: leftOut('opcode'),
  padding: nothing,
  qid: nothing,
  qr: ({ display: shown }, on) => {
    shown.query = on;
    return undefined;
  },
  question: display('question'),
  raflag: nothing,
  rdflag: flag('recursion'),
  recurse: flag('recursion'),
  retry: number('retries', 65534, (question, retries) => {
    question.tries = retries + 1;
  }),
  rrcomments: nothing,
  search: flag('search'),
  short,
  showbadcookie: nothing,
  showsearch: nothing,
  split: nothing,
  stats: display('stats'),
  subnet: nothing,
  tcflag: nothing,
  tcp: stream,
  timeout: number('timeout', 65535, (question, seconds) => {
    question.timeout = Math.max(1, seconds);
  }),
  tls: leftOut('tls'),
  trace: leftOut('trace'),
  tries: number('tries', 65535, (question, tries) => {
    question.tries = Math.max(1, tries);
  }),
  ttlid: ({ display: shown }, on) => {
    shown.ttl = on ? 'seconds' : 'none';
    return undefined;
  },
  ttlunits: ({ display: shown }, on) => {
    shown.ttl = on ? 'units' : 'seconds';
    return undefined;
  },
  unknownformat: nothing,
  vc: stream,
  yaml: leftOut('yaml'),
  zflag: nothing,
};
const NAMES = Object.keys(OPTIONS);
/** What an ambiguous beginning means all the same. */
const PREFERRED: Readonly<Record<string, string>> = { ad: 'additional', co: 'comments' };

/** Applies one option, given without its plus sign. */
export function plusOption(question: DigQuestion, text: string): Taken | 'invalid' {
  const equals = text.indexOf('=');
  const word = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
  const value = equals < 0 ? undefined : text.slice(equals + 1);
  const off = word.startsWith('no');
  const keyword = off ? word.slice(2) : word;
  const matches = NAMES.filter((name) => name.startsWith(keyword));
  const name = matches.includes(keyword) ? keyword : matches.length === 1 ? matches[0] : PREFERRED[keyword];
  const apply = name === undefined || keyword === '' ? undefined : OPTIONS[name];
  return apply === undefined ? 'invalid' : (apply(question, !off, value) ?? {});
}
