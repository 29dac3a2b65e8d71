/** Opening a scenario of the gallery: nothing of the one before stays chosen, and one of a compose file shows it. */
import { SEEDS } from '../../lab/seeds';
import type { Interface } from '../workbench/interface.svelte';
import type { Workbench } from '../workbench/workbench.svelte';

export function openFromGallery(workbench: Workbench, screen: Interface, id: string): void {
  screen.dialog = null;
  screen.selected = null;
  screen.made = null;
  void workbench.openSeed(id);
  if (SEEDS.some((seed) => seed.id === id && seed.lines.some((line) => line.startsWith('docker compose'))))
    screen.editor = true;
}
