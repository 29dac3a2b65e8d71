/** Light or dark: what the address asks for, else the system's choice until the reader makes one, which the browser then keeps. */
import { MediaQuery } from 'svelte/reactivity';
import { askedBy } from '../embed/asked';

type Theme = 'light' | 'dark';

const KEY = 'hopscope-theme';

/** Storage may be forbidden or full; the choice then lasts as long as the page. */
function remembered(): Theme | null {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === 'light' || theme === 'dark' ? theme : null;
  } catch {
    return null;
  }
}

class ThemeChoice {
  readonly #system = new MediaQuery('(prefers-color-scheme: dark)');
  #chosen = $state<Theme | null>(askedBy(location.search).theme ?? remembered());

  constructor() {
    this.#apply();
  }

  get current(): Theme {
    return this.#chosen ?? (this.#system.current ? 'dark' : 'light');
  }

  toggle(): void {
    this.#chosen = this.current === 'dark' ? 'light' : 'dark';
    this.#apply();
    try {
      localStorage.setItem(KEY, this.#chosen);
    } catch {
      return;
    }
  }

  #apply(): void {
    if (this.#chosen) document.documentElement.dataset['theme'] = this.#chosen;
  }
}

export const theme = new ThemeChoice();
