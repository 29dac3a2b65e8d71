/** The host and null drivers (libnetwork `drivers/host`, `drivers/null`): the machine's own namespace, and one with nothing but lo. */
import type { Driver } from './driver';

const nothing = {
  single: true,
  addressed: false,
  severalSubnets: false,
  mapsPorts: false,
  leadsOut: () => false,
  createNetwork: () => null,
  deleteNetwork: () => undefined,
  join: () => null,
  leave: () => undefined,
};

export const hostDriver: Driver = { name: 'host', ...nothing };
export const nullDriver: Driver = { name: 'null', ...nothing };
