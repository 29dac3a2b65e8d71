/** Two services that ask for one container name: compose says so when it is about to make them. */
import { type Problem, problemAt } from '../file/problem';
import type { Service } from './project';

/** The sentence is compose's own, braces and all; null where every name is there once. */
export function nameClash(services: readonly Service[]): Problem | null {
  const taken = new Set<string>();
  for (const { name, containerName, at } of services) {
    if (containerName === null) continue;
    if (taken.has(containerName)) {
      return problemAt(
        at,
        `services.${name}: container name ${JSON.stringify(containerName)} is already in use by service {}"`,
      );
    }
    taken.add(containerName);
  }
  return null;
}
