/** Legacy links on the default bridge (moby `daemon/links`): what a container is told of those it is linked to. */
import { formatIpv4 } from '../../base/ipv4';
import { get } from '../../sim/table';
import type { Daemon } from '../daemon';
import { findContainer } from '../engine';
import { isUserDefined } from '../network';
import { type Container, isRunning } from './container';

interface Linked {
  readonly container: Container;
  readonly alias: string;
}

function linksOf(d: Daemon, container: Container): Linked[] {
  if (isUserDefined(container.hostConfig.networkMode)) return [];
  return container.hostConfig.links.flatMap((link) => {
    const [ref = '', alias = ref] = link.split(':');
    const other = findContainer(d.engine, ref);
    return other === null ? [] : [{ container: other, alias }];
  });
}

/** A linked container that is not on the default network, or null. */
export function linkOutsider(d: Daemon, container: Container): Container | null {
  return (
    linksOf(d, container).find(({ container: other }) => other.networks['bridge'] === undefined)?.container ?? null
  );
}

/** What is wrong where a linked container does not run or is gone, or null: a command cannot be given its environment. */
export function linkedToStopped(d: Daemon, container: Container): string | null {
  if (isUserDefined(container.hostConfig.networkMode)) return null;
  for (const link of container.hostConfig.links) {
    const [ref = '', alias = ref] = link.split(':');
    const other = findContainer(d.engine, ref);
    if (other === null || !isRunning(other))
      return `Cannot link to a non running container: /${other?.name ?? ref} AS /${container.name}/${alias}`;
  }
  return null;
}

/** `DB_PORT=tcp://…`, `DB_NAME=/web/db`, `DB_ENV_…`. */
export function linkEnvironment(d: Daemon, container: Container): Record<string, string> {
  const env: Record<string, string> = {};
  for (const { container: other, alias } of linksOf(d, container)) {
    const name = alias.toUpperCase().replaceAll('-', '_');
    const settings = other.networks['bridge'];
    const address =
      settings?.endpoint == null ? undefined : get(d.engine.endpoints, settings.endpoint)?.address?.address;
    const ip = address === undefined ? '' : formatIpv4(address);
    const ports = [...other.config.exposed].sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
    ports.forEach((text, i) => {
      const [port = '', protocol = 'tcp'] = text.split('/');
      const key = `${name}_PORT_${port}_${protocol.toUpperCase()}`;
      if (i === 0) env[`${name}_PORT`] = `${protocol}://${ip}:${port}`;
      env[key] = `${protocol}://${ip}:${port}`;
      env[`${key}_ADDR`] = ip;
      env[`${key}_PORT`] = port;
      env[`${key}_PROTO`] = protocol;
    });
    env[`${name}_NAME`] = `/${container.name}/${alias}`;
    for (const entry of other.config.env) {
      const at = entry.indexOf('=');
      const variable = entry.slice(0, at);
      if (variable !== 'HOME' && variable !== 'PATH') env[`${name}_ENV_${variable}`] = entry.slice(at + 1);
    }
  }
  return env;
}
