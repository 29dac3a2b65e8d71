/** Every program that a machine or an image has. */
import { DOCKER_PROGRAMS } from '../docker/programs';
import { sleep } from '../userland/coreutils/sleep';
import { ipPrograms } from '../userland/ip/ip';
import { ping } from '../userland/ping/ping';
import type { Program } from '../userland/program';
import { shells } from './shell/shell';

const ALL: readonly Program[] = [...shells, ...DOCKER_PROGRAMS, ...ipPrograms, ping, sleep];

/** By the name that they are called by. */
export const programs: ReadonlyMap<string, Program> = new Map(ALL.map((program) => [program.name, program]));
