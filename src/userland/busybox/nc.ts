/** `nc` of busybox: one connection, and when the other side closes, the end (networking/nc.c). */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { type Errno, strerror } from '../../kernel/errno';
import { accept, bind, close, connect, connected, listen, openTcp, setOptions } from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import { getopt } from '../getopt';
import { createTransfer, pump, type Transfer, typed, wholeInput } from '../nc/transfer';
import { program, type Sys } from '../program';
import { type Lookup, onLookup, startLookup } from '../resolver/resolver';
import { servicePort } from '../services';
import { usageOf } from './about';

const USAGE = usageOf(`nc [-iN] [-wN] [-l] [-p PORT] [-f FILE|IPADDR PORT] [-e PROG]

Open a pipe to IP:PORT or FILE

	-l	Listen mode, for inbound connects
		(use -ll with -e for persistent server)
	-p PORT	Local port
	-w SEC	Connect timeout
	-i SEC	Delay interval for lines sent
	-f FILE	Use file (ala /dev/ttyS0) instead of network
	-e PROG	Run PROG after connect`);

const TIMER = 'timeout';
/** What comes in ends it; what was piped in is followed by a FIN. */
const RULES = {
  server: true,
  shutdown: true,
  quitAfter: null,
  timeout: null,
  crlf: false,
  receiveLimit: null,
} as const;

interface NcData {
  lookup: Lookup | null;
  readonly host: string;
  readonly port: number;
  readonly localPort: number;
  ip: Ipv4;
  socket: string | null;
  listening: string | null;
  transfer: Transfer | null;
}

export const busyboxNc = program<NcData>({
  name: 'nc',
  start: (sys) => {
    const parsed = getopt(sys.args, 'lp:w:i:f:e:');
    if (!parsed.ok) {
      const what = parsed.error === 'unknown' ? 'invalid option' : 'option requires an argument';
      sys.err(`nc: ${what} -- '${parsed.letter}'\n${USAGE}`);
      return 1;
    }
    const given = new Map(parsed.options);
    const [host, port = '0'] = parsed.operands;
    if (host === undefined && !given.has('l')) {
      sys.err(USAGE);
      return 1;
    }
    const number = /^\d+$/.test(port) ? Number(port) : servicePort(port, 'tcp');
    if (number === null || number > 65535) {
      sys.err(`nc: bad port '${port}'\n`);
      return 1;
    }
    const localPort = Number(given.get('p') ?? 0);
    const data: NcData = {
      lookup: null,
      host: host ?? '',
      port: number,
      localPort,
      ip: 0,
      socket: null,
      listening: null,
      transfer: null,
    };
    sys.process.data = data;
    if (given.has('w')) sys.timer(TIMER, Number(given.get('w')) * SECOND);
    if (given.has('l')) serve(sys, data);
    else {
      data.lookup = startLookup(sys, data.host);
      lookedUp(sys, data);
    }
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null && onLookup(sys, data.lookup, event)) lookedUp(sys, data);
    else if (event.type === 'timer' && event.name === TIMER) {
      sys.err('nc: timed out\n');
      sys.exit(1);
    } else if (event.type === 'socket' && (event.socket === data.socket || event.socket === data.listening))
      stirred(sys, data);
    else if (event.type === 'input' && data.transfer !== null) {
      typed(data.transfer, event.text, RULES);
      stirred(sys, data);
    }
  },
});

function give(sys: Sys, text: string): void {
  sys.err(`nc: ${text}\n`);
  sys.exit(1);
}

function lookedUp(sys: Sys, data: NcData): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  if (!result.ok || result.addresses.length === 0) {
    give(sys, `bad address '${data.host}'`);
    return;
  }
  data.ip = result.addresses[0] ?? 0;
  data.socket = openTcp(sys, sys.process.pid);
  setOptions(sys, data.socket, { reuseAddress: true });
  const unbound = data.localPort === 0 ? null : bind(sys, data.socket, 0, data.localPort);
  if (unbound !== null) {
    give(sys, `bind: ${strerror(unbound)}`);
    return;
  }
  const begun = connect(sys, data.socket, data.ip, data.port);
  if (begun !== 'EINPROGRESS') missed(sys, data, begun ?? 'EINVAL');
}

function missed(sys: Sys, data: NcData, errno: Errno): void {
  give(sys, `can't connect to remote host (${formatIpv4(data.ip)}): ${strerror(errno)}`);
}

function serve(sys: Sys, data: NcData): void {
  data.listening = openTcp(sys, sys.process.pid);
  setOptions(sys, data.listening, { reuseAddress: true });
  const failed = bind(sys, data.listening, 0, data.localPort) ?? listen(sys, data.listening, 1);
  if (failed !== null) give(sys, `bind: ${strerror(failed)}`);
}

function stirred(sys: Sys, data: NcData): void {
  if (data.transfer === null && !isOpen(sys, data)) return;
  if (data.transfer === null) {
    data.transfer = createTransfer(data.socket ?? '', false, wholeInput(sys), RULES);
    if (data.transfer.inputOpen) sys.listen();
  }
  if (pump(sys, data.transfer, RULES) === 'ended') sys.exit(0);
}

/** Whether there is a connection now: the one it asked for, or the first that came. */
function isOpen(sys: Sys, data: NcData): boolean {
  if (data.listening !== null) {
    const got = accept(sys, data.listening);
    if (typeof got === 'string') return false;
    close(sys, data.listening);
    data.listening = null;
    data.socket = got.socket;
  } else {
    const result = connected(sys, data.socket ?? '');
    if (result === 'EINPROGRESS') return false;
    if (result !== null) {
      missed(sys, data, result);
      return false;
    }
  }
  sys.cancel(TIMER);
  return true;
}
