/** One event of the world: handed to the floor that it belongs to. */
import { kernelEvent } from '../kernel/event';
import type { Kernel } from '../kernel/kernel';
import { takeNext } from '../sim/clock';
import type { Model } from '../sim/history';
import type { Decision } from '../kernel/decision';
import type { Frame } from '../wire/packet';
import { type Runtime, userEvent } from '../userland/runtime';
import { programs } from './programs';
import { addLine, interruptLine, isDue, lineEnded, nextLine, SCRIPT_PID, takeTyped, typeNow } from './script';
import type { LabTap, World } from './world';

/** What reaches a run from outside. */
export type Input =
  /** A command; `terminal` where somebody sits before it, who may type at what it runs. */
  | { readonly type: 'line'; readonly line: string; readonly at: string; readonly terminal?: boolean }
  /** Typed at the command under way; null is the end of input, Ctrl+D. */
  | { readonly type: 'typed'; readonly text: string | null }
  /** Ctrl+C for the command under way. */
  | { readonly type: 'interrupt' };

export function kernelOf(world: World, tap: LabTap): Kernel {
  return { clock: world.clock, random: world.random, tap };
}

/** Runs the next event; false where nothing is due. */
export function stepWorld(world: World, tap: LabTap): boolean {
  if (!isDue(world)) return false;
  const event = takeNext(world.clock);
  if (event === null) return false;
  const k = kernelOf(world, tap);
  switch (event.type) {
    case 'link.rx':
    case 'stacked.rx':
    case 'stacked.tx':
    case 'vxlan.tx':
    case 'vxlan.rx':
    case 'loopback.rx':
    case 'qdisc.tx':
    case 'neigh.timer':
    case 'frag.timer':
    case 'tcp.timer':
      kernelEvent(k, world.netns, event);
      return true;
    case 'script.next':
      nextLine(runtimeOf(world, k), world);
      return true;
    case 'script.typed':
      takeTyped(world, event.entry, event.text);
      return true;
    case 'process.child':
      if (event.pid === SCRIPT_PID) lineEnded(world, event.child, event.status);
      else userEvent(runtimeOf(world, k), event);
      return true;
    default:
      userEvent(runtimeOf(world, k), event);
      return true;
  }
}

export function runtimeOf(world: World, k: Kernel): Runtime {
  return { k, world, programs };
}

function takeInput(world: World, input: Input): void {
  switch (input.type) {
    case 'line':
      addLine(world, input.line, input.at, input.terminal);
      return;
    case 'typed':
      typeNow(world, input.text);
      return;
    case 'interrupt':
      interruptLine(world);
  }
}

export const model: Model<World, Input, Frame, Decision> = { step: stepWorld, input: takeInput };
