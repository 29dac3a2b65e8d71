/** The help of `docker plugin`: client 28.2.2. */
import type { HelpTable } from './command-help';
import { flag } from './flag-usages';
import { DONT_TRUNCATE, FORMAT, INSPECT_FORMAT } from './usual-flags';

export const PLUGIN_HELP: HelpTable = {
  plugin: {
    usage: 'COMMAND',
    about: 'Manage plugins',
    sections: {
      Commands: {
        create:
          'Create a plugin from a rootfs and configuration. Plugin data directory must contain config.json and rootfs directory.',
        disable: 'Disable a plugin',
        enable: 'Enable a plugin',
        inspect: 'Display detailed information on one or more plugins',
        install: 'Install a plugin',
        ls: 'List plugins',
        push: 'Push a plugin to a registry',
        rm: 'Remove one or more plugins',
        set: 'Change settings for a plugin',
        upgrade: 'Upgrade an existing plugin',
      },
    },
  },
  'plugin create': {
    usage: '[OPTIONS] PLUGIN PLUGIN-DATA-DIR',
    about:
      'Create a plugin from a rootfs and configuration. Plugin data directory must contain config.json and rootfs directory.',
    flags: [flag('--compress', 'Compress the context using gzip')],
  },
  'plugin disable': {
    usage: '[OPTIONS] PLUGIN',
    about: 'Disable a plugin',
    flags: [flag('-f, --force', 'Force the disable of an active plugin')],
  },
  'plugin enable': {
    usage: '[OPTIONS] PLUGIN',
    about: 'Enable a plugin',
    flags: [flag('--timeout int', 'HTTP client timeout (in seconds) (default 30)')],
  },
  'plugin inspect': {
    usage: '[OPTIONS] PLUGIN [PLUGIN...]',
    about: 'Display detailed information on one or more plugins',
    flags: [INSPECT_FORMAT],
  },
  'plugin install': {
    usage: '[OPTIONS] PLUGIN [KEY=VALUE...]',
    about: 'Install a plugin',
    flags: [
      flag('--alias string', 'Local name for plugin'),
      flag('--disable', 'Do not enable the plugin on install'),
      flag('--disable-content-trust', 'Skip image verification (default true)'),
      flag('--grant-all-permissions', 'Grant all permissions necessary to run the plugin'),
    ],
  },
  'plugin ls': {
    usage: '[OPTIONS]',
    about: 'List plugins',
    aliases: ['plugin ls', 'plugin list'],
    flags: [
      flag('-f, --filter filter', 'Provide filter values (e.g. "enabled=true")'),
      FORMAT,
      DONT_TRUNCATE,
      flag('-q, --quiet', 'Only display plugin IDs'),
    ],
  },
  'plugin push': {
    usage: '[OPTIONS] PLUGIN[:TAG]',
    about: 'Push a plugin to a registry',
    flags: [flag('--disable-content-trust', 'Skip image signing (default true)')],
  },
  'plugin rm': {
    usage: '[OPTIONS] PLUGIN [PLUGIN...]',
    about: 'Remove one or more plugins',
    aliases: ['plugin rm', 'plugin remove'],
    flags: [flag('-f, --force', 'Force the removal of an active plugin')],
  },
  'plugin set': { usage: 'PLUGIN KEY=VALUE [KEY=VALUE...]', about: 'Change settings for a plugin' },
  'plugin upgrade': {
    usage: '[OPTIONS] PLUGIN [REMOTE]',
    about: 'Upgrade an existing plugin',
    flags: [
      flag('--disable-content-trust', 'Skip image verification (default true)'),
      flag('--grant-all-permissions', 'Grant all permissions necessary to run the plugin'),
      flag('--skip-remote-check', 'Do not check if specified remote plugin matches existing plugin image'),
    ],
  },
};
