/** The images that a project's services are made from: present, built, or to be fetched, which fails without a registry. */
import type { ProcessEvent } from '../../../userland/program';
import { obtainImage, splitName } from '../../container/catalogue';
import { findImage } from '../../container/image';
import { addStandIn } from '../../container/stand-in';
import { PULL_PROGRAM } from '../../pull';
import type { Project, Service } from '../model/project';
import { imageOf } from '../run/request';
import { type Context, doing, type Doing, type Next } from './command';

/** Null where every image is there, or can be had; else the fetching that is under way. */
export function ensureImages(context: Context, project: Project, services: readonly Service[]): Doing | null {
  const { sys, d } = context;
  const missing = services.filter((service) => findImage(d.engine.images, imageOf(project, service)) === null);
  for (const service of missing.filter(({ builds }) => builds)) {
    const { repository, tag } = splitName(imageOf(project, service));
    addStandIn(d.engine, repository, tag);
  }
  const fetched = missing.filter(({ builds }) => !builds);
  for (const { name } of fetched) sys.err(` ${name} Pulling \n`);
  const unknown = fetched.filter((service) => obtainImage(d.engine.images, imageOf(project, service)) === null);
  for (const service of fetched) if (!unknown.includes(service)) sys.err(` ${service.name} Pulled \n`);
  if (unknown.length === 0) return null;
  const child = d.spawn([PULL_PROGRAM], {
    parent: sys.process.pid,
    ns: d.host.id,
    stdout: { to: 'pipe', pid: sys.process.pid },
  });
  return doing('pull', { child, names: unknown.map(({ name }) => name) });
}

/** What came of it; null for what has to do with something else. */
export function onPulled({ sys }: Context, { phase, child, names }: Doing, event: ProcessEvent): Next | null {
  if (phase !== 'pull' || event.type !== 'child' || event.pid !== child) return null;
  const reason = sys.process.piped;
  sys.err(` ${names[0] ?? ''} Error ${reason}\n`);
  sys.err(`Error response from daemon: ${reason}\n`);
  return 1;
}
