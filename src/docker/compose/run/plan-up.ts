/** `docker compose up` and `create`: what has to be done so that a project is as its files say (compose `pkg/compose/create.go`, `convergence.go`, `start.go`). */
import type { Container } from '../../container/container';
import { isRunning } from '../../container/container';
import { findImage } from '../../container/image';
import type { Daemon } from '../../daemon';
import { findNetwork } from '../../engine';
import type { Network } from '../../network';
import type { NetworkRequest } from '../../network-request';
import { nameClash } from '../model/clash';
import type { Project, ProjectNetwork, Service } from '../model/project';
import { firstOf, label, LABEL, numberOf } from './labels';
import { groundOf, isProbed } from './probed';
import { containerName, containerRequest, imageOf, nameOf, networkRequest } from './request';
import { containersIn, orphansOf, type Scope, scopeOfProject, withDependencies } from './scope';
import { Plan } from './task';

export interface UpOptions {
  /** Services asked for; none for all. */
  readonly wanted: readonly string[];
  readonly recreate: 'diverged' | 'force' | 'never';
  /** The same for the services that come along as dependencies. */
  readonly recreateDependencies: 'diverged' | 'force' | 'never';
  readonly dependencies: boolean;
  readonly removeOrphans: boolean;
  /** Seconds; null where each service says. */
  readonly patience: number | null;
  readonly start: boolean;
  /** Whether starting is told of line by line. */
  readonly quietStart: boolean;
  readonly wait: boolean;
  /** A service whose containers are left as they are: `run` makes one of its own. */
  readonly untouched?: string;
}

export interface UpPlan {
  readonly plan: Plan;
  readonly warnings: readonly string[];
  /** The sentence that ends the command before it has begun. */
  readonly failure: string | null;
}

export function planUp(d: Daemon, project: Project, options: UpOptions): UpPlan {
  const builder = new UpBuilder(d, project, options);
  const failure = nameClash(project.services)?.message ?? builder.networks();
  return { plan: failure === null ? builder.converge() : builder.plan, warnings: builder.warnings, failure };
}

/** What compose says of a service that is to have several containers of one name (`doubledContainerNameWarning`). */
function nameTaken(service: string, name: string): string {
  return `WARNING: The ${JSON.stringify(service)} service is using the custom container name ${JSON.stringify(name)}. Docker requires each container to have a unique name. Remove the custom name to scale the service`;
}

/**
 * Containers in the order in which they are kept: those that have not changed by their numbers, then those that have. Go's
 * insertion sort with compose's comparison, which calls each of two changed ones the lesser, so that these stay the newest
 * first (`ensureService`).
 */
function keptFirst(newestFirst: readonly Container[], changed: (container: Container) => boolean): Container[] {
  const lesser = (a: Container, b: Container) => changed(a) || (!changed(b) && numberOf(a) > numberOf(b));
  const sorted: Container[] = [];
  for (const container of newestFirst) {
    let at = sorted.length;
    for (let before = sorted[at - 1]; before !== undefined && lesser(container, before); before = sorted[at - 1]) at--;
    sorted.splice(at, 0, container);
  }
  return sorted.reverse();
}

class UpBuilder {
  readonly plan = new Plan();
  readonly warnings: string[] = [];
  private readonly scope: Scope;
  private readonly chosen: readonly Service[];
  /** Tasks that make networks, and tasks that make the containers of a service. */
  private readonly made: number[] = [];
  private readonly created: Record<string, number[]> = {};
  /** By service: containers that exist after creation, those made now first. */
  private readonly fresh: Record<string, string[]> = {};
  private readonly gone = new Set<string>();
  private readonly halted = new Set<string>();

  constructor(
    private readonly d: Daemon,
    private readonly project: Project,
    private readonly options: UpOptions,
  ) {
    this.scope = scopeOfProject(project);
    const all = this.scope.services.map(({ name }) => name);
    const wanted = options.wanted.length === 0 ? all : options.wanted;
    const names = options.dependencies
      ? withDependencies(this.scope.services, wanted)
      : all.filter((name) => wanted.includes(name));
    this.chosen = project.services.filter(({ name }) => names.includes(name));
  }

  /** Every network that is not there or has changed; the sentence about one that cannot be used. */
  networks(): string | null {
    const used = this.project.networks.filter(({ key }) =>
      this.chosen.some((service) => service.networks.some((joined) => joined.network === key)),
    );
    for (const network of used) {
      const found = findNetwork(this.d.engine, network.name);
      const known = found?.name === network.name || network.external ? found : null;
      if (network.external && known === null)
        return `network ${network.name} declared as external, but could not be found`;
      if (network.external) continue;
      const request = networkRequest(this.project, network);
      if (known === null) this.made.push(this.plan.add({ do: 'network.create', request }));
      else {
        const wrong = this.foreign(network, known);
        if (wrong !== null) return wrong;
        const own = known.labels[LABEL.project] === this.project.name;
        if (own && known.labels[LABEL.hash] !== network.hash) this.made.push(this.remake(known.id, request));
      }
    }
    return null;
  }

