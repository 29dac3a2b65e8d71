/** Opens xterm in a box: fetched when the first terminal opens, fitted to its box, readable by screen readers. */
import type { ITheme, Terminal } from '@xterm/xterm';

const COLOURS: Record<'light' | 'dark', ITheme & { readonly dim: string; readonly shown: string }> = {
  dark: {
    background: '#161d26',
    foreground: '#e6edf3',
    cursor: '#e6edf3',
    cursorAccent: '#161d26',
    selectionBackground: '#35506b',
    cyan: '#3fd0b5',
    dim: '#8393a3',
    shown: '#2b4058',
  },
  light: {
    background: '#ffffff',
    foreground: '#17212b',
    cursor: '#17212b',
    cursorAccent: '#ffffff',
    selectionBackground: '#b9d4ee',
    cyan: '#0b7285',
    dim: '#6b7885',
    shown: '#d6e6f7',
  },
};

export const terminalTheme = (theme: 'light' | 'dark'): ITheme => COLOURS[theme];
/** Behind a command that was asked for. */
export const shownColour = (theme: 'light' | 'dark'): string => COLOURS[theme].shown;
export const dimColour = (theme: 'light' | 'dark'): string => COLOURS[theme].dim;

interface Options {
  readonly label: string;
  readonly onKeys: (sent: string) => void;
}

/** `ready` is null where it was closed before it was there. */
export function openTerminal(
  box: HTMLElement,
  options: Options,
): { readonly ready: Promise<Terminal | null>; close(): void } {
  let closed = false;
  let terminal: Terminal | null = null;
  let watch: ResizeObserver | null = null;

  async function open(): Promise<Terminal | null> {
    const [{ Terminal: Xterm }, { FitAddon }] = await Promise.all([
      import('@xterm/xterm'),
      import('@xterm/addon-fit'),
      import('@xterm/xterm/css/xterm.css'),
    ]);
    if (closed) return null;
    const opened = new Xterm({
      fontFamily: getComputedStyle(box).getPropertyValue('--mono'),
      fontSize: 12.5,
      lineHeight: 1.25,
      // Decorations, with which what is not printed yet is dimmed, count as proposed.
      allowProposedApi: true,
      cursorBlink: false,
      convertEol: false,
      screenReaderMode: true,
      scrollback: 5000,
      minimumContrastRatio: 4.5,
    });
    const fit = new FitAddon();
    opened.loadAddon(fit);
    opened.open(box);
    opened.textarea?.setAttribute('aria-label', options.label);
    opened.onData(options.onKeys);
    opened.attachCustomKeyEventHandler((event) => isTerminals(event, opened));
    watch = new ResizeObserver(() => fit.fit());
    watch.observe(box);
    fit.fit();
    terminal = opened;
    return opened;
  }

  return {
    ready: open(),
    close() {
      closed = true;
      watch?.disconnect();
      terminal?.dispose();
    },
  };
}

/** Keys that stay the page's: the palette, leaving the terminal by Shift+Tab or Escape, copying a selection. */
function isTerminals(event: KeyboardEvent, terminal: Terminal): boolean {
  if (event.key === 'Escape') {
    if (event.type === 'keydown') terminal.blur();
    return false;
  }
  if (event.key === 'Tab' && event.shiftKey) return false;
  const control = event.ctrlKey || event.metaKey;
  if (control && ['k', 'z'].includes(event.key.toLowerCase())) return false;
  return !(control && event.key.toLowerCase() === 'c' && terminal.hasSelection());
}
