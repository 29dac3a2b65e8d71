/** `traceroute` 2.1.2: probes of growing TTL, sixteen at once, printed in their order (traceroute.c). */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { strerror } from '../../kernel/errno';
import type { Micros } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { program, type Sys } from '../program';
import { GAI_STRERROR, type Lookup, onLookup, startLookup, startReverse } from '../resolver/resolver';
import { type Answer, type Failure, type Means, openMeans, readAnswers, sendProbe, settle } from './method';
import { parseTraceroute, type TracerouteOptions } from './options';
import { expire, freshProbe, patienceOf, type Probe } from './probe';
import { addressText, answerText, headerText, hopText, markOf } from './text';
import {
  TRACEROUTE_EFFECTS,
  TRACEROUTE_EVENTS,
  TRACEROUTE_STATES,
  type TracerouteEffect,
  type TracerouteEvent,
  tracerouteMachine,
  type TracerouteState,
} from './traceroute.machine';

export const tracerouteTable = compileMachine(
  tracerouteMachine,
  TRACEROUTE_STATES,
  TRACEROUTE_EVENTS,
  TRACEROUTE_EFFECTS,
);

interface TracerouteData {
  state: TracerouteState;
  readonly options: TracerouteOptions;
  ip: Ipv4;
  means: Means | null;
  lookup: Lookup | null;
  readonly probes: Probe[];
  /** The first probe that is not printed, and the one behind the last that will be. */
  start: number;
  end: number;
  /** Where the round has come to, how many probes it found or put under way, and when the first of them is given up. */
  at: number;
  underWay: number;
  wakeAt: Micros;
  lastSent: Micros | null;
  /** Answers that have come, and when: they are looked at between two rounds. */
  readonly inbox: { readonly answer: Answer; readonly at: Micros }[];
  /** What the address that is printed next is called; null until that was asked. */
  name: string | null;
}

/** What sending a probe takes: its answer comes in between, and is read after the round. */
const SENDING: Micros = 150;

export const traceroute = program<TracerouteData>({
  name: 'traceroute',
  start: (sys) => {
    const options = parseTraceroute(sys.args);
    if ('err' in options) {
      sys.out(options.out);
      sys.err(options.err);
      return options.status;
    }
    const first = (options.firstHop - 1) * options.queries;
    const end = options.maxHops * options.queries;
    const data: TracerouteData = {
      state: 'starting',
      options,
      ip: 0,
      means: null,
      lookup: null,
      probes: Array.from({ length: end }, freshProbe),
      start: first,
      end,
      at: first,
      underWay: 0,
      wakeAt: Infinity,
      lastSent: null,
      inbox: [],
      name: null,
    };
    sys.process.data = data;
    step(sys, data, 'named');
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null && onLookup(sys, data.lookup, event)) takeLookup(sys, data);
    else if (event.type === 'timer' && event.name === 'pause') step(sys, data, 'paused');
    else if (event.type === 'timer' && event.name === 'wait') step(sys, data, 'woken');
    else if (event.type === 'socket') listen(sys, data, event.socket);
  },
});

function step(sys: Sys, data: TracerouteData, event: TracerouteEvent): void {
  const transition = tracerouteTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, data, effect);
}

function perform(sys: Sys, data: TracerouteData, effect: TracerouteEffect): void {
  // What refused to begin has no round.
  if (data.state === 'done' && effect === 'round') return;
  switch (effect) {
    case 'resolve':
      data.lookup = startLookup(sys, data.options.host);
      takeLookup(sys, data);
      return;
    case 'begin':
      begin(sys, data);
      return;
    case 'round':
      readInbox(sys, data);
      data.at = data.start;
      data.underWay = 0;
      data.wakeAt = Infinity;
      round(sys, data);
      return;
    case 'goOn':
      round(sys, data);
      return;
    case 'pause':
      sys.timer('pause', SENDING);
      return;
    case 'wait':
      if (data.inbox.length > 0) step(sys, data, 'woken');
      else sys.timer('wait', Math.max(0, data.wakeAt - sys.k.clock.now));
      return;
    case 'askName':
      data.lookup = startReverse(sys, data.probes[data.start]?.from ?? 0);
      takeLookup(sys, data);
      return;
    case 'finish':
      sys.out('\n');
      sys.exit(0);
  }
}

function takeLookup(sys: Sys, data: TracerouteData): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  if (data.state === 'naming') {
    data.name = result.ok ? result.name : formatIpv4(data.probes[data.start]?.from ?? 0);
    step(sys, data, 'name.known');
    return;
  }
  const { host, position } = data.options;
  const [ip] = result.ok ? result.addresses : [];
  if (ip === undefined) {
    const reason = GAI_STRERROR[result.ok ? 'EAI_NONAME' : result.error];
    sys.err(`${host}: ${reason}\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc ${position})\n`);
    step(sys, data, 'unknown');
    sys.exit(2);
    return;
  }
  data.ip = ip;
  step(sys, data, 'known');
}

