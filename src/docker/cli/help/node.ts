/** The help of `docker node`: client 28.2.2. */
import type { HelpTable } from './command-help';
import { flag } from './flag-usages';
import { DO_NOT_TRUNCATE, FILTER, FORMAT, INSPECT_FORMAT } from './usual-flags';

export const NODE_HELP: HelpTable = {
  node: {
    usage: 'COMMAND',
    about: 'Manage Swarm nodes',
    sections: {
      Commands: {
        demote: 'Demote one or more nodes from manager in the swarm',
        inspect: 'Display detailed information on one or more nodes',
        ls: 'List nodes in the swarm',
        promote: 'Promote one or more nodes to manager in the swarm',
        ps: 'List tasks running on one or more nodes, defaults to current node',
        rm: 'Remove one or more nodes from the swarm',
        update: 'Update a node',
      },
    },
  },
  'node demote': { usage: 'NODE [NODE...]', about: 'Demote one or more nodes from manager in the swarm' },
  'node inspect': {
    usage: '[OPTIONS] self|NODE [NODE...]',
    about: 'Display detailed information on one or more nodes',
    flags: [INSPECT_FORMAT, flag('--pretty', 'Print the information in a human friendly format')],
  },
  'node ls': {
    usage: '[OPTIONS]',
    about: 'List nodes in the swarm',
    aliases: ['node ls', 'node list'],
    flags: [FILTER, FORMAT, flag('-q, --quiet', 'Only display IDs')],
  },
  'node promote': { usage: 'NODE [NODE...]', about: 'Promote one or more nodes to manager in the swarm' },
  'node ps': {
    usage: '[OPTIONS] [NODE...]',
    about: 'List tasks running on one or more nodes, defaults to current node',
    flags: [
      FILTER,
      flag('--format string', 'Pretty-print tasks using a Go template'),
      flag('--no-resolve', 'Do not map IDs to Names'),
      DO_NOT_TRUNCATE,
      flag('-q, --quiet', 'Only display task IDs'),
    ],
  },
  'node rm': {
    usage: '[OPTIONS] NODE [NODE...]',
    about: 'Remove one or more nodes from the swarm',
    aliases: ['node rm', 'node remove'],
    flags: [flag('-f, --force', 'Force remove a node from the swarm')],
  },
  'node update': {
    usage: '[OPTIONS] NODE',
    about: 'Update a node',
    flags: [
      flag('--availability string', 'Availability of the node ("active", "pause", "drain")'),
      flag('--label-add list', 'Add or update a node label ("key=value")'),
      flag('--label-rm list', 'Remove a node label if exists'),
      flag('--role string', 'Role of the node ("worker", "manager")'),
    ],
  },
};
