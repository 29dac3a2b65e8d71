/** The address bar holds a link to what is on show, so that reloading, bookmarking or copying it keeps the work. */
import type { Workbench } from './workbench.svelte';

/** Written when the reader has stayed for so long: browsers allow few changes a second. */
const STAY_MS = 800;

/** Keeps the fragment up to date with a step; gives what ends the waiting. */
export function keepAddress(workbench: Workbench): () => void {
  const timer = setTimeout(() => {
    void workbench.share().then((fragment) => {
      if (fragment !== null) history.replaceState(null, '', `#${fragment}`);
    });
  }, STAY_MS);
  return () => clearTimeout(timer);
}
