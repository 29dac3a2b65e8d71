/** Placeholders in a service's host name and environment: `{{.Task.Slot}}`, `{{.Node.Hostname}}` (swarmkit `template`). */
import type { Node } from '../swarm/cluster';
import { type Service, type Task, taskName } from './service';

interface Context {
  readonly task: Task;
  readonly service: Service | null;
  readonly node: Node | null;
  readonly hostname: string;
}

/** The text with what they stand for. */
export function fillIn(text: string, context: Context): string {
  return text.replace(/\{\{\s*\.([\w.]+)\s*\}\}/g, (whole, path: string) => valueOf(path, context) ?? whole);
}

function valueOf(path: string, { task, service, node, hostname }: Context): string | null {
  switch (path) {
    case 'Service.ID':
      return task.service;
    case 'Service.Name':
      return task.serviceName;
    case 'Node.ID':
      return node?.id ?? '';
    case 'Node.Hostname':
      return hostname;
    case 'Node.Platform.OS':
      return 'linux';
    case 'Node.Platform.Architecture':
      return 'x86_64';
    case 'Task.ID':
      return task.id;
    case 'Task.Name':
      return taskName(task);
    case 'Task.Slot':
      return task.slot === 0 ? (task.node ?? '') : `${task.slot}`;
  }
  const label = /^Service\.Labels\.(.+)$/.exec(path)?.[1];
  return label === undefined ? null : (service?.spec.labels[label] ?? '');
}
