/** Every program that a machine or an image has. */
import { DOCKER_PROGRAMS } from '../docker/programs';
import { arpingPrograms } from '../userland/arping';
import { bridgePrograms } from '../userland/bridge/bridge';
import { busyboxApplets } from '../userland/busybox/applets';
import { createBusybox } from '../userland/busybox/busybox';
import { wget } from '../userland/busybox/wget';
import { conntrackPrograms } from '../userland/conntrack/conntrack';
import { coreutilsPrograms } from '../userland/coreutils/coreutils';
import { curl } from '../userland/curl/curl';
import { dnsPrograms } from '../userland/dns';
import { httpd } from '../userland/http/httpd';
import { python3 } from '../userland/http/python';
import { ipPrograms } from '../userland/ip/ip';
import { iptablesPrograms } from '../userland/iptables/iptables';
import { nc } from '../userland/nc/nc';
import { nettoolsPrograms } from '../userland/nettools/netstat';
import { desktopDns } from '../userland/outside/desktop-dns';
import { worldDns } from '../userland/outside/world-dns';
import { worldHttp } from '../userland/outside/world-http';
import { ping } from '../userland/ping/ping';
import type { Program } from '../userland/program';
import { ssPrograms } from '../userland/ss/ss';
import { sysctlPrograms } from '../userland/sysctl/sysctl';
import { tcPrograms } from '../userland/tc/tc';
import { tcpdumpPrograms } from '../userland/tcpdump';
import { traceroutePrograms } from '../userland/traceroute';
import { shells } from './shell/shell';

const ALL: readonly Program[] = [
  ...shells,
  ...coreutilsPrograms,
  ...ipPrograms,
  ...bridgePrograms,
  ...nettoolsPrograms,
  ...ssPrograms,
  ...sysctlPrograms,
  ...tcPrograms,
  ...iptablesPrograms,
  ...conntrackPrograms,
  ...tcpdumpPrograms,
  ...arpingPrograms,
  ...traceroutePrograms,
  ping,
  nc,
  curl,
  ...dnsPrograms,
  httpd,
  wget,
  createBusybox(busyboxApplets),
  python3,
  desktopDns,
  worldDns,
  worldHttp,
  ...DOCKER_PROGRAMS,
];

/** By the name that they are called by. */
export const programs: ReadonlyMap<string, Program> = new Map(ALL.map((program) => [program.name, program]));