  /** Networks of that name that compose did not make for this project: a warning, and where it has no label of compose's the end. */
  private foreign({ key, name }: ProjectNetwork, { labels }: Network): string | null {
    const project = labels[LABEL.project];
    if (project === this.project.name) return null;
    const maker = project === undefined ? 'by compose' : `for project ${JSON.stringify(this.project.name)}`;
    this.warnings.push(
      `a network with name ${name} exists but was not created ${maker}.\nSet \`external: true\` to use an existing network`,
    );
    const label = labels[LABEL.network] ?? '';
    return label === key
      ? null
      : `network ${name} was found but has incorrect label ${LABEL.network} set to "${label}" (expected: "${key}")`;
  }

  /** A network whose settings have changed: its containers are stopped, and it is made anew under them. */
  private remake(id: string, request: NetworkRequest): number {
    const joined = this.scope.services
      .flatMap((service) => containersIn(this.d, this.scope, service.name))
      .filter((container) => Object.values(container.networks).some((settings) => settings.networkId === id));
    const halted = joined.flatMap((container) => this.halt(container, []));
    return this.plan.add(
      { do: 'network.remake', id, request, containers: joined.map((container) => container.id) },
      halted,
    );
  }

  /** Stopped for now; nothing where it is stopped already. */
  private halt(container: Container, after: readonly number[]): number[] {
    if (!isRunning(container) || this.halted.has(container.id) || this.gone.has(container.id)) return [];
    this.halted.add(container.id);
    return [
      this.plan.add(
        { do: 'stop', id: container.id, name: container.name, quiet: false, patience: this.patienceOf(container) },
        after,
      ),
    ];
  }

  private endAndRemove(container: Container, after: readonly number[]): number {
    this.gone.add(container.id);
    const about = { id: container.id, name: container.name, quiet: false };
    const stopped = this.plan.add({ do: 'stop', ...about, patience: this.patienceOf(container) }, after);
    return this.plan.add({ do: 'remove', ...about }, [stopped]);
  }

  private patienceOf(container: Container): number {
    const own = this.project.services.find(({ name }) => name === label(container, 'service'))?.stopGracePeriod;
    return this.options.patience ?? own ?? 10;
  }

  converge(): Plan {
    if (this.options.removeOrphans)
      for (const orphan of orphansOf(this.d, this.project)) this.made.push(this.endAndRemove(orphan, []));
    const done = new Set<string>();
    const visit = (service: Service): void => {
      if (done.has(service.name)) return;
      done.add(service.name);
      for (const dependency of service.dependsOn) {
        const other = this.chosen.find(({ name }) => name === dependency.service);
        if (other !== undefined) visit(other);
      }
      this.createService(service);
    };
    this.chosen.forEach(visit);
    if (this.options.start) this.startAll();
    return this.plan;
  }

  /** The containers of one service: those too many go, those that have changed are made anew, those missing are made. */
  private createService(service: Service): void {
    const after = [...this.made, ...service.dependsOn.flatMap((dependency) => this.created[dependency.service] ?? [])];
    this.created[service.name] = after;
    if (service.name === this.options.untouched) return;
    if (service.scale > 1 && service.containerName !== null) {
      const failure = nameTaken(service.name, service.containerName);
      this.created[service.name] = [this.plan.add({ do: 'say', line: '', failure }, after)];
      return;
    }
    const strategy =
      this.options.wanted.length === 0 || this.options.wanted.includes(service.name)
        ? this.options.recreate
        : this.options.recreateDependencies;
    const present = containersIn(this.d, this.scope, service.name).filter(({ id }) => !this.gone.has(id));
    const changed = (container: Container) => this.mustRecreate(service, container, strategy);
    const sorted = keptFirst(present, changed);
    const tasks: number[] = [];
    const fresh: string[] = [];
    sorted.forEach((container, i) => {
      if (i >= service.scale) tasks.push(this.endAndRemove(container, after));
      else if (changed(container)) {
        const halted = this.haltDependents(service, after);
        const wanted = this.newContainer(service, numberOf(container));
        fresh.push(wanted.request.name);
        tasks.push(
          this.plan.add(
            { do: 'recreate', container: wanted, old: container.id, patience: this.patienceOf(container) },
            [...after, ...halted],
          ),
        );
      } else if (container.state === 'running' && !this.halted.has(container.id)) {
        tasks.push(this.plan.add({ do: 'say', line: ` Container ${container.name}  Running\n` }, after));
      } else if (container.state === 'paused')
        tasks.push(this.plan.add({ do: 'say', line: ` Container ${container.name}  Restart\n` }, after));
    });
    const next = Math.max(0, ...present.map(numberOf)) + 1;
    for (let i = 0; i < service.scale - present.length; i++) {
      const wanted = this.newContainer(service, next + i);
      fresh.unshift(wanted.request.name);
      tasks.push(this.plan.add({ do: 'create', container: wanted }, after));
    }
    this.fresh[service.name] = fresh;
    if (tasks.length > 0) this.created[service.name] = tasks;
  }

