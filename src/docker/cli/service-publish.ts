/** `--publish` of a service (cli `opts/port.go`): short as docker run's, or `published=8080,target=80,mode=host`. */
import { isTransport } from '../port';
import type { ServicePort } from '../service/service';
import { parsePorts } from './ports';

const LONG = /^\w+=\w+(,\w+=\w+)*$/;

/** The ports that it asks for, or what is wrong with it. */
export function parsePublish(text: string): ServicePort[] | string {
  if (LONG.test(text)) return parseLong(text);
  const ports = parsePorts([text]);
  if (typeof ports === 'string') return ports;
  if (ports.some(({ hostIp }) => hostIp !== '')) return 'hostip is not supported';
  return ports.map(({ containerPort, protocol, hostPort }) => ({
    protocol,
    target: containerPort,
    published: hostPort,
    mode: 'ingress',
  }));
}

function parseLong(text: string): ServicePort[] | string {
  const port = { protocol: 'tcp', target: 0, published: 0, mode: 'ingress' };
  for (const field of text.toLowerCase().split(',')) {
    const [key = '', value = ''] = field.split('=');
    switch (key) {
      case 'protocol':
        port.protocol = value;
        break;
      case 'mode':
        port.mode = value;
        break;
      case 'target':
      case 'published': {
        if (!/^\d+$/.test(value))
          return `invalid ${key} port (${value}): value must be an integer: strconv.ParseUint: parsing "${value}": invalid syntax`;
        port[key] = Number(value);
        break;
      }
      default:
        return `invalid field key: ${key}`;
    }
  }
  const { protocol, mode, target, published } = port;
  if (!isTransport(protocol)) return `invalid protocol value '${protocol}'`;
  if (mode !== 'ingress' && mode !== 'host')
    return `invalid publish mode value (${mode}): must be either 'ingress' or 'host'`;
  if (target === 0) return "missing mandatory field 'target'";
  return [{ protocol, target, published, mode }];
}
