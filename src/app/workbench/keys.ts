/** Which command a key press means; single keys mean nothing while somebody types or moves about in a widget. */
import { type Command, COMMANDS } from './commands';

const BY_KEY = new Map(COMMANDS.flatMap((command) => command.on.map((key) => [key, command] as const)));

const EDITED = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';
/** Keys of undo and redo, and where they are about what is being written. */
const UNDONE = ['z', 'y'];
const OWN_UNDO = 'input, textarea:not(.xterm-helper-textarea), select, [contenteditable], [role="dialog"]';
/** What these elements do with the space bar is theirs. */
const PRESSED = 'button, a[href], summary, [role="tab"], [role="treeitem"], [role="option"]';

export function commandOf(event: KeyboardEvent): Command | null {
  if (event.defaultPrevented || event.isComposing || event.altKey) return null;
  const control = event.ctrlKey || event.metaKey;
  const target = event.target instanceof Element ? event.target : null;
  if (!control && target?.closest(EDITED)) return null;
  if (control && UNDONE.includes(event.key.toLowerCase()) && target?.closest(OWN_UNDO)) return null;
  if (event.key === ' ' && target?.closest(PRESSED)) return null;
  const key = event.key.length === 1 && control ? event.key.toLowerCase() : event.key;
  return BY_KEY.get(`${control ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`) ?? null;
}

/**
 * A click with the mouse or a finger leaves the focus on nothing, so that the next key steps instead of pressing the
 * button again; who moves by keyboard or screen reader keeps the focus.
 */
export function releaseFocus(event: MouseEvent): void {
  const byHand = event instanceof PointerEvent && event.pointerType !== '';
  const target = event.target instanceof Element ? event.target : null;
  if (!byHand || !target?.closest(PRESSED) || target.closest('[role="dialog"]')) return;
  if (document.activeElement instanceof HTMLElement && target.closest(PRESSED) === document.activeElement) {
    document.activeElement.blur();
  }
}
