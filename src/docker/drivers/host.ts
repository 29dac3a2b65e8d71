/** The host and null drivers (libnetwork `drivers/host`, `drivers/null`): the machine's own namespace, and one with nothing but lo. */
import type { Driver } from './driver';

const nothing = { createNetwork: () => null, deleteNetwork: () => undefined, join: () => null, leave: () => undefined };

export const hostDriver: Driver = { name: 'host', single: true, addressed: false, mapsPorts: false, ...nothing };
export const nullDriver: Driver = { name: 'null', single: true, addressed: false, mapsPorts: false, ...nothing };
