/** The run as a capture and as a transcript, in the form of the recordings. */
import { describeInterface } from '../docker/describe';
import { get, values } from '../sim/table';
import { encodeFrame } from '../wire/frame';
import type { Frame } from '../wire/packet';
import { type CapturedPacket, type CaptureInterface, encodePcapng } from '../wire/pcapng';
import type { Run } from './run';
import type { World } from './world';

/**
 * Every step as a packet. As in the recordings an interface has the name and address of when its first frame passed, and is
 * described as it was last seen: a container may have been renamed since.
 */
export function captureOf(run: Run): Uint8Array {
  const numbers = new Map<string, number>();
  const firsts: number[] = [];
  const lasts: number[] = [];
  for (const { place, step } of run.trace) {
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    firsts[number] ??= step;
    lasts[number] = step;
  }
  const interfaces = [...numbers].map(([place, number]): CaptureInterface => {
    const first = interfaceAt(run.at(firsts[number] ?? 0), place);
    const last = interfaceAt(run.world, place) ?? interfaceAt(run.at(lasts[number] ?? 0), place);
    return {
      name: first?.name ?? place,
      mac: first?.mac ?? null,
      description: last?.description ?? first?.description ?? null,
    };
  });
  return encodePcapng(interfaces, packetsOf(run, numbers));
}

function* packetsOf(run: Run, numbers: ReadonlyMap<string, number>): Generator<CapturedPacket> {
  const encoded = new WeakMap<Frame, Uint8Array>();
  for (const { place, time, sent, frame } of run.trace) {
    const bytes = encoded.get(frame) ?? encodeFrame(frame);
    encoded.set(frame, bytes);
    yield { interface: numbers.get(place) ?? 0, time, sent, bytes };
  }
}

/** The name, description and address of the interface at a place, or null where there is none. */
function interfaceAt(world: World, place: string): CaptureInterface | null {
  const ns = get(world.netns, place.slice(0, place.lastIndexOf('/')));
  const link = ns === undefined ? undefined : [...values(ns.links)].find((candidate) => candidate.place === place);
  if (ns === undefined || link === undefined) return null;
  return { name: `${ns.name}/${link.name}`, description: describeInterface(world, ns, link), mac: link.mac };
}

/** Every command with its text and, where it is not 0, its exit status. */
export function transcriptOf(world: World): string {
  let text = '';
  for (const entry of world.script.entries) {
    if (entry.console === null) continue;
    const output = get(world.consoles, entry.console)?.text ?? '';
    text += `$ ${entry.line}\n${output}${output === '' || output.endsWith('\n') ? '' : '\n'}`;
    if (entry.status !== null && entry.status !== 0) text += `[exit ${entry.status}]\n`;
  }
  return text;
}
