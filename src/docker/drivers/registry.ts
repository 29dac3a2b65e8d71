/** The drivers there are (moby `drivers_linux.go`). */
import type { Driver } from './driver';
import { bridgeDriver } from './bridge';
import { hostDriver, nullDriver } from './host';
import { ipvlanDriver, macvlanDriver } from './macvlan';
import { overlayDriver } from './overlay';

const DRIVERS: readonly Driver[] = [bridgeDriver, hostDriver, nullDriver, macvlanDriver, ipvlanDriver, overlayDriver];

/** The driver of that name, or null. */
export function driverOf(name: string): Driver | null {
  return DRIVERS.find((driver) => driver.name === name) ?? null;
}
