/** Turns plain records into Go values in the order that a struct declares its fields. */
import { GoMap, GoStruct, type GoValue } from '../gotemplate/value';

export type Fields = Readonly<Record<string, GoValue>>;

/** The named fields in that order; one that is not there is left out. */
export function shape(typeName: string, order: readonly string[], fields: Fields): GoStruct {
  return new GoStruct(
    typeName,
    Object.fromEntries(order.filter((name) => name in fields).map((name) => [name, fields[name]])),
  );
}

/** A struct in the order it is written. */
export function struct(typeName: string, fields: Fields): GoStruct {
  return new GoStruct(typeName, fields);
}

/** null where the list is empty, as Go writes a slice that nobody made. */
export function orNil(list: readonly GoValue[]): GoValue {
  return list.length === 0 ? null : list;
}

/** `{"80/tcp": {}}`. */
export function setOf(keys: readonly string[], keyType = 'string'): GoMap {
  return new GoMap(Object.fromEntries(keys.map((key) => [key, struct('struct {}', {})])), keyType);
}
