/** `nslookup` of busybox 1.35 (networking/nslookup.c). */
import { formatIpv4, type Ipv4, parseIpv4 } from '../../../base/ipv4';
import { strerror } from '../../../kernel/errno';
import { close, connect, openUdp, receiveFrom, send } from '../../../kernel/socket/calls';
import { type Micros, SECOND } from '../../../sim/clock';
import { compileMachine } from '../../../sim/machine';
import { randomBelow } from '../../../sim/random';
import { decodeDns, DNS_PORT, type DnsMessage, dnsQuery, encodeDns, Rcode } from '../../../wire/dns';
import { program, type Sys } from '../../program';
import { readResolvConf } from '../../resolver/configuration';
import { type Lookup, onLookup, startLookup } from '../../resolver/resolver';
import { relative } from '../client';
import {
  NSLOOKUP_EFFECTS,
  NSLOOKUP_EVENTS,
  NSLOOKUP_STATES,
  type NslookupEffect,
  type NslookupEvent,
  nslookupMachine,
  type NslookupState,
} from './nslookup.machine';
import { type NslookupCommand, parseNslookup, queriesOf } from './options';
import { answerText, failureText, serverBlock } from './text';

export const nslookupTable = compileMachine(nslookupMachine, NSLOOKUP_STATES, NSLOOKUP_EVENTS, NSLOOKUP_EFFECTS);

interface Query {
  readonly name: string;
  readonly type: number;
  readonly id: number;
  answer: DnsMessage | null;
}

interface NslookupData {
  state: NslookupState;
  readonly command: NslookupCommand;
  readonly queries: Query[];
  readonly servers: Ipv4[];
  server: number;
  socket: string | null;
  lookup: Lookup | null;
  /** When the server was asked first. */
  since: Micros;
  /** Which query is written next; they follow each other with a little time between. */
  writing: number;
  /** How many SERVFAILs are still answered with the question again. */
  patience: number;
}

/** What passes between one question and the next. */
const WRITE_GAP = 200;

export const busyboxNslookup = program<NslookupData>({
  name: 'nslookup',
  start: (sys) => {
    const command = parseNslookup(sys.args);
    if ('err' in command) {
      sys.err(command.err);
      return 1;
    }
    const conf = readResolvConf(sys.readFile('/etc/resolv.conf'));
    const queries = queriesOf(command, conf.search).map(({ name, type }) => {
      return { name, type, id: randomBelow(sys.k.random, 0x10000), answer: null };
    });
    const data: NslookupData = {
      state: 'starting',
      command,
      queries,
      servers: [...conf.servers],
      server: 0,
      socket: null,
      lookup: null,
      since: 0,
      writing: 0,
      patience: 0,
    };
    sys.process.data = data;
    const given = command.server === null ? null : parseIpv4(command.server);
    if (given !== null) data.servers.splice(0, data.servers.length, given);
    step(sys, data, command.server === null || given !== null ? 'known' : 'named');
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null) {
      if (onLookup(sys, data.lookup, event)) takeLookup(sys, data);
    } else if (event.type === 'timer' && event.name === 'write') write(sys, data);
    else if (event.type === 'timer') interval(sys, data);
    else if (event.type === 'socket') listen(sys, data);
  },
});

function step(sys: Sys, data: NslookupData, event: NslookupEvent): void {
  const transition = nslookupTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, data, effect);
  if (data.state === 'done' && event === 'unknown') sys.exit(1);
}

function perform(sys: Sys, data: NslookupData, effect: NslookupEffect): void {
  switch (effect) {
    case 'resolve':
      data.lookup = startLookup(sys, data.command.server ?? '');
      takeLookup(sys, data);
      return;
    case 'firstServer':
      open(sys, data, 0);
      return;
    case 'nextServer':
      open(sys, data, data.server + 1);
      return;
    case 'send':
      data.writing = 0;
      data.patience = 2 * data.queries.length;
      sys.timer('interval', (data.command.timeout * SECOND) / data.command.retries);
      write(sys, data);
      return;
    case 'show':
      show(sys, data);
      return;
    case 'giveUp':
      sys.out(';; connection timed out; no servers could be reached\n\n');
      sys.exit(1);
  }
}

