/** What is open and chosen on the screen: nothing of it belongs to the scenario. */
import { MediaQuery } from 'svelte/reactivity';
import type { DrawingView } from '../../inspect/drawing';
import type { CommandLine } from '../../lab/work';
import type { MenuPlace } from '../draw/gestures';
import type { Draft } from '../draw/menu';
import type { Lines } from '../editor/text/made';

export const TABS = ['packet', 'why', 'state', 'frames', 'docker'] as const;
/** Panels that stand by themselves where there is room, and are tabs too where there is not. */
export const MEDIUM_TABS = [...TABS, 'compose'] as const;
export const NARROW_TABS = [...MEDIUM_TABS, 'timeline', 'terminal'] as const;
export type Tab = (typeof NARROW_TABS)[number];

export type DialogName = 'lessons' | 'share' | 'export' | 'keys' | 'goto' | 'palette' | 'engines' | 'ladder' | 'draw';

/** The commands that would run, and the network that a container would be joined to, or the container that would leave its own. */
export interface DropPreview {
  readonly lines: readonly CommandLine[];
  readonly onto: string | null;
  readonly leaving: string | null;
}

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
  /** The compose editor stands beside the canvas, where there is room. */
  editor = $state(false);
  /** The lines of a compose file that the cursor is in: what they made is lit. */
  made = $state.raw<Lines | null>(null);
  /** The command that the terminal shows as long as the step is on show. */
  console = $state.raw<{ readonly id: number; readonly step: number } | null>(null);
  /** The menu that is open: of a box, of a cable, of the canvas. */
  menu = $state.raw<MenuPlace | null>(null);
  /** What is being drawn in the form that is open. */
  draft = $state.raw<Draft | null>(null);
  /** Where the focus was before a menu or a form. */
  back: HTMLElement | null = null;
  /** What letting go of the box that is dragged would do. */
  drop = $state.raw<DropPreview | null>(null);
  readonly narrow = new MediaQuery('(max-width: 899px)');
  readonly wide = new MediaQuery('(min-width: 1200px)');

  openEditor(): void {
    this.editor = true;
    if (!this.wide.current) this.tab = 'compose';
  }

  /** Where the editor has a place of its own it closes again; where it is a tab that tab is shown. */
  toggleEditor(): void {
    if (this.editor && this.wide.current) this.editor = false;
    else this.openEditor();
  }

  /** The Docker host of the chosen box, or the first. */
  host({ hosts }: DrawingView): string {
    const chosen = hosts.find(({ machine }) => machine === this.selected?.split('/')[0]);
    return (chosen ?? hosts[0])?.machine ?? 'host';
  }

  openDraft(draft: Draft): void {
    this.draft = draft;
    this.dialog = 'draw';
  }

  /** Opens the form for something that is added to the network, once it is known what that can be added to. */
  async add(kind: 'container' | 'network' | 'rule', drawn: Promise<DrawingView | null>): Promise<void> {
    this.back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const drawing = await drawn;
    if (drawing === null) return;
    const machine = this.host(drawing);
    if (kind === 'container') this.openDraft({ kind, machine, network: 'bridge' });
    else if (kind === 'rule') this.openDraft({ kind, machine, from: '' });
    else this.openDraft({ kind, machine });
  }

  openTerminal(): void {
    if (this.narrow.current) this.tab = 'terminal';
  }
}
