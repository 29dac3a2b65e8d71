/** What goes to and fro between standard input, the network and standard output (`readwrite`). */
import { peerAddress, receive, receiveFrom, send, shutdown } from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import { NO_BYTES } from '../../wire/packet';
import type { Sys } from '../program';
import { append, bytesOf, nextText } from '../text';

export interface Transfer {
  socket: string;
  readonly udp: boolean;
  /** Input that waits to be sent, and whether there may come more. */
  input: Uint8Array;
  inputOpen: boolean;
  /** The network: whether it may still speak, and whether it may still be spoken to. */
  netIn: boolean;
  netOut: boolean;
  /** The beginning of a character whose rest has not come. */
  rest: Uint8Array;
  received: number;
}

/** How a transfer goes on: null while it does. */
export type Ending = 'ended' | null;

export interface TransferRules {
  readonly server: boolean;
  readonly shutdown: boolean;
  readonly quitAfter: number | null;
  readonly timeout: number | null;
  readonly crlf: boolean;
  readonly receiveLimit: number | null;
}

/** The timers of a transfer: -w counts from the last thing that happened, -q from the end of the input. */
export const IDLE_TIMER = 'idle';
export const QUIT_TIMER = 'quit';

/** All there will be to read, or null where more may come. */
export function wholeInput(sys: Sys): string | null {
  const { stdin } = sys.process;
  return typeof stdin === 'string' ? stdin : null;
}

/** `stdin` is all there will be to send, or null where somebody may type. */
export function createTransfer(socket: string, udp: boolean, stdin: string | null, rules: TransferRules): Transfer {
  return {
    socket,
    udp,
    input: stdin === null ? NO_BYTES : bytesOf(lineEnds(stdin, rules)),
    inputOpen: stdin === null,
    netIn: true,
    netOut: true,
    rest: NO_BYTES,
    received: 0,
  };
}

function lineEnds(text: string, rules: TransferRules): string {
  return rules.crlf ? text.replace(/\r?\n/g, '\r\n') : text;
}

/** More was typed; null is the end of it. */
export function typed(transfer: Transfer, text: string | null, rules: TransferRules): void {
  if (text === null) transfer.inputOpen = false;
  else transfer.input = append(transfer.input, bytesOf(lineEnds(text, rules)));
}

/** Moves what can be moved. */
export function pump(sys: Sys, transfer: Transfer, rules: TransferRules): Ending {
  if (rules.timeout !== null) sys.timer(IDLE_TIMER, rules.timeout * SECOND);
  sendInput(sys, transfer);
  if (!transfer.inputOpen && transfer.input.length === 0 && transfer.netOut) {
    if (rules.shutdown) shutdown(sys, transfer.socket, 'write');
    transfer.netOut = false;
    if (rules.quitAfter === 0) return 'ended';
    if (rules.quitAfter !== null) sys.timer(QUIT_TIMER, rules.quitAfter * SECOND);
  }
  hear(sys, transfer, rules);
  if (transfer.netIn) return null;
  return rules.server || !transfer.netOut ? 'ended' : null;
}

/** Bytes of one write: a datagram is no longer (`BUFSIZE`). */
const MOST = 16_384;

function sendInput(sys: Sys, transfer: Transfer): void {
  while (transfer.netOut && transfer.input.length > 0) {
    if (transfer.udp && peerAddress(sys, transfer.socket) === null) return;
    const taken = send(sys, transfer.socket, transfer.input.subarray(0, MOST));
    if (typeof taken === 'string') {
      if (taken === 'EAGAIN') return;
      transfer.input = NO_BYTES;
      transfer.inputOpen = false;
      transfer.netOut = false;
      if (transfer.udp) transfer.netIn = false;
      return;
    }
    transfer.input = transfer.input.subarray(taken);
  }
}

function hear(sys: Sys, transfer: Transfer, rules: TransferRules): void {
  while (transfer.netIn) {
    const got = transfer.udp ? nextDatagram(sys, transfer.socket) : receive(sys, transfer.socket);
    if (got === 'EAGAIN') return;
    if (typeof got === 'string' || (!transfer.udp && got.length === 0)) {
      transfer.netIn = false;
      return;
    }
    const { text, rest } = nextText(transfer.rest, got);
    transfer.rest = rest;
    sys.out(text);
    transfer.received++;
    if (transfer.received === rules.receiveLimit) transfer.netIn = false;
  }
}

function nextDatagram(sys: Sys, socket: string): Uint8Array | string {
  const got = receiveFrom(sys, socket);
  return typeof got === 'string' ? got : got.payload;
}