function takeLookup(sys: Sys, data: NslookupData): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  const [first] = result.ok ? result.addresses : [];
  if (first === undefined) sys.err(`nslookup: bad address '${data.command.server ?? ''}'\n`);
  else data.servers.splice(0, data.servers.length, first);
  step(sys, data, first === undefined ? 'unknown' : 'known');
}

function open(sys: Sys, data: NslookupData, server: number): void {
  if (data.socket !== null) close(sys, data.socket);
  data.server = server;
  data.since = sys.k.clock.now;
  data.socket = openUdp(sys, sys.process.pid);
  const ip = data.servers[server] ?? 0;
  const failed = connect(sys, data.socket, ip, data.command.port);
  if (failed === null) return;
  sys.err(`nslookup: can't connect to remote host (${formatIpv4(ip)}): ${strerror(failed)}\n`);
  step(sys, data, 'unknown');
}

/** Writes the next question that has no answer, and the others a little later. */
function write(sys: Sys, data: NslookupData): void {
  if (data.state !== 'asking' || data.socket === null) return;
  while (data.queries[data.writing]?.answer != null) data.writing++;
  const query = data.queries[data.writing];
  if (query === undefined) {
    listen(sys, data);
    return;
  }
  data.writing++;
  const sent = send(sys, data.socket, encodeDns(dnsQuery(query.id, relative(query.name), query.type)));
  if (typeof sent === 'string') {
    sys.err(`nslookup: write to '${serverName(data)}': ${strerror(sent)}\n`);
    step(sys, data, data.server + 1 < data.servers.length ? 'silent' : 'exhausted');
  } else if (data.writing < data.queries.length) sys.timer('write', WRITE_GAP);
  else listen(sys, data);
}

function serverName(data: NslookupData): string {
  const { command, servers, server } = data;
  const name = command.server ?? formatIpv4(servers[server] ?? 0);
  return command.port === DNS_PORT ? name : `${name}:${command.port}`;
}

function interval(sys: Sys, data: NslookupData): void {
  const over = sys.k.clock.now - data.since >= data.command.timeout * SECOND;
  if (!over) step(sys, data, 'again');
  else step(sys, data, data.server + 1 < data.servers.length ? 'silent' : 'exhausted');
}

/** Nothing is read before everything has been written. */
function listen(sys: Sys, data: NslookupData): void {
  if (data.writing < data.queries.length) return;
  while (data.state === 'asking' && data.socket !== null) {
    const got = receiveFrom(sys, data.socket);
    if (got === 'EAGAIN') return;
    if (typeof got === 'string') {
      sys.err(`nslookup: read: ${strerror(got)}\n`);
      continue;
    }
    const answer = decodeDns(got.payload);
    const query = data.queries.find(({ id, answer: had }) => id === answer?.id && had === null);
    if (answer === null || query === undefined) continue;
    if (answer.rcode === Rcode.ServFail && data.patience > 0) {
      data.patience--;
      send(sys, data.socket, encodeDns(dnsQuery(query.id, relative(query.name), query.type)));
      continue;
    }
    query.answer = answer;
    if (data.queries.every((one) => one.answer !== null)) step(sys, data, 'heard');
  }
}

function show(sys: Sys, data: NslookupData): void {
  sys.cancel('interval');
  sys.out(
    serverBlock(
      data.command.server ?? formatIpv4(data.servers[data.server] ?? 0),
      data.servers[data.server] ?? 0,
      data.command.port,
    ),
  );
  let status = 0;
  for (const { name, answer } of data.queries) {
    if (answer === null) continue;
    if (answer.rcode === Rcode.NoError) sys.out(answerText(answer));
    else {
      status = 1;
      sys.out(failureText(relative(name), answer.rcode));
    }
    sys.out('\n');
  }
  sys.exit(status);
}
