/** `dig` of BIND 9.18 (bin/dig/dig.c, dighost.c). */
import { randomBelow } from '../../../sim/random';
import { type DnsMessage, DnsType, Rcode } from '../../../wire/dns';
import { program, type Sys } from '../../program';
import {
  type Client,
  clientData,
  type ClientData,
  clientEvent,
  illegalName,
  requestFor,
  searchNames,
  startClient,
} from '../client';
import type { Request } from '../exchange';
import { type DigCommand, parseDig } from './options';
import { type DigQuestion, isStream, typeOf } from './question';
import { greetingText, messageText, shortText, statsText } from './text';

interface DigData extends ClientData {
  readonly command: DigCommand;
  readonly args: readonly string[];
  /** Which of them is under way. */
  question: number;
  greeted: boolean;
  readonly cookie: Uint8Array;
}

/** No reply from a server; an internal error. */
const NO_REPLY = 9;
const INTERNAL = 10;
const COOKIE_LENGTH = 8;
const COOKIE_OPTION = 10;
const DNSSEC_OK = 0x8000;

export const dig = program<DigData>({
  name: 'dig',
  start: (sys) => {
    const command = parseDig(sys.args);
    if ('out' in command) {
      sys.out(command.out);
      sys.err(command.err);
      return command.status;
    }
    sys.err(command.warnings);
    const data: DigData = {
      ...clientData(command.questions.flatMap(({ server }) => server ?? [])),
      command,
      args: sys.args,
      question: -1,
      greeted: !command.greets,
      cookie: Uint8Array.from({ length: COOKIE_LENGTH }, () => randomBelow(sys.k.random, 256)),
    };
    startClient(sys, client, data);
    return data;
  },
  on: (sys, data, event) => {
    clientEvent(sys, client, data, event);
  },
});

const client: Client<DigData> = {
  name: 'dig',
  next: (sys, data) => {
    data.names.shift();
    if (data.names.length === 0) {
      const question = data.command.questions[++data.question];
      if (question === undefined) return null;
      const illegal = illegalName(question.name);
      if (illegal !== null) {
        sys.err(`dig: '${question.name}' is not a legal name (${illegal})\n`);
        data.status = INTERNAL;
        return null;
      }
      data.names = searchNames(sys, question.name, question.search, question.ndots);
    }
    return requestOf(sys, data, questionOf(data));
  },
  comments: (data) => questionOf(data).display.comments,
  sent: (sys, data, message, size) => {
    const { display } = questionOf(data);
    if (!display.query || data.command.short) return;
    greet(sys, data);
    sys.out(messageText(message, display, null));
    if (display.stats) sys.out(`;; QUERY SIZE: ${size}\n\n`);
  },
  answered: (sys, data, reply) => {
    const { display } = questionOf(data);
    if (reply.message.rcode === Rcode.NXDomain && data.names.length > 1) return;
    data.names.length = 0;
    data.status = 0;
    if (data.command.short) {
      sys.out(shortText(reply, display.identify));
      return;
    }
    greet(sys, data);
    sys.out(messageText(reply.message, display, data.cookie));
    if (display.stats) sys.out(statsText(reply, sys.k.clock.now, data.command.microseconds));
  },
  failed: (sys, data, how) => {
    if (how === 'silence') greet(sys, data);
    sys.out(';; no servers could be reached\n');
    data.names.length = 0;
    data.status = NO_REPLY;
  },
};

function questionOf(data: DigData): DigQuestion {
  return data.command.questions[data.question]!;
}

/** Once, before the first message. */
function greet(sys: Sys, data: DigData): void {
  if (data.greeted) return;
  data.greeted = true;
  const { countsServers, questions } = data.command;
  const servers = countsServers ? (data.addresses[questions[0]?.server ?? '']?.length ?? 0) : null;
  sys.out(greetingText(data.args, servers));
}

function requestOf(sys: Sys, data: DigData, question: DigQuestion): Request {
  const { port, source } = data.command;
  const stream = isStream(question);
  const request = requestFor(sys, data, { ...question, port }, { type: typeOf(question), stream, tries: 3 });
  const { ignoreTruncation, skipServfail } = question;
  return { ...request, message: withExtras(data, question, request.message), ignoreTruncation, skipServfail, source };
}

/** The query with the header bits and the EDNS record that dig was told to send. */
function withExtras(data: DigData, question: DigQuestion, plain: DnsMessage): DnsMessage {
  const { bufferSize, authentic, checkingDisabled, authoritative } = question;
  const options = question.cookie ? [{ code: COOKIE_OPTION, data: data.cookie }] : [];
  const opt = {
    name: '',
    type: DnsType.OPT,
    class: bufferSize ?? 0,
    ttl: question.dnssec ? DNSSEC_OK : 0,
    data: { kind: 'OPT', options },
  } as const;
  return {
    ...plain,
    authoritative,
    authenticData: authentic,
    checkingDisabled,
    additionals: bufferSize === null ? [] : [opt],
  };
}
