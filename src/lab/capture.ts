/** The run as a capture and as a transcript, in the form of the recordings. */
import { describeInterface } from '../docker/describe';
import { get, values } from '../sim/table';
import { encodeFrame } from '../wire/frame';
import { type CaptureInterface, encodePcapng } from '../wire/pcapng';
import type { Run } from './run';
import type { World } from './world';

/** Every step as a packet; an interface is described as it was when its first frame passed. */
export function captureOf(run: Run): Uint8Array {
  const interfaces: CaptureInterface[] = [];
  const numbers = new Map<string, number>();
  for (const step of run.trace) {
    if (numbers.has(step.place)) continue;
    numbers.set(step.place, interfaces.length);
    interfaces.push(interfaceAt(run.at(step.step), step.place));
  }
  const packets = [...run.trace].map((step) => ({
    interface: numbers.get(step.place) ?? 0,
    time: step.time,
    sent: step.sent,
    bytes: encodeFrame(step.frame),
  }));
  return encodePcapng(interfaces, packets);
}

/** The name, description and address of the interface at a place. */
function interfaceAt(world: World, place: string): CaptureInterface {
  const slash = place.lastIndexOf('/');
  const device = place.slice(slash + 1);
  const ns = get(world.netns, place.slice(0, slash));
  if (ns === undefined) return { name: place, description: null, mac: null };
  const link = [...values(ns.links)].find((candidate) => candidate.place === place);
  return {
    name: `${ns.name}/${device}`,
    description: link === undefined ? null : describeInterface(world, ns, link),
    mac: link?.mac ?? null,
  };
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
