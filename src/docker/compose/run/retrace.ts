/** A file that has moved its lines without changing what they say: what is there already is told its new lines. */
import { moveOrigins } from '../../../kernel/netfilter/rules';
import { get, put } from '../../../sim/table';
import type { Daemon } from '../../daemon';
import type { Project } from '../model/project';
import { originText } from '../origin';
import { label, LABEL, projectContainers, projectNetworks, serviceOf } from './labels';

/** What of the project stays as it is keeps up with the file: containers, networks, ports and the rules made for them. */
export function retrace(d: Daemon, project: Project): void {
  const moved: Record<string, string> = {};
  const move = (from: string, to: string): string => {
    if (from !== to) moved[from] = to;
    return to;
  };
  for (const network of projectNetworks(d, project.name)) {
    const asked = project.networks.find(({ name }) => name === network.name);
    if (asked === undefined || network.labels[LABEL.hash] !== asked.hash) continue;
    const origin = move(network.origin, originText(asked.at, `network ${asked.key}`));
    put(d.engine.networks, network.id, { ...network, origin });
  }
  for (const container of projectContainers(d, project.name)) {
    const service = project.services.find(({ name }) => name === serviceOf(container));
    if (service === undefined || label(container, 'hash') !== service.hash) continue;
    const element = `service ${service.name}`;
    const { hostConfig } = container;
    const portBindings = hostConfig.portBindings.map((binding, i) => {
      const asked = service.ports[i];
      if (asked === undefined || binding.origin === undefined) return binding;
      return { ...binding, origin: move(binding.origin, originText(asked.at, element)) };
    });
    const origin = move(container.origin, originText(service.at, element));
    put(d.engine.containers, container.id, { ...container, origin, hostConfig: { ...hostConfig, portBindings } });
    const inside = get(d.world.netns, container.netns ?? '');
    if (inside !== undefined && inside.id !== d.host.id) moveOrigins(inside, moved);
  }
  moveOrigins(d.host, moved);
}
