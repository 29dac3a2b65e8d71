/** Turns plain records into Go values in the order that a struct declares its fields. */
import type { Micros } from '../../sim/clock';
import { EPOCH_SECONDS, formatGoTime, formatTime } from '../../userland/time';
import { GoMap, GoStruct, GoTime, type GoValue, NIL_SLICE } from '../gotemplate/value';

export type Fields = Readonly<Record<string, GoValue>>;

/** The named fields in that order; one that is not there is left out. */
export function shape(
  typeName: string,
  order: readonly string[],
  fields: Fields,
  omitEmpty: readonly string[] = [],
  keys: Readonly<Record<string, string>> = {},
): GoStruct {
  const ordered = Object.fromEntries(order.filter((name) => name in fields).map((name) => [name, fields[name]]));
  return new GoStruct(typeName, ordered, {}, omitEmpty, keys);
}

/** A struct in the order it is written. */
export function struct(
  typeName: string,
  fields: Fields,
  keys: Readonly<Record<string, string>> = {},
  omitEmpty: readonly string[] = [],
): GoStruct {
  return new GoStruct(typeName, fields, {}, omitEmpty, keys);
}

/** Structs whose field `ID` is `Id` in JSON. */
export const ID_KEY = { ID: 'Id' };

/** A moment as the client's types hold it. */
export function timeOf(at: Micros): GoTime {
  const json = formatTime(at);
  const [year, month, day, hour, minute, second] = json.split(/[-T:.Z]/).map(Number);
  const unix = EPOCH_SECONDS + Math.floor(at / 1_000_000);
  const methods = { Year: year, Day: day, Hour: hour, Minute: minute, Second: second, Unix: unix, IsZero: false };
  const months = 'January February March April May June July August September October November December';
  return new GoTime(json, formatGoTime(at, true), {
    ...methods,
    Month: months.split(' ')[(month ?? 1) - 1],
    String: formatGoTime(at, true),
    UTC: formatGoTime(at, true),
  });
}

/** Where the list is empty, a slice that nobody made. */
export function orNil(list: readonly GoValue[]): GoValue {
  return list.length === 0 ? NIL_SLICE : list;
}

/** `{"80/tcp": {}}`. */
export function setOf(keys: readonly string[], keyType = 'string'): GoMap {
  return new GoMap(Object.fromEntries(keys.map((key) => [key, struct('struct {}', {})])), keyType);
}
