/** `docker port` (cli `command/container/port.go`). */
import { findContainer, portsOf } from '../engine';
import { hostPortText } from '../port';
import { isRunning } from '../container/container';
import { daemonError, simple } from './command';
import { hostPort } from './port-list';

export const port = simple('port', { min: 1, max: 2 }, 5_000, (cli) => {
  const { sys, d, args } = cli;
  const [ref = '', wanted] = args;
  const container = findContainer(d.engine, ref);
  if (container === null) {
    daemonError(cli, `No such container: ${ref}`);
    return 1;
  }
  const ports = isRunning(container) ? portsOf(d.engine, container).filter(({ bound }) => bound.length > 0) : [];
  if (wanted === undefined || wanted === '') {
    const sorted = [...ports].sort((a, b) => parseInt(a.port, 10) - parseInt(b.port, 10) || (a.port < b.port ? -1 : 1));
    for (const { port: inside, bound } of sorted)
      for (const outside of bound) sys.out(`${inside} -> ${hostPort(outside.hostIp, hostPortText(outside))}\n`);
    return 0;
  }
  const [number = '', protocol = 'tcp'] = wanted.split('/');
  if (!/^\d+$/.test(number)) {
    sys.err(`Error: invalid port (${number}): strconv.ParseUint: parsing "${number}": invalid syntax\n`);
    return 1;
  }
  const found = ports.find(({ port: inside }) => inside === `${Number(number)}/${protocol}`);
  if (found === undefined) {
    sys.err(`Error: No public port '${wanted}' published for ${ref}\n`);
    return 1;
  }
  for (const outside of found.bound) sys.out(`${hostPort(outside.hostIp, hostPortText(outside))}\n`);
  return 0;
});
