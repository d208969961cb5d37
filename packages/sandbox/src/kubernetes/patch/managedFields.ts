import { StoredObject } from '../ObjectStore';
import { FieldTree } from './fieldTree';

/** One entry of `metadata.managedFields`. */
export interface ManagedFields {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: FieldTree;
  subresource?: string;
}

/** Who writes, and how: one entry of managedFields belongs to each such writer. */
export interface Writer {
  manager: string;
  operation: 'Apply' | 'Update';
  subresource?: string;
}

/** The entries of an object; none when nobody is recorded. */
export function managedFieldsOf(object: StoredObject): ManagedFields[] {
  return (object.metadata.managedFields as ManagedFields[] | undefined) ?? [];
}

/** Whether the entry belongs to the writer. */
export function isOf(entry: ManagedFields, writer: Writer): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === writer.operation &&
    entry.subresource === writer.subresource
  );
}

/** The object with these entries; those that own nothing are left out. */
export function withManagedFields(
  object: StoredObject,
  entries: readonly ManagedFields[],
): StoredObject {
  const { managedFields: _old, ...metadata } = object.metadata;
  const kept = entries.filter(
    ({ fieldsV1 }) => Object.keys(fieldsV1).length > 0,
  );
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(kept.length > 0 ? { managedFields: kept } : {}),
    } as StoredObject['metadata'],
  };
}
