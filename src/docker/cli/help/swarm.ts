/** The help of `docker swarm`: client 28.2.2. */
import { forSwarm, type HelpTable } from './command-help';
import { flag } from './flag-usages';

/** How a swarm runs (`addSwarmFlags`). */
const SPEC_FLAGS = [
  flag('--cert-expiry duration', 'Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)'),
  flag('--dispatcher-heartbeat duration', 'Dispatcher heartbeat period (ns|us|ms|s|m|h) (default 5s)'),
  flag('--external-ca external-ca', 'Specifications of one or more certificate signing endpoints'),
  flag('--max-snapshots uint', 'Number of additional Raft snapshots to retain'),
  flag('--snapshot-interval uint', 'Number of log entries between Raft snapshots (default 10000)'),
  flag('--task-history-limit int', 'Task history retention limit (default 5)'),
];

/** How a node takes part in it. */
const NODE_FLAGS = [
  flag('--advertise-addr string', 'Advertised address (format: "<ip|interface>[:port]")'),
  flag('--availability string', 'Availability of the node ("active", "pause", "drain") (default "active")'),
  flag('--data-path-addr string', 'Address or interface to use for data path traffic (format: "<ip|interface>")'),
  flag('--listen-addr node-addr', 'Listen address (format: "<ip|interface>[:port]") (default 0.0.0.0:2377)'),
];

export const SWARM_HELP: HelpTable = {
  swarm: {
    usage: 'COMMAND',
    about: 'Manage Swarm',
    sections: {
      Commands: {
        ca: forSwarm('Display and rotate the root CA'),
        init: 'Initialize a swarm',
        join: 'Join a swarm as a node and/or manager',
        'join-token': forSwarm('Manage join tokens'),
        leave: forSwarm('Leave the swarm'),
        unlock: forSwarm('Unlock swarm'),
        'unlock-key': forSwarm('Manage the unlock key'),
        update: forSwarm('Update the swarm'),
      },
    },
  },
  'swarm init': {
    usage: '[OPTIONS]',
    about: 'Initialize a swarm',
    flags: [
      ...SPEC_FLAGS,
      ...NODE_FLAGS,
      flag('--autolock', 'Enable manager autolocking (requiring an unlock key to start a stopped manager)'),
      flag(
        '--data-path-port uint32',
        'Port number to use for data path traffic (1024 - 49151). If no value is set or is set to 0, the default port (4789) is used.',
      ),
      flag('--default-addr-pool ipNetSlice', 'default address pool in CIDR format (default [])'),
      flag('--default-addr-pool-mask-length uint32', 'default address pool subnet mask length (default 24)'),
      flag('--force-new-cluster', 'Force create a new cluster from current state'),
    ],
  },
  'swarm join': {
    usage: '[OPTIONS] HOST:PORT',
    about: 'Join a swarm as a node and/or manager',
    flags: [...NODE_FLAGS, flag('--token string', 'Token for entry into the swarm')],
  },
  'swarm join-token': {
    usage: '[OPTIONS] (worker|manager)',
    about: 'Manage join tokens',
    flags: [flag('-q, --quiet', 'Only display token'), flag('--rotate', 'Rotate join token')],
  },
  'swarm leave': {
    usage: '[OPTIONS]',
    about: 'Leave the swarm',
    flags: [flag('-f, --force', 'Force this node to leave the swarm, ignoring warnings')],
  },
  'swarm unlock-key': {
    usage: '[OPTIONS]',
    about: 'Manage the unlock key',
    flags: [flag('-q, --quiet', 'Only display token'), flag('--rotate', 'Rotate unlock key')],
  },
  'swarm update': {
    usage: '[OPTIONS]',
    about: 'Update the swarm',
    flags: [...SPEC_FLAGS, flag('--autolock', 'Change manager autolocking setting (true|false)')],
  },
  'swarm unlock': { usage: '', about: 'Unlock swarm' },
};
