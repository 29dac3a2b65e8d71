/** Which health checks are run: those whose programs are here, in images that nothing stands in for. */
import { knownImage } from '../../container/catalogue';
import type { Image } from '../../container/image';
import { isStandIn } from '../../container/stand-in';
import type { Daemon } from '../../daemon';
import type { Ignored, Project, Service } from '../model/project';
import { imageOf } from './request';

/** What a check needs: the images of its engine, and which programs there are. */
export interface Ground {
  readonly images: Readonly<Record<string, Image>>;
  has(program: string): boolean;
}

export function groundOf(d: Daemon): Ground {
  return { images: d.engine.images, has: (name) => d.has(name) };
}

/** Words that a shell needs no program for. */
const BUILTINS = new Set(['', ':', '[', 'exit', 'test']);

/** Whether a service's check is run; who has another counts as healthy. */
export function isProbed(project: Pick<Project, 'name'>, service: Service, ground: Ground): boolean {
  const [kind, ...words] = service.healthcheck?.test ?? [];
  if (kind === 'NONE') return true;
  const image = knownImage(ground.images, imageOf(project, service));
  if (image === null || isStandIn(image)) return false;
  const called = kind === 'CMD' ? words.slice(0, 1) : programsOf(words.join(' '));
  return called.length > 0 && called.every((name) => BUILTINS.has(name) || ground.has(name));
}

/** The first word of every command of a line. */
function programsOf(line: string): string[] {
  return line === '' ? [] : line.split(/&&|\|\||[|;]/).map((command) => command.trim().split(/\s+/)[0] ?? '');
}

/** What a project asks for and nothing is done about. */
export function ignoredBy(project: Project, ground: Ground): readonly Ignored[] {
  const probed = project.services.filter((service) => isProbed(project, service, ground)).map(({ name }) => name);
  return project.ignored
    .map((one) =>
      one.element === 'healthcheck' ? { ...one, services: one.services.filter((name) => !probed.includes(name)) } : one,
    )
    .filter(({ services }) => services.length > 0);
}
