/** --config-only and --config-from: what they refuse, and what comes of the settings that are kept. */
import { errorTable, type Row } from './table';

const ID = '<id64>';
const refused = (text: string) => `Error response from daemon: ${text}\n[exit 1]`;
const OPERATOR = refused(
  'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.',
);

const ROWS: readonly Row[] = [
  [
    'docker network create --config-only --subnet 10.90.0.0/24 --gateway 10.90.0.7 -o com.docker.network.driver.mtu=1450 --label z=1 conf',
    ID,
  ],
  ['docker network create --config-only -d nosuch other', ID],
  ['docker network create --config-from conf made', ID],
  [
    "docker network inspect -f '{{.Driver}} {{.ConfigOnly}} {{.ConfigFrom.Network}} {{json .IPAM.Config}} {{json .Options}} {{json .Labels}}' conf made",
    'null true  [{"Subnet":"10.90.0.0/24","Gateway":"10.90.0.7"}] {"com.docker.network.driver.mtu":"1450"} {"z":"1"}\n' +
      'bridge false conf [{"Subnet":"10.90.0.0/24","Gateway":"10.90.0.7"}] {"com.docker.network.driver.mtu":"1450"} {"z":"1"}',
  ],
  [
    'docker network create --config-from conf again',
    {
      '20.10': refused('Pool overlaps with other one on this address space'),
      '28': refused('invalid pool request: Pool overlaps with other one on this address space'),
    },
  ],
  [
    'docker network create --config-from conf --label a=b x',
    refused('user specified configurations are not supported if the network depends on a configuration network'),
  ],
  [
    'docker network create --config-from conf --subnet 10.91.0.0/24 x',
    refused('user specified configurations are not supported if the network depends on a configuration network'),
  ],
  [
    'docker network create --config-from conf -o a=b x',
    refused('network driver options are not supported if the network depends on a configuration network'),
  ],
  [
    'docker network create --config-from conf --config-only x',
    refused('a configuration network cannot depend on another configuration network'),
  ],
  ['docker network create --config-only --internal x', OPERATOR],
  ['docker network create --config-only --attachable x', OPERATOR],
  ['docker network create --config-only --ingress x', OPERATOR],
  ['docker network create --config-only --scope local x', OPERATOR],
  ['docker network create --config-from nosuch x', refused('configuration network "nosuch" does not exist')],
  ['docker network create --config-from made x', refused('configuration network "made" does not exist')],
  ['docker network create --ipam-driver nosuch x', refused('plugin "nosuch" not found')],
  ['docker network create --ipam-driver null x', refused('ipv4 pool is empty')],
  ['docker network create --ingress x', refused('Ingress network can only be global scope network')],
  [
    'docker network rm conf',
    `Error response from daemon: error while removing network: configuration network "conf" is in use\nexit status 1\n[exit 1]`,
  ],
  [
    'docker run -d --name x1 --network conf alpine',
    {
      '20.10': `${ID}\ndocker: Error response from daemon: cannot create endpoint on configuration-only network\n\nRun 'docker run --help' for more information\n[exit 125]`,
      '28': `${ID}\ndocker: Error response from daemon: failed to set up container networking: cannot create endpoint on configuration-only network\n\nRun 'docker run --help' for more information\n[exit 125]`,
    },
  ],
  ['docker network prune -f', 'Deleted Networks:\nmade\n'],
  ['docker network rm conf other', 'conf\nother'],
];

errorTable('configuration networks', ROWS);
