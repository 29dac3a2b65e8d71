/** Waiting until a service is as it was asked for (cli `command/service/progress`): where nobody sits before it, a line each time something is heard. */
import { MILLISECOND } from '../../sim/clock';
import { get } from '../../sim/table';
import type { ProcessEvent } from '../../userland/program';
import { failed } from '../failure';
import { nodesFor } from '../service/scheduler';
import { type Service, tasksOf } from '../service/service';
import type { Cluster } from '../swarm/cluster';
import { managedCluster } from '../swarm/member';
import { type Cli, type Next, type Waiting, waiting } from './command';

const TICK = 'progress';
const PERIOD = 200 * MILLISECOND;
/** How often a service has to be found whole before it counts as stable: five seconds. */
const STABLE = 25;

/** Stays with the services, one after the other, until each is stable; `rest` holds them, and what was seen of the first. */
export function converge(cli: Cli, services: readonly string[], tell: boolean): Next {
  const [id] = services;
  const cluster = managedCluster(cli.d);
  const service = failed(cluster) || id === undefined ? undefined : get(cluster.services, id);
  if (failed(cluster) || service === undefined) return 0;
  if (tell) {
    const wanted = wantedOf(cli, cluster, service);
    cli.sys.out(`overall progress: 0 out of ${wanted} tasks\n`);
    if (service.spec.replicas !== null)
      for (let slot = 1; slot <= wanted; slot++) cli.sys.out(`${slot}/${wanted}:  \n`);
  }
  cli.sys.timer(TICK, PERIOD);
  return waiting(tell ? 'convergence' : 'convergence in silence', { rest: services });
}

function wantedOf(cli: Cli, cluster: Cluster, service: Service): number {
  return service.spec.replicas ?? nodesFor(cli.d, cluster, service.spec.task.constraints).length;
}

function runningOf(cluster: Cluster, service: Service): number {
  return tasksOf(cluster, service.id).filter(({ state, desired }) => state === 'running' && desired === 'running')
    .length;
}

/** A fifth of a second has passed: `status` counts how often the service was found whole. */
export function watch(cli: Cli, wait: Waiting, event: ProcessEvent): Next {
  if (event.type === 'signal') return 130;
  if (event.type !== 'timer' || event.name !== TICK) return wait;
  const [id = '', ...others] = wait.rest;
  const cluster = managedCluster(cli.d);
  const service = failed(cluster) ? undefined : get(cluster.services, id);
  if (failed(cluster) || service === undefined) return 0;
  const tell = wait.for === 'convergence';
  const say = (line: string) => {
    if (tell) cli.sys.out(`${line}\n`);
  };
  const wanted = wantedOf(cli, cluster, service);
  const running = runningOf(cluster, service);
  if (wait.status === STABLE) {
    say(`verify: Service ${cli.called === 'service create' ? id : service.spec.name} converged`);
    return others.length === 0 ? 0 : converge(cli, others, tell);
  }
  if (running < wanted) {
    cli.sys.timer(TICK, PERIOD);
    return { ...wait, status: 0 };
  }
  if (wait.status === 0) say(`overall progress: ${running} out of ${wanted} tasks`);
  say(`verify: Waiting ${5 - Math.floor(wait.status / 5)} seconds to verify that tasks are stable...`);
  cli.sys.timer(TICK, PERIOD);
  return { ...wait, status: wait.status + 1 };
}
