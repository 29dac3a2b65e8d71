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
  const firsts = new Map<string, number>();
  const lasts = new Map<string, number>();
  for (const { place, step } of run.trace) {
    if (!firsts.has(place)) firsts.set(place, step);
    lasts.set(place, step);
  }
  const begun = interfacesAt(run, [...firsts.values()]);
  const now = new Map([...lasts.keys()].map((place) => [place, interfaceAt(run.world, place)]));
  const gone = interfacesAt(
    run,
    [...lasts].flatMap(([place, step]) => (now.get(place) === null ? [step] : [])),
  );
  const places = [...firsts.keys()];
  const interfaces = places.map((place): CaptureInterface => {
    const first = begun.get(place) ?? null;
    const last = now.get(place) ?? gone.get(place) ?? null;
    return {
      name: first?.name ?? place,
      mac: first?.mac ?? null,
      description: last?.description ?? first?.description ?? null,
    };
  });
  return encodePcapng(interfaces, packetsOf(run, new Map(places.map((place, number) => [place, number]))));
}

/** By its place, the interface that each of some steps passed, as it was then. */
function interfacesAt(run: Run, steps: readonly number[]): Map<string, CaptureInterface | null> {
  const found = new Map<string, CaptureInterface | null>();
  run.visit(
    steps.toSorted((a, b) => a - b),
    (world, step) => {
      const place = run.trace.step(step)?.place ?? '';
      found.set(place, interfaceAt(world, place));
    },
  );
  return found;
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