function begin(sys: Sys, data: TracerouteData): void {
  const { ip, options } = data;
  const means = openMeans(sys, ip, options);
  if ('errno' in means) {
    refuse(sys, data, means);
    return;
  }
  data.means = means;
  sys.out(headerText(options.host, ip, options.maxHops, options.length));
}

/** A system call failed: that is the end. */
function refuse(sys: Sys, data: TracerouteData, { call, errno }: Failure): void {
  sys.err(`\n${call}: ${strerror(errno)}\n`);
  step(sys, data, 'refused');
  sys.exit(1);
}

function listen(sys: Sys, data: TracerouteData, socket: string): void {
  const { means, options, probes } = data;
  if (means === null) return;
  for (const answer of readAnswers(sys, means, socket, probes, options.method)) {
    data.inbox.push({ answer, at: sys.k.clock.now });
  }
  if (data.inbox.length > 0) step(sys, data, 'woken');
}

function readInbox(sys: Sys, data: TracerouteData): void {
  for (const { answer, at } of data.inbox.splice(0)) {
    const { index, from, error } = answer;
    const probe = data.probes[index]!;
    if (probe.done) continue;
    const mark = error === null ? '' : markOf(error.type, error.code, error.info);
    probe.from = from;
    probe.receivedAt = at;
    probe.final = mark !== null;
    probe.mark = mark ?? '';
    settle(sys, probe);
  }
}

/** The body of traceroute's loop (`do_it`), left where sending or a name takes time, and entered there again. */
function round(sys: Sys, data: TracerouteData): void {
  const { options, probes } = data;
  for (; data.at < data.end; data.at++) {
    const index = data.at;
    const probe = probes[index]!;
    if (!probe.done && probe.sentAt !== null) giveUpInTime(sys, data, index);
    if (probes[index]!.done) {
      if (index === data.start && !print(sys, data)) return;
      if (probes[index]!.final) data.end = (Math.floor(index / options.queries) + 1) * options.queries;
      continue;
    }
    if (probe.sentAt === null) {
      const ready = (data.lastSent ?? -Infinity) + options.pause;
      if (options.pause > 0 && sys.k.clock.now < ready) {
        data.wakeAt = Math.min(data.wakeAt, ready);
        break;
      }
      if (!launch(sys, data, index)) return;
      data.at++;
      if (data.underWay >= options.parallel) break;
      step(sys, data, 'sent');
      return;
    }
    data.underWay++;
    if (data.underWay >= options.parallel) break;
  }
  step(sys, data, data.start >= data.end ? 'all.printed' : 'round.over');
}

function giveUpInTime(sys: Sys, data: TracerouteData, index: number): void {
  const { options, probes } = data;
  const probe = probes[index]!;
  const until = (probe.sentAt ?? 0) + patienceOf(probes, index, options);
  if (sys.k.clock.now < until) {
    data.wakeAt = Math.min(data.wakeAt, until);
    return;
  }
  settle(sys, probe);
  expire(probes, index, options.queries);
}

function launch(sys: Sys, data: TracerouteData, index: number): boolean {
  const { means, options, ip, probes } = data;
  const probe = probes[index]!;
  if (means === null) return false;
  const failed = sendProbe(sys, means, ip, probe, Math.floor(index / options.queries) + 1, options);
  if (failed !== null) {
    refuse(sys, data, failed);
    return false;
  }
  data.lastSent = probe.sentAt;
  data.underWay++;
  data.wakeAt = Math.min(data.wakeAt, (probe.sentAt ?? 0) + patienceOf(probes, index, options));
  return true;
}

/** Prints the probe whose turn it is; false where the name of its address has to be asked for first. */
function print(sys: Sys, data: TracerouteData): boolean {
  const { options, probes, start } = data;
  const probe = probes[start]!;
  const isNew = isNewAddress(probes, start, options.queries);
  if (isNew && !options.numeric && data.name === null) {
    step(sys, data, 'name.wanted');
    return false;
  }
  if (start % options.queries === 0) sys.out(hopText(Math.floor(start / options.queries) + 1));
  if (probe.from === null) sys.out(' *');
  else {
    if (isNew) sys.out(addressText(probe.from, data.name));
    sys.out(answerText(probe.receivedAt - (probe.sentAt ?? 0), probe.mark));
  }
  data.name = null;
  data.start++;
  return true;
}

/** Whether it is another host that answered than the probe of the same hop before. */
function isNewAddress(probes: readonly Probe[], index: number, queries: number): boolean {
  const { from } = probes[index]!;
  if (from === null) return false;
  const before = probes.slice(index - (index % queries), index).findLast((one) => one.from !== null);
  return before?.from !== from;
}
