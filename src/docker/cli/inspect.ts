/** `docker inspect`, `container inspect`, `network inspect` (cli `command/inspect/inspector.go`). */
import type { GoStruct } from '../gotemplate/value';
import { execute } from '../gotemplate/execute';
import { FUNCTION_NAMES } from '../gotemplate/functions';
import { parseTemplate } from '../gotemplate/parse';
import { asDecoded, toJson } from '../gotemplate/value';
import { findContainer } from '../engine';
import { findImage } from '../container/image';
import { inspectContainer } from '../inspect/container';
import { inspectImage } from '../inspect/image';
import { inspectNetwork } from '../inspect/network';
import type { ProfileName } from '../profile';
import { findKnownNetwork } from '../swarm/known';
import { type Cli, simple, SOME } from './command';
import { stringFlag } from './flags';

const INDENT = 4;
/** The client's own types. */
const CLIENT: ProfileName = '28';

interface Found {
  /** As the daemon sent it. */
  readonly raw: GoStruct;
  /** As the client's types hold it. */
  readonly typed: GoStruct;
}

type Find = (cli: Cli, ref: string) => Found | null;

const container: Find = ({ d }, ref) => {
  const found = findContainer(d.engine, ref);
  return found === null
    ? null
    : { raw: inspectContainer(d, found, d.profile.name), typed: inspectContainer(d, found, CLIENT) };
};

const network: Find = ({ d }, ref) => {
  const found = findKnownNetwork(d, ref);
  return found === null
    ? null
    : { raw: inspectNetwork(d, found, d.profile.name), typed: inspectNetwork(d, found, CLIENT) };
};

const image: Find = ({ d }, ref) => {
  const found = findImage(d.engine.images, ref);
  return found === null ? null : { raw: inspectImage(d, found, d.profile.name), typed: inspectImage(d, found, CLIENT) };
};

const TYPES = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];
const FINDERS: Readonly<Record<string, Find>> = { container, network, image };

const noContainer = (ref: string) => `Error response from daemon: No such container: ${ref}`;
const noNetwork = (ref: string) => `Error response from daemon: network ${ref} not found`;
const noImage = (ref: string) =>
  `Error response from daemon: No such image: ${ref.includes(':') ? ref : `${ref}:latest`}`;
const MISSING: Readonly<Record<string, (ref: string) => string>> = {
  container: noContainer,
  network: noNetwork,
  image: noImage,
};

export const inspect = simple('inspect', SOME, 5_000, (cli) => {
  const type = stringFlag(cli.flags, 'type');
  if (type !== '' && !TYPES.includes(type)) {
    cli.sys.err(`unknown type: "${type}": must be one of ${TYPES.map((name) => `"${name}"`).join(', ')}\n`);
    return 1;
  }
  if (type !== '')
    return show(cli, FINDERS[type] ?? (() => null), MISSING[type] ?? ((ref) => `Error: No such ${type}: ${ref}`));
  return show(
    cli,
    (c, ref) => container(c, ref) ?? image(c, ref) ?? network(c, ref),
    (ref) => `Error: No such object: ${ref}`,
  );
});

export const containerInspect = simple('container inspect', SOME, 5_000, (cli) => show(cli, container, noContainer));
export const networkInspect = simple('network inspect', SOME, 5_000, (cli) => show(cli, network, noNetwork));
export const imageInspect = simple('image inspect', SOME, 5_000, (cli) => show(cli, image, noImage));

/** The same for objects that only the newer client's types are there for; a text is what is wrong. */
export function showObjects(cli: Cli, find: (ref: string) => GoStruct | string): number {
  const objects = Object.fromEntries(cli.args.map((ref) => [ref, find(ref)]));
  const found: Find = (_cli, ref) => {
    const object = objects[ref];
    return object === undefined || typeof object === 'string' ? null : { raw: object, typed: object };
  };
  return show(cli, found, (ref) => {
    const object = objects[ref];
    return typeof object === 'string' ? object : '';
  });
}

/** What was found on stdout, what was not behind it on stderr. */
function show(cli: Cli, find: Find, missing: (ref: string) => string): number {
  const format = stringFlag(cli.flags, 'format');
  const template =
    format === '' || format === 'json'
      ? null
      : parseTemplate(format.replaceAll('\\t', '\t').replaceAll('\\n', '\n'), FUNCTION_NAMES);
  if (template !== null && !template.ok) {
    cli.sys.err(`template parsing error: ${template.message}\n`);
    return 64;
  }
  const found: Found[] = [];
  const errors: string[] = [];
  for (const ref of cli.args) {
    const object = find(cli, ref);
    if (object === null) errors.push(missing(ref));
    else found.push(object);
  }
  if (template === null) {
    const list = found.map(({ raw }) => raw);
    cli.sys.out(`${toJson(list, format === 'json' ? 0 : INDENT)}\n`);
  } else {
    let text = '';
    for (const { raw, typed } of found) {
      const done = execute(template.nodes, typed);
      const again = done.ok ? done : execute(template.nodes, asDecoded(raw), true);
      if (again.ok) text += `${again.text}\n`;
      else errors.push(`template parsing error: ${again.message}`);
    }
    cli.sys.out(text === '' ? '\n' : text);
  }
  for (const error of errors) cli.sys.err(`${error}\n`);
  return errors.length === 0 ? 0 : 1;
}
