/** The programs of this floor: the client, the daemon, and what the daemon starts. */
import type { Program } from '../userland/program';
import { docker } from './cli/docker';
import { compose } from './compose/cli/compose';
import { standInPrograms } from './container/stand-in';
import { dockerd } from './dockerd';
import { desktopBackend, dockerProxy } from './proxy/docker-proxy';
import { pull } from './pull';
import { swarmDial, swarmManager } from './swarm/control-port';
import { resolver } from './resolver/resolver';

export const DOCKER_PROGRAMS: readonly Program[] = [
  docker,
  compose,
  dockerd,
  resolver,
  dockerProxy,
  desktopBackend,
  pull,
  swarmManager,
  swarmDial,
  ...standInPrograms,
];
