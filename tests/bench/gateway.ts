/** The engine whole, as a scenario runs it: Docker's rules and connection tracking are in the path of every packet. */
import { createRun } from '../../src/lab/run';
import { scenarioOf } from '../../src/lab/scenario';
import { stepWorld } from '../../src/lab/step';
import type { LabTap } from '../../src/lab/world';

const SETUP = ['docker run -d --name c1 alpine', 'docker run -d --name c2 alpine'];

/** Runs a scenario without keeping a trace; the frames that passed an interface. */
export function runScenario(lines: readonly string[]): number {
  const { world } = createRun(scenarioOf([...SETUP, ...lines]));
  let frames = 0;
  const tap: LabTap = { frame: () => frames++, why: null };
  while (stepWorld(world, tap));
  return frames;
}

/** A ping between two containers, one out to the Internet behind two NATs, and a megabyte over HTTP. */
export const GATEWAY_LOADS = {
  bridged: ['docker exec c1 ping -A -q -c 20000 172.17.0.3'],
  routed: ['docker exec c1 ping -A -q -c 10000 203.0.113.80'],
  download: [
    'mkdir -p /srv/big; seq 1 165000 > /srv/big/page',
    'python3 -m http.server 8000 --directory /srv/big &',
    'docker exec c1 curl -s -o /dev/null http://172.17.0.1:8000/page',
  ],
} as const;
