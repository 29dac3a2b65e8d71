/** The workbench and the screen's own state, for every component below the root. */
import { createContext } from 'svelte';
import type { Interface } from './interface.svelte';
import type { Workbench } from './workbench.svelte';

export const [getWorkbench, setWorkbench] = createContext<Workbench>();
export const [getInterface, setInterface] = createContext<Interface>();
