/** What a real engine's interfaces saw: the captures under tests/oracle. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Capture, decodePcapng } from '../src/wire/pcapng';

const ORACLE = join(import.meta.dirname, 'oracle');

/** Every capture file, by `recordings/SCENARIO` or `recordings-28/SCENARIO`. */
export function recordedFiles(): { name: string; bytes: Uint8Array }[] {
  return ['recordings', 'recordings-28'].flatMap((set) =>
    readdirSync(join(ORACLE, set))
      .map((scenario) => ({ name: `${set}/${scenario}`, path: join(ORACLE, set, scenario, 'frames.pcapng') }))
      .filter(({ path }) => existsSync(path))
      .map(({ name, path }) => ({ name, bytes: new Uint8Array(readFileSync(path)) })),
  );
}

function recordedCaptures(): { name: string; capture: Capture }[] {
  return recordedFiles().map(({ name, bytes }) => {
    const result = decodePcapng(bytes);
    if (!result.ok) throw new Error(`${name}: ${result.error.kind} at ${result.error.at}`);
    return { name, capture: result.value };
  });
}

/** Every frame of every capture once, however many interfaces saw it, with the first place it was seen. */
export function recordedFrames(): { where: string; bytes: Uint8Array }[] {
  const frames = new Map<string, { where: string; bytes: Uint8Array }>();
  for (const { name, capture } of recordedCaptures()) {
    capture.packets.forEach(({ bytes }, i) => {
      const key = Buffer.from(bytes).toString('latin1');
      if (!frames.has(key)) frames.set(key, { where: `${name} ${i + 1}`, bytes });
    });
  }
  return [...frames.values()];
}
