/** How a menu is asked for on the canvas: the right button, the menu key or Shift+F10, and a finger that stays. */
import type { Attachment } from 'svelte/attachments';

export interface MenuPlace {
  /** The box or the cable; null for the canvas itself. */
  readonly target: string | null;
  readonly x: number;
  readonly y: number;
  /** Where the focus returns to. */
  readonly back: HTMLElement | null;
}

const HOLD_MS = 500;
/** A finger that moves further drags. */
const STILL_PX = 10;

const THING = '.svelte-flow__node, .svelte-flow__edge';

function thingOf(element: EventTarget | null): { readonly id: string | null; readonly element: HTMLElement | null } {
  const thing = element instanceof Element ? element.closest(THING) : null;
  return {
    id: thing?.getAttribute('data-id') ?? null,
    element: thing instanceof HTMLElement ? thing : null,
  };
}

/** The place of a menu that is asked for at an element: below its top left corner. */
export function placeAt(element: Element, target: string | null): MenuPlace {
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    target,
    x: left + Math.min(width / 2, 24),
    y: top + Math.min(height, 40),
    back: element instanceof HTMLElement ? element : null,
  };
}

/** The place of the menu of the box that has the focus, or is chosen; of the canvas where there is none. */
export function menuOfFocus(chosen: string | null): MenuPlace | null {
  const boxes = [...document.querySelectorAll('.svelte-flow__node')];
  const box =
    document.activeElement?.closest('.svelte-flow__node') ??
    boxes.find((element) => element.getAttribute('data-id') === chosen);
  const canvas = document.querySelector('.svelte-flow');
  if (box) return placeAt(box, box.getAttribute('data-id'));
  return canvas && placeAt(canvas, null);
}

/** Calls `open` where a menu is asked for inside the element that it is attached to. */
export function menuGestures(open: (place: MenuPlace) => void): Attachment<HTMLElement> {
  return (area) => {
    let hold: ReturnType<typeof setTimeout> | undefined;
    let start = { x: 0, y: 0 };

    const release = () => clearTimeout(hold);
    const openAt = (target: EventTarget | null, x: number, y: number) => {
      const { id, element } = thingOf(target);
      open({ target: id, x, y, back: element });
    };
    const oncontextmenu = (event: MouseEvent) => {
      event.preventDefault();
      release();
      openAt(event.target, event.clientX, event.clientY);
    };
    const onkeydown = (event: KeyboardEvent) => {
      if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
      event.preventDefault();
      const { id, element } = thingOf(event.target);
      open(placeAt(element ?? area, id));
    };
    const onpointerdown = ({ pointerType, target, clientX, clientY }: PointerEvent) => {
      if (pointerType !== 'touch') return;
      start = { x: clientX, y: clientY };
      release();
      hold = setTimeout(() => openAt(target, clientX, clientY), HOLD_MS);
    };
    const onpointermove = ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - start.x, clientY - start.y) > STILL_PX) release();
    };

    area.addEventListener('contextmenu', oncontextmenu);
    area.addEventListener('keydown', onkeydown);
    area.addEventListener('pointerdown', onpointerdown, { capture: true });
    addEventListener('pointermove', onpointermove);
    addEventListener('pointerup', release);
    addEventListener('pointercancel', release);
    return () => {
      release();
      area.removeEventListener('contextmenu', oncontextmenu);
      area.removeEventListener('keydown', onkeydown);
      area.removeEventListener('pointerdown', onpointerdown, { capture: true });
      removeEventListener('pointermove', onpointermove);
      removeEventListener('pointerup', release);
      removeEventListener('pointercancel', release);
    };
  };
}
