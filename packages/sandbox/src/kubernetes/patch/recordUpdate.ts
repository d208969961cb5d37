import { StoredObject } from '../ObjectStore';
import { changedFields } from './changedFields';
import { commonFields, unionFields, withoutFields } from './fieldSets';
import { fieldsOf } from './fieldsOf';
import { ListTopology } from './listTopology';
import {
  isOf,
  managedFieldsOf,
  withManagedFields,
  Writer,
} from './managedFields';

/** The object without ownership of fields that it does not have (any more). */
export function forgetAbsentFields(
  object: StoredObject,
  topology: ListTopology,
): StoredObject {
  const entries = managedFieldsOf(object);
  if (entries.length === 0) {
    return object;
  }
  const present = fieldsOf(object, topology);
  return withManagedFields(
    object,
    entries.map(entry => ({
      ...entry,
      fieldsV1: commonFields(entry.fieldsV1, present) ?? {},
    })),
  );
}

/**
 * The object with the fields that a plain write changed given to its writer and
 * taken from all others. Without a writer the ownership stays as it was.
 */
export function recordUpdate(
  live: StoredObject | undefined,
  object: StoredObject,
  options: { topology: ListTopology; writer?: Writer; time: string },
): StoredObject {
  const { topology, writer, time } = options;
  const entries = live ? managedFieldsOf(live) : [];
  const changed = writer && changedFields(live ?? {}, object, { topology });
  if (!writer || !changed) {
    return withManagedFields(object, entries);
  }
  const mine = entries.find(entry => isOf(entry, writer));
  const others = entries
    .filter(entry => entry !== mine)
    .map(entry => ({
      ...entry,
      fieldsV1: withoutFields(entry.fieldsV1, changed),
    }));
  return withManagedFields(object, [
    ...others,
    {
      manager: writer.manager,
      operation: writer.operation,
      apiVersion: object.apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: unionFields(mine?.fieldsV1 ?? {}, changed),
      ...(writer.subresource ? { subresource: writer.subresource } : {}),
    },
  ]);
}
