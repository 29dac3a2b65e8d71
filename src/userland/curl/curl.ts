/** `curl` 7.88.1, for HTTP. */
import { formatIpv4 } from '../../base/ipv4';
import { close } from '../../kernel/socket/calls';
import { MILLISECOND, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { complained, statusOf } from '../complaint';
import { program, type Sys } from '../program';
import { dropLookup, onLookup } from '../resolver/resolver';
import { HELP, meterBegins, meterEnds, VERSION } from './about';
import { answered, dial, lookedUp, resolve } from './connection';
import { CURL_EFFECTS, CURL_EVENTS, CURL_STATES, type CurlEffect, type CurlEvent, curlMachine } from './curl.machine';
import { ask, ended, hear, sendRest } from './exchange';
import { parseCurl } from './options';
import { CONNECT_TIMER, DONE_TIMER, elapsed, fail, MAX_TIMER, note } from './telling';
import { createTransfer, type CurlData, keepsAlive, outputOf, valuesOf } from './transfer';
import { isUrlError, parseUrl } from './url';
import { writeOut } from './write-out';

export const curlTable = compileMachine(curlMachine, CURL_STATES, CURL_EVENTS, CURL_EFFECTS);

export const curl = program<CurlData>({
  name: 'curl',
  start: (sys) => {
    const options = parseCurl(sys.args);
    if (complained(options)) return statusOf(sys, options);
    sys.err(options.warnings);
    if (options.urls.length === 0) {
      sys.out(sys.args.some((arg) => arg === '-V' || arg === '--version') ? VERSION : HELP);
      return 0;
    }
    const transfer = createTransfer(options.urls[0] ?? '', sys.k.clock.now);
    const data: CurlData = { state: 'INIT', options, index: 0, connections: 0, transfer };
    sys.process.data = data;
    begin(sys, data);
    return data;
  },
  on: (sys, data, event) => {
    const { transfer } = data;
    if (transfer.lookup !== null && onLookup(sys, transfer.lookup, event)) {
      step(sys, data, lookedUp(sys, data));
      return;
    }
    if (event.type === 'timer') rang(sys, data, event.name);
    else if (event.type === 'socket' && event.socket === transfer.socket) stirred(sys, data);
  },
});

/** Takes the transfer through an event, if there was one, and through what that brings about. */
function step(sys: Sys, data: CurlData, event: CurlEvent | null): void {
  if (event === null) return;
  const transition = curlTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, data, effect);
}

function perform(sys: Sys, data: CurlData, effect: CurlEffect): void {
  switch (effect) {
    case 'resolve':
      step(sys, data, resolve(sys, data));
      return;
    case 'connect':
      step(sys, data, dial(sys, data));
      return;
    case 'send':
      step(sys, data, ask(sys, data));
      return;
    case 'hangUp':
      hangUp(sys, data);
      return;
    case 'finish':
      finish(sys, data);
  }
}

/** Whether the meter runs: never to a terminal. */
function hasMeter(sys: Sys, { options, index }: CurlData): boolean {
  return (
    !options.silent &&
    (sys.process.stdout.to !== 'console' || options.outputs[index] !== undefined || options.remoteName)
  );
}

function begin(sys: Sys, data: CurlData): void {
  const { options, transfer } = data;
  data.state = 'INIT';
  for (const one of options.resolve) note(sys, data, `Added ${one.text} to DNS cache`);
  if (hasMeter(sys, data)) sys.err(meterBegins());
  if (options.maxTime !== null && options.maxTime > 0) sys.timer(MAX_TIMER, options.maxTime * SECOND + MILLISECOND);
  const url = parseUrl(transfer.given);
  if (isUrlError(url)) {
    step(sys, data, fail(sys, data, url.code, url.text));
    return;
  }
  transfer.url = url;
  step(sys, data, 'begin');
}

function stirred(sys: Sys, data: CurlData): void {
  if (data.state === 'CONNECTING') step(sys, data, answered(sys, data));
  else if (data.state === 'DO') step(sys, data, sendRest(sys, data));
  if (data.state === 'DO' || data.state === 'PERFORMING') step(sys, data, hear(sys, data));
}

function rang(sys: Sys, data: CurlData, timer: string): void {
  const { transfer } = data;
  if (timer === DONE_TIMER) {
    step(sys, data, ended(sys, data));
    return;
  }
  if (timer !== MAX_TIMER && timer !== CONNECT_TIMER) return;
  const after = elapsed(sys, data);
  if (data.state === 'RESOLVING')
    step(sys, data, fail(sys, data, 28, `Resolving timed out after ${after} milliseconds`));
  else if (timer === CONNECT_TIMER) {
    const { host = '', port = 0 } = transfer.url ?? {};
    step(
      sys,
      data,
      fail(sys, data, 28, `Failed to connect to ${host} port ${port} after ${after} ms: Timeout was reached`),
    );
  } else if (data.state === 'CONNECTING')
    step(sys, data, fail(sys, data, 28, `Connection timed out after ${after} milliseconds`));
  else {
    const { received, length } = transfer.response;
    const bytes = length === null ? `${received} bytes received` : `${received} out of ${length} bytes received`;
    step(sys, data, fail(sys, data, 28, `Operation timed out after ${after} milliseconds with ${bytes}`));
  }
}

function hangUp(sys: Sys, data: CurlData): void {
  const { transfer } = data;
  for (const timer of [CONNECT_TIMER, DONE_TIMER]) sys.cancel(timer);
  if (transfer.lookup !== null) dropLookup(sys, transfer.lookup);
  transfer.lookup = null;
  if (transfer.url === null) return;
  if (transfer.code === 0 && keepsAlive(transfer.response)) {
    note(sys, data, `Connection #${transfer.connection} to host ${transfer.url.host} left intact`);
  } else note(sys, data, `Closing connection ${transfer.connection}`);
  if (transfer.socket !== null) close(sys, transfer.socket);
  transfer.socket = null;
}

/** Tells how it went, and goes on to the next URL. The last one's code is the exit status. */
function finish(sys: Sys, data: CurlData): void {
  const { transfer, options } = data;
  const { now } = sys.k.clock;
  sys.cancel(MAX_TIMER);
  if (hasMeter(sys, data))
    sys.err(
      meterEnds(
        transfer.response.received,
        transfer.response.length ?? transfer.response.received,
        now - transfer.begun,
      ),
    );
  const output = outputOf(data);
  if (output !== null && output !== '/dev/null' && transfer.response.head !== null) {
    sys.writeFile(output.startsWith('/') ? output : `${sys.process.env['PWD'] ?? ''}/${output}`, transfer.file);
  }
  if (transfer.code !== 0 && options.showError) sys.err(`curl: (${transfer.code}) ${transfer.error}\n`);
  if (options.writeOut !== null) {
    const ip = transfer.connects > 0 ? formatIpv4(transfer.addresses[transfer.address] ?? 0) : '';
    const { out, err } = writeOut(options.writeOut, valuesOf(transfer, options, now, ip));
    sys.out(out);
    sys.err(err);
  }
  data.index++;
  const next = options.urls[data.index];
  if (next === undefined) {
    sys.exit(transfer.code);
    return;
  }
  data.transfer = createTransfer(next, now);
  begin(sys, data);
}
