/** The drivers there are (moby `drivers_linux.go`). */
import type { Driver } from './driver';
import { bridgeDriver } from './bridge';
import { hostDriver, nullDriver } from './host';

const DRIVERS: readonly Driver[] = [bridgeDriver, hostDriver, nullDriver];

/** The driver of that name, or null. */
export function driverOf(name: string): Driver | null {
  return DRIVERS.find((driver) => driver.name === name) ?? null;
}
