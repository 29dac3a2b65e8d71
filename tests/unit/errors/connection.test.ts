/** docker network connect and disconnect of containers that do not run, and of networks that are not there. */
import { errorTable, type Row } from './table';

const refused = (text: string) => `Error response from daemon: ${text}\n[exit 1]`;

const ROWS: readonly Row[] = [
  ['docker network create --subnet 10.20.0.0/24 aa'],
  ['docker network create --subnet 10.21.0.0/24 bb'],
  ['docker create --name cc --network aa alpine'],
  ['docker create --name hh --network host alpine'],
  ['docker create --name kk --network container:cc alpine'],
  ['docker network connect nosuch cc', ''],
  ['docker network connect --ip 10.21.0.9 --alias al bb cc', ''],
  ['docker network connect --ip 10.21.0.10 --alias be bb cc', ''],
  [
    "docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{json $v.IPAMConfig}} {{len $v.NetworkID}} {{end}}' cc",
    'aa null 0 bb {"IPv4Address":"10.21.0.9"} 0 nosuch {} 0 ',
  ],
  [
    'docker start cc',
    {
      '20.10': `Error response from daemon: network nosuch not found\nError: failed to start containers: cc\n[exit 1]`,
      '28': `Error response from daemon: failed to set up container networking: network nosuch not found\nError: failed to start containers: cc\n[exit 1]`,
    },
  ],
  ['docker network disconnect nosuch cc', ''],
  ['docker network disconnect zz cc', refused('container <id64> is not connected to the network zz')],
  ['docker network disconnect bridge cc', refused('container <id64> is not connected to the network bridge')],
  ['docker network connect aa kk', ''],
  ['docker network disconnect aa kk', ''],
  ['docker network disconnect host hh', ''],
  ['docker network connect host hh', ''],
  ['docker start cc', 'cc'],
  ['docker network disconnect -f bridge cc', refused('container <id64> is not connected to network bridge')],
  ['docker network disconnect -f nosuch cc', refused('container <id64> is not connected to the network nosuch')],
  ['docker network disconnect -f nosuch nosuch', refused('network nosuch not found')],
  ['docker network disconnect -f aa nosuch', refused('endpoint nosuch not found')],
];

errorTable('connections', ROWS);