  private newContainer(service: Service, number: number) {
    const { project } = this;
    const imageId = findImage(this.d.engine.images, imageOf(project, service))?.id ?? '';
    const name = containerName(project.name, service, number);
    const variant = {
      number,
      oneOff: false,
      name,
      aliases: true,
      together: this.d.profile.macPerNetwork,
      probed: isProbed(project, service, groundOf(this.d)),
    };
    return {
      request: containerRequest(project, service, imageId, variant),
      project: project.name,
      service: service.name,
      links: service.links,
    };
  }

  private mustRecreate(service: Service, container: Container, strategy: UpOptions['recreate']): boolean {
    if (strategy !== 'diverged') return strategy === 'force';
    if (this.lostNamespace(service, container)) return true;
    const image = findImage(this.d.engine.images, imageOf(this.project, service));
    if (label(container, 'hash') !== service.hash || (image !== null && label(container, 'image') !== image.id))
      return true;
    if (container.state !== 'running') return false;
    return service.networks.some((joined) => {
      const network = findNetwork(this.d.engine, nameOf(this.project, joined));
      return !Object.values(container.networks).some(
        (settings) => network !== null && settings.networkId === network.id,
      );
    });
  }

  /** Whether the container whose namespace it shares is another now, or will be. */
  private lostNamespace({ networkMode }: Service, container: Container): boolean {
    const lender = /^service:(.+)$/.exec(networkMode ?? '')?.[1];
    if (lender === undefined) return false;
    const lent = firstOf(this.d, this.project.name, lender);
    return (
      lent === null ||
      (this.fresh[lender] ?? []).includes(lent.name) ||
      container.hostConfig.networkMode !== `container:${lent.id}`
    );
  }

  /** Services that ask to be restarted with this one are stopped first; they are started again in the end. */
  private haltDependents(service: Service, after: readonly number[]): number[] {
    const dependents = this.project.services.filter((other) =>
      other.dependsOn.some((dependency) => dependency.service === service.name && dependency.restart),
    );
    return dependents
      .flatMap(({ name }) => containersIn(this.d, this.scope, name))
      .flatMap((container) => this.halt(container, after));
  }

  /** When all are made: each service after those it depends on, its containers one after the other. */
  private startAll(): void {
    const quiet = this.options.quietStart;
    const all = this.plan.tasks.map((_, index) => index);
    const started: Record<string, number[]> = {};
    const names: Record<string, string[]> = {};
    const visit = (service: Service): void => {
      if (started[service.name] !== undefined) return;
      started[service.name] = [];
      const others = service.dependsOn.filter(({ service: other }) => this.chosen.some(({ name }) => name === other));
      for (const dependency of others) {
        const other = this.chosen.find(({ name }) => name === dependency.service);
        if (other !== undefined) visit(other);
      }
      let after = [...all, ...others.flatMap((dependency) => started[dependency.service] ?? [])];
      for (const { service: other, condition } of others) {
        if (condition === 'service_started') continue;
        const checked = this.scope.services.find(({ name }) => name === other)?.checked ?? false;
        after = [
          ...after,
          this.plan.add({ do: 'await', service: other, names: names[other] ?? [], condition, checked }, after),
        ];
      }
      if (service.name === this.options.untouched) return;
      const idle = containersIn(this.d, this.scope, service.name).filter(
        ({ id, name }) => !this.gone.has(id) && !(this.fresh[service.name] ?? []).includes(name),
      );
      const kept = idle.map(({ name }) => name);
      const asleep = idle
        .filter((container) => container.state !== 'running' || this.halted.has(container.id))
        .map(({ name }) => name);
      const paused = idle.filter(({ state }) => state === 'paused').map(({ name }) => name);
      names[service.name] = [...(this.fresh[service.name] ?? []), ...kept];
      for (const name of [...(this.fresh[service.name] ?? []), ...asleep])
        after = [...after, this.plan.add({ do: 'start', name, quiet: quiet || paused.includes(name) }, after)];
      started[service.name] = after;
    };
    this.chosen.forEach(visit);
    if (!this.options.wait) return;
    const ready = this.plan.tasks.map((_, index) => index);
    for (const service of this.chosen) {
      this.plan.add(
        {
          do: 'await',
          service: service.name,
          names: names[service.name] ?? [],
          condition: 'running_or_healthy',
          checked: true,
        },
        ready,
      );
    }
  }
}
