/** Every command there is. */
import type { Command } from './command';
import { diskUsage } from './disk-usage';
import { exec } from './exec';
import { pull, rmi, tag } from './image-change';
import { history } from './image-look';
import { images } from './images';
import { containerInspect, imageInspect, inspect, networkInspect } from './inspect';
import { info } from './info';
import { logs } from './logs';
import { networkConnect, networkDisconnect, networkPrune, networkRm } from './network-change';
import { networkCreate } from './network-create';
import { networkLs } from './network-ls';
import { nodeDemote, nodePromote, nodeRm, nodeUpdate } from './node-change';
import { nodeInspect } from './node-inspect';
import { nodeLs } from './node-ls';
import { nodePs } from './node-ps';
import { pause, rename, unpause, update } from './pause';
import { PLUGIN_COMMANDS } from './plugin';
import { port } from './port';
import { containerPrune, systemPrune } from './prune';
import { ps } from './ps';
import { create, run } from './run';
import { attach, start, wait } from './start';
import { kill, restart, rm, stop } from './stop';
import { serviceRm, serviceRollback, serviceScale, serviceUpdate } from './service-change';
import { serviceCreate } from './service-create';
import { serviceInspect } from './service-inspect';
import { serviceLogs } from './service-logs';
import { serviceLs } from './service-ls';
import { servicePs } from './service-ps';
import { stackConfig } from './stack-config';
import { stackDeploy } from './stack-deploy';
import { stackLs, stackPs, stackRm, stackServices } from './stack-look';
import { stats } from './stats';
import { swarmInit } from './swarm';
import { swarmJoin, swarmJoinToken, swarmLeave } from './swarm-join';
import { swarmUnlock, swarmUnlockKey, swarmUpdate } from './swarm-update';
import { top } from './top';
import { version } from './version';
import { volumeLs } from './volume';

export const COMMANDS: readonly Command[] = [
  run,
  create,
  exec,
  ps,
  start,
  stop,
  restart,
  kill,
  pause,
  unpause,
  rm,
  rename,
  update,
  wait,
  attach,
  logs,
  port,
  top,
  inspect,
  containerInspect,
  containerPrune,
  networkCreate,
  networkLs,
  networkInspect,
  networkConnect,
  networkDisconnect,
  networkRm,
  networkPrune,
  images,
  history,
  imageInspect,
  pull,
  rmi,
  tag,
  version,
  info,
  diskUsage,
  stats,
  volumeLs,
  ...PLUGIN_COMMANDS,
  systemPrune,
  swarmInit,
  swarmJoin,
  swarmJoinToken,
  swarmLeave,
  swarmUpdate,
  swarmUnlock,
  swarmUnlockKey,
  nodeLs,
  nodeInspect,
  nodePs,
  nodeUpdate,
  nodePromote,
  nodeDemote,
  nodeRm,
  serviceCreate,
  serviceInspect,
  serviceLogs,
  serviceLs,
  servicePs,
  serviceRm,
  serviceRollback,
  serviceScale,
  serviceUpdate,
  stackConfig,
  stackDeploy,
  stackLs,
  stackPs,
  stackRm,
  stackServices,
];

/** Words that only lead to other commands. */
export const GROUPS: readonly string[] = [
  'builder',
  'checkpoint',
  'config',
  'container',
  'context',
  'image',
  'manifest',
  'network',
  'node',
  'plugin',
  'secret',
  'service',
  'stack',
  'swarm',
  'system',
  'trust',
  'volume',
];
