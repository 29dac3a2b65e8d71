/** The drivers there are (moby `drivers_linux.go`), and those that were registered beside them. */
import type { Driver } from './driver';
import { bridgeDriver } from './bridge';
import { hostDriver, nullDriver } from './host';
import { ipvlanDriver } from './ipvlan';
import { macvlanDriver } from './macvlan';
import { overlayDriver } from './overlay';

const OWN: readonly Driver[] = [bridgeDriver, hostDriver, nullDriver, macvlanDriver, ipvlanDriver, overlayDriver];

const drivers = new Map(OWN.map((driver) => [driver.name, driver]));

/** Makes a driver known to every engine, before a run begins (`driverapi.Registerer`); false where the name is taken. */
export function registerDriver(driver: Driver): boolean {
  if (drivers.has(driver.name)) return false;
  drivers.set(driver.name, driver);
  return true;
}

/** The driver of that name, or null. */
export function driverOf(name: string): Driver | null {
  return drivers.get(name) ?? null;
}

/** Every driver's name, in order. */
export function driverNames(): string[] {
  return [...drivers.keys()].sort();
}
