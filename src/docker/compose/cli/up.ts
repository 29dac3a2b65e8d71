/** `docker compose up`, `create` and `scale`. */
import type { ProcessEvent } from '../../../userland/program';
import { boolFlag, hasFlag, listFlag } from '../../cli/flags';
import type { Project } from '../model/project';
import { projectContainers, serviceOf } from '../run/labels';
import { planStop } from '../run/plan-down';
import { planUp, type UpOptions } from '../run/plan-up';
import { retrace } from '../run/retrace';
import { orphansOf, scopeOfLabels, scopeOfProject, withDependencies } from '../run/scope';
import { follow, shortName } from './attach';
import { type Command, command, type Context, type Doing, doing, type Next, refuse } from './command';
import { ensureImages, onPulled } from './images-needed';
import { nameIgnored, readProject, warn, warnOfOrphans } from './project';
import { patienceFlag } from './end';
import { atWork } from './work';

const STYLE = { prefix: true, timestamps: false, ends: true };
const DETACHED =
  '--detach cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch';
const ATTACHED = ['abort-on-container-exit', 'abort-on-container-failure', 'attach', 'attach-dependencies', 'watch'];

type Scales = Readonly<Record<string, number>>;

/** `--scale SERVICE=NUM`; a sentence about the first that cannot be read. */
function readScales(texts: readonly string[]): Scales | string {
  const scales: Record<string, number> = {};
  for (const text of texts) {
    const [service = '', number, ...more] = text.split('=');
    if (number === undefined || more.length > 0)
      return `invalid --scale option ${JSON.stringify(text)}. Should be SERVICE=NUM`;
    if (!/^[-+]?\d+$/.test(number)) return `strconv.Atoi: parsing ${JSON.stringify(number)}: invalid syntax`;
    scales[service] = Number(number);
  }
  return scales;
}

/** The project with that many containers of its services; a sentence where there is no such service. */
function scaled(project: Project, scales: Scales): Project | string {
  const unknown = Object.keys(scales).find((name) => !project.services.some((service) => service.name === name));
  if (unknown !== undefined) return `no such service: ${unknown}: not found`;
  return {
    ...project,
    services: project.services.map((service) => ({ ...service, scale: scales[service.name] ?? service.scale })),
  };
}

function recreation({ flags }: Context): UpOptions['recreate'] {
  if (boolFlag(flags, 'no-recreate')) return 'never';
  return boolFlag(flags, 'force-recreate') ? 'force' : 'diverged';
}

/** Reads the project, names what is ignored, sees that the images are there, and begins. */
function bring(context: Context, wanted: readonly string[], scales: Scales | string, more: Partial<UpOptions>): Next {
  if (typeof scales === 'string') return refuse(context, scales);
  const read = readProject(context, wanted);
  if (typeof read === 'number') return read;
  const project = scaled(read, scales);
  if (typeof project === 'string') return refuse(context, project);
  if (project.services.length === 0) return refuse(context, 'no service selected');
  nameIgnored(context, project);
  const { flags } = context;
  const recreate = recreation(context);
  const options: UpOptions = {
    wanted,
    recreate,
    recreateDependencies: boolFlag(flags, 'always-recreate-deps')
      ? 'force'
      : wanted.length === 0
        ? recreate
        : 'diverged',
    dependencies: !boolFlag(flags, 'no-deps'),
    removeOrphans: boolFlag(flags, 'remove-orphans'),
    patience: patienceFlag(context),
    start: true,
    quietStart: false,
    wait: false,
    ...more,
  };
  const involved =
    wanted.length === 0
      ? project.services.map(({ name }) => name)
      : withDependencies(scopeOfProject(project).services, wanted);
  const missing = ensureImages(
    context,
    project,
    project.services.filter(({ name }) => involved.includes(name)),
  );
  return missing ?? converge(context, project, options);
}

function converge(context: Context, project: Project, options: UpOptions): Next {
  const orphans = orphansOf(context.d, project);
  const { plan, warnings, failure } = planUp(context.d, project, options);
  for (const sentence of warnings) warn(context, sentence);
  if (failure !== null) return refuse(context, failure);
  retrace(context.d, project);
  if (!options.removeOrphans) warnOfOrphans(context, orphans);
  const state = doing('up', { work: plan.work(), names: [project.name] });
  if (plan.tasks.length > 0) return atWork(context, state);
  return options.quietStart ? attach(context, state) : 0;
}

function isDetached({ flags }: Context): boolean {
  return boolFlag(flags, 'detach') || boolFlag(flags, 'wait') || boolFlag(flags, 'no-start');
}

export const up: Command = command(
  'up',
  (context) => {
    const { flags, args } = context;
    if (boolFlag(flags, 'detach') && ATTACHED.some((name) => hasFlag(flags, name))) return refuse(context, DETACHED);
    if (boolFlag(flags, 'force-recreate') && boolFlag(flags, 'no-recreate')) {
      return refuse(context, '--force-recreate and --no-recreate are incompatible');
    }
    return bring(context, args, readScales(listFlag(flags, 'scale')), {
      start: !boolFlag(flags, 'no-start'),
      quietStart: !isDetached(context),
      wait: boolFlag(flags, 'wait'),
    });
  },
  {
    done: (context, state) => (state.phase === 'up' && !isDetached(context) ? attach(context, state) : 0),
    on: onEvent,
  },
);

/** Without `-d` the client shows what the containers say until all have ended; `names` holds the project's name. */
function attach(context: Context, { names: [project = ''] }: Doing): Next {
  const own = projectContainers(context.d, project).filter(
    (container) => context.args.length === 0 || context.args.includes(serviceOf(container)),
  );
  context.sys.out(
    `Attaching to ${own
      .map((container) => shortName(project, container))
      .sort()
      .join(', ')}\n`,
  );
  return follow(
    context,
    doing(`attached ${project}`, { shown: Object.fromEntries(own.map(({ id }) => [id, 0])) }),
    project,
    STYLE,
  );
}

function onEvent(context: Context, state: Doing, event: ProcessEvent): Next {
  const project = /^attached (.*)$/.exec(state.phase)?.[1];
  if (project === undefined) return onPulled(context, state, event) ?? (event.type === 'signal' ? 130 : state);
  if (event.type !== 'signal') return follow(context, state, project, STYLE);
  context.sys.err('Gracefully Stopping... press Ctrl+C again to force\n');
  const scope = scopeOfLabels(context.d, project);
  const plan = planStop(context.d, scope, { wanted: context.args, patience: patienceFlag(context) });
  return atWork(context, doing('stopping', { work: plan.work() }));
}

const untilPulled: Command['on'] = (context, state, event) =>
  onPulled(context, state, event) ?? (event.type === 'signal' ? 130 : state);

export const create: Command = command(
  'create',
  (context) => bring(context, context.args, readScales(listFlag(context.flags, 'scale')), { start: false }),
  {
    on: untilPulled,
  },
);

export const scale: Command = command(
  'scale',
  (context) => {
    for (const text of context.args) {
      const number = text.split('=')[1];
      if (number === undefined) return refuse(context, `invalid scale specifier: ${text}`);
      if (!/^[-+]?\d+$/.test(number))
        return refuse(context, `invalid scale specifier: can't parse replica value as int: ${text}`);
    }
    return bring(context, Object.keys(readScales(context.args)), readScales(context.args), {});
  },
  { min: 1, on: untilPulled },
);
