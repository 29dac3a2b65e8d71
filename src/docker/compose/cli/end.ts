/** `docker compose down`, `stop`, `start`, `restart`, `rm`, `kill`, `pause` and `unpause`. */
import { boolFlag, hasFlag, stringFlag } from '../../cli/flags';
import { type Container, isRunning } from '../../container/container';
import { projectContainers, serviceOf } from '../run/labels';
import { planDown, planEach, planRemove, planRestart, planStart, planStop } from '../run/plan-down';
import { orphansOf, type Scope } from '../run/scope';
import type { Plan, Step } from '../run/task';
import { type Command, command, type Context, type Doing, doing, type Next, refuse } from './command';
import { readScope, warn } from './project';
import { atWork } from './work';

/** `--timeout`: seconds, or null where it was not given. */
export function patienceFlag({ flags }: Context): number | null {
  return hasFlag(flags, 'timeout') ? Number(stringFlag(flags, 'timeout')) : null;
}

/** Whether some containers of the scope are asked for that no service has. */
function unknownIn({ args }: Context, { services }: Scope): string | undefined {
  return args.find((name) => !services.some((service) => service.name === name));
}

/** A command on the containers of the scope: checked, planned, begun. */
function onScope(name: string, planFor: (context: Context, scope: Scope) => Plan | number): Command {
  return command(name, (context) => {
    const read = readScope(context, context.args);
    if (typeof read === 'number') return read;
    const unknown = unknownIn(context, read.scope);
    if (unknown !== undefined) return refuse(context, `no such service: ${unknown}`);
    const plan = planFor(context, read.scope);
    return typeof plan === 'number' ? plan : atWork(context, doing(name, { work: plan.work() }));
  });
}

export const down: Command = command('down', (context) => {
  const read = readScope(context, context.args);
  if (typeof read === 'number') return read;
  const { scope, project } = read;
  const rmi = stringFlag(context.flags, 'rmi');
  if (rmi !== '' && rmi !== 'all' && rmi !== 'local')
    return refuse(context, `invalid value for --rmi: ${JSON.stringify(rmi)}`);
  const present = projectContainers(context.d, scope.name, true).length + scope.networks.length;
  if (!scope.declared && present === 0) {
    warn(context, `Warning: No resource found to remove for project ${JSON.stringify(scope.name)}.`);
    return 0;
  }
  const orphans = boolFlag(context.flags, 'remove-orphans') && project !== null ? orphansOf(context.d, project) : [];
  const plan = planDown(context.d, scope, orphans, { wanted: context.args, patience: patienceFlag(context) });
  return atWork(context, doing('down', { work: plan.work() }));
});

export const stop = onScope('stop', (context, scope) =>
  planStop(context.d, scope, { wanted: context.args, patience: patienceFlag(context) }),
);

export const start = onScope('start', (context, scope) => {
  const plan = planStart(context.d, scope, context.args);
  return 'without' in plan
    ? refuse(context, `service ${JSON.stringify(plan.without)} has no container to start`)
    : plan;
});

export const restart = onScope('restart', (context, scope) =>
  planRestart(
    context.d,
    scope,
    { wanted: context.args, patience: patienceFlag(context) },
    boolFlag(context.flags, 'no-deps'),
  ),
);

const about = ({ id, name }: Container) => ({ id, name });

function each(name: 'pause' | 'unpause'): Command {
  return onScope(name, ({ d, args }, scope) =>
    planEach(d, scope, args, (container): Step => ({ do: name, ...about(container) })),
  );
}

export const pause = each('pause');
export const unpause = each('unpause');

export const kill = onScope('kill', (context, scope) => {
  const { d, args, flags } = context;
  const asked = projectContainers(d, scope.name).filter(
    (container) => args.length === 0 || args.includes(serviceOf(container)),
  );
  if (!asked.some(isRunning)) {
    context.sys.err('no container to kill\n');
    return 0;
  }
  const signal = stringFlag(flags, 'signal', 'SIGKILL');
  return planEach(d, scope, args, (container): Step =>
    isRunning(container) ? { do: 'kill', ...about(container), signal } : { do: 'say', line: '' },
  );
});

/** With `--stop` they are stopped first; without `--force` nobody is there to say yes. */
export const rm: Command = command(
  'rm',
  (context) => {
    const read = readScope(context, context.args);
    if (typeof read === 'number') return read;
    const unknown = unknownIn(context, read.scope);
    if (unknown !== undefined) return refuse(context, `no such service: ${unknown}`);
    if (!boolFlag(context.flags, 'stop')) return removeStopped(context, read.scope.name);
    const plan = planStop(context.d, read.scope, { wanted: context.args, patience: null });
    const state = doing(`rm ${read.scope.name}`, { work: plan.work() });
    return atWork(context, state);
  },
  { done: (context, state) => (state.phase.startsWith('rm ') ? removeStopped(context, state.phase.slice(3)) : 0) },
);

function removeStopped(context: Context, project: string): Next {
  const { sys, d, args, flags } = context;
  const stopped = projectContainers(d, project).filter(
    (container) => !isRunning(container) && (args.length === 0 || args.includes(serviceOf(container))),
  );
  if (stopped.length === 0) {
    sys.err('No stopped containers\n');
    return 0;
  }
  const force = boolFlag(flags, 'force');
  sys.out(`Going to remove ${stopped.map(({ name }) => name).join(', ')}${force ? '\n' : ''}`);
  if (!force) return 0;
  const state: Doing = doing('remove', { work: planRemove(stopped).work() });
  return atWork(context, state);
}
