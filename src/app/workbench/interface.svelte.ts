/** What is open and chosen on the screen: nothing of it belongs to the scenario. */

export const TABS = ['packet', 'why', 'state', 'frames', 'docker'] as const;
/** Panels that stand by themselves where there is room, and are tabs too where there is not. */
export const NARROW_TABS = [...TABS, 'timeline', 'terminal'] as const;
export type Tab = (typeof NARROW_TABS)[number];

export type DialogName = 'lessons' | 'share' | 'export' | 'keys' | 'goto' | 'palette' | 'engines' | 'ladder';

export class Interface {
  tab = $state<Tab>('packet');
  dialog = $state<DialogName | null>(null);
  /** The box that was clicked on the canvas: State shows its tables alone. */
  selected = $state<string | null>(null);
  /** The command whose rules the Docker tab shows. */
  command = $state<string | null>(null);
  /** Bytes of the frame that the pointer or the focus is on, as a range. */
  lit = $state.raw<{ readonly start: number; readonly end: number } | null>(null);
  /** The terminal's machine. */
  machine = $state('host');
}
