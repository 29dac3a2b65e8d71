/**
 * `docker plugin`: no managed plugins are ever installed here, so there is nothing to list or change. Drivers that were
 * registered are none of these; `docker info` lists them, as it does those that an engine finds by their sockets.
 */
import { type Command, daemonError, NONE, ONE, simple, SOME } from './command';
import { pulled, startPull } from './image-change';
import { boolFlag, stringFlag } from './flags';
import { tabulate } from './table';

const ls = simple('plugin ls', NONE, 5_000, ({ sys, flags }) => {
  const format = stringFlag(flags, 'format');
  const table = format === '' || format === 'table';
  if (table && !boolFlag(flags, 'quiet')) sys.out(tabulate([['ID', 'NAME', 'DESCRIPTION', 'ENABLED']], 10));
  return 0;
});

const inspect = simple('plugin inspect', SOME, 5_000, (cli) => {
  const [first = ''] = cli.args;
  if (stringFlag(cli.flags, 'format') === '') cli.sys.out('[]\n');
  else cli.sys.out('\n');
  daemonError(cli, `plugin "${first}" not found`);
  return 1;
});

/** A command that first looks a plugin up; `written` is how its name comes back. */
function missing(name: string, args: Command['args'], written = (plugin: string) => plugin): Command {
  return simple(`plugin ${name}`, args, 5_000, (cli) => {
    for (const plugin of name === 'rm' ? cli.args : cli.args.slice(0, 1))
      daemonError(cli, `plugin "${written(plugin)}" not found`);
    return 1;
  });
}

/** The registry is asked for it, in vain. */
const install: Command = {
  name: 'plugin install',
  args: { min: 1, max: Infinity },
  interspersed: true,
  takes: 20_000,
  run: startPull,
  on: (cli, wait, event) => {
    const reason = pulled(cli, wait, event);
    if (reason === null) return event.type === 'signal' ? 130 : wait;
    const [name = '', tag = 'latest'] = (cli.args[0] ?? '').split(':');
    const path = `${name.includes('/') ? name : `library/${name}`}/manifests/${tag}`;
    const asked = reason.replace(/^Get "(.*?)"/, (_all, registry: string) => `Head "${registry}${path}"`);
    daemonError(cli, `error resolving plugin reference: failed to do request: ${asked}`);
    return 1;
  },
};

const tagged = (plugin: string) => (plugin.includes(':') ? plugin : `${plugin}:latest`);

export const PLUGIN_COMMANDS: readonly Command[] = [
  ls,
  inspect,
  install,
  missing('rm', SOME),
  missing('disable', ONE),
  missing('enable', ONE),
  missing('set', { min: 2, max: Infinity }),
  missing('push', ONE, tagged),
  missing('upgrade', { min: 1, max: 2 }),
];
