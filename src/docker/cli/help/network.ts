/** The help of `docker network`: client 28.2.2. */
import type { HelpTable } from './command-help';
import { flag } from './flag-usages';
import { FORMAT, INSPECT_FORMAT, NO_PROMPT, PRUNE_FILTER } from './usual-flags';

export const NETWORK_HELP: HelpTable = {
  network: {
    usage: 'COMMAND',
    about: 'Manage networks',
    sections: {
      Commands: {
        connect: 'Connect a container to a network',
        create: 'Create a network',
        disconnect: 'Disconnect a container from a network',
        inspect: 'Display detailed information on one or more networks',
        ls: 'List networks',
        prune: 'Remove all unused networks',
        rm: 'Remove one or more networks',
      },
    },
  },
  'network create': {
    usage: '[OPTIONS] NETWORK',
    about: 'Create a network',
    flags: [
      flag('--attachable', 'Enable manual container attachment'),
      flag('--aux-address map', 'Auxiliary IPv4 or IPv6 addresses used by Network driver (default map[])'),
      flag('--config-from string', 'The network from which to copy the configuration'),
      flag('--config-only', 'Create a configuration only network'),
      flag('-d, --driver string', 'Driver to manage the Network (default "bridge")'),
      flag('--gateway strings', 'IPv4 or IPv6 Gateway for the master subnet'),
      flag('--ingress', 'Create swarm routing-mesh network'),
      flag('--internal', 'Restrict external access to the network'),
      flag('--ip-range strings', 'Allocate container ip from a sub-range'),
      flag('--ipam-driver string', 'IP Address Management Driver (default "default")'),
      flag('--ipam-opt map', 'Set IPAM driver specific options (default map[])'),
      flag('--ipv4', 'Enable or disable IPv4 address assignment (default true)'),
      flag('--ipv6', 'Enable or disable IPv6 address assignment'),
      flag('--label list', 'Set metadata on a network'),
      flag('-o, --opt map', 'Set driver specific options (default map[])'),
      flag('--scope string', "Control the network's scope"),
      flag('--subnet strings', 'Subnet in CIDR format that represents a network segment'),
    ],
  },
  'network ls': {
    usage: '[OPTIONS]',
    about: 'List networks',
    aliases: ['network ls', 'network list'],
    flags: [
      flag('-f, --filter filter', 'Provide filter values (e.g. "driver=bridge")'),
      FORMAT,
      flag('--no-trunc', 'Do not truncate the output'),
      flag('-q, --quiet', 'Only display network IDs'),
    ],
  },
  'network inspect': {
    usage: '[OPTIONS] NETWORK [NETWORK...]',
    about: 'Display detailed information on one or more networks',
    flags: [INSPECT_FORMAT, flag('-v, --verbose', 'Verbose output for diagnostics')],
  },
  'network connect': {
    usage: '[OPTIONS] NETWORK CONTAINER',
    about: 'Connect a container to a network',
    flags: [
      flag('--alias strings', 'Add network-scoped alias for the container'),
      flag('--driver-opt strings', 'driver options for the network'),
      flag(
        '--gw-priority int',
        'Highest gw-priority provides the default gateway. Accepts positive and negative values.',
      ),
      flag('--ip string', 'IPv4 address (e.g., "172.30.100.104")'),
      flag('--ip6 string', 'IPv6 address (e.g., "2001:db8::33")'),
      flag('--link list', 'Add link to another container'),
      flag('--link-local-ip strings', 'Add a link-local address for the container'),
    ],
  },
  'network disconnect': {
    usage: '[OPTIONS] NETWORK CONTAINER',
    about: 'Disconnect a container from a network',
    flags: [flag('-f, --force', 'Force the container to disconnect from a network')],
  },
  'network rm': {
    usage: 'NETWORK [NETWORK...]',
    about: 'Remove one or more networks',
    aliases: ['network rm', 'network remove'],
    flags: [flag('-f, --force', 'Do not error if the network does not exist')],
  },
  'network prune': { usage: '[OPTIONS]', about: 'Remove all unused networks', flags: [PRUNE_FILTER, NO_PROMPT] },
};
