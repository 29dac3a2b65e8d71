/** `world-http ADDRESS`: the web server of the world outside; one connection after the other, whatever is asked for. */
import { formatIpv4, parseIpv4 } from '../../base/ipv4';
import { strerror } from '../../kernel/errno';
import { accept, bind, close, listen, openTcp, receive, send, setOptions } from '../../kernel/socket/calls';
import { program, type Sys } from '../program';
import { bytesOf } from '../text';

const BODY = 'Hello from example.com\n';
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${BODY.length}\r\nConnection: close\r\n\r\n${BODY}`;
const PORT = 80;
const BACKLOG = 16;

interface WorldHttp {
  readonly listening: string;
  /** The connection being served. */
  current: string | null;
}

export const worldHttp = program<WorldHttp>({
  name: 'world-http',
  start: (sys) => {
    const ip = parseIpv4(sys.args[0] ?? '0.0.0.0') ?? 0;
    const listening = openTcp(sys, sys.process.pid);
    setOptions(sys, listening, { reuseAddress: true });
    const failed = bind(sys, listening, ip, PORT) ?? listen(sys, listening, BACKLOG);
    if (failed !== null) {
      sys.err(`world-http: ${formatIpv4(ip)}: ${strerror(failed)}\n`);
      return 1;
    }
    return { listening, current: null };
  },
  on: (sys, data, event) => {
    if (event.type === 'socket') serve(sys, data);
  },
});

function serve(sys: Sys, data: WorldHttp): void {
  for (;;) {
    if (data.current === null) {
      const got = accept(sys, data.listening);
      if (typeof got === 'string') return;
      data.current = got.socket;
    }
    const request = receive(sys, data.current);
    if (request === 'EAGAIN') return;
    if (typeof request !== 'string') send(sys, data.current, bytesOf(ANSWER));
    close(sys, data.current);
    data.current = null;
  }
}
