import { ApiStatusError, StatusCause } from '../ApiStatusError';
import { StoredObject } from '../ObjectStore';
import { jsonEquals } from '../store/jsonEquals';
import { changedFields } from './changedFields';
import { commonFields, leaves, unionFields, withoutFields } from './fieldSets';
import { fieldsOf } from './fieldsOf';
import { FieldTree } from './fieldTree';
import { ListTopology } from './listTopology';
import {
  isOf,
  ManagedFields,
  managedFieldsOf,
  withManagedFields,
  Writer,
} from './managedFields';
import { mergeConfig } from './mergeConfig';
import { removeFields } from './removeFields';

interface ApplyContext {
  topology: ListTopology;
  writer: Writer;
  force: boolean;
  /** For the entry's time; RFC 3339. */
  time: string;
}

/** A field's steps as people write them: `.spec.containers[name="web"].image`. */
function fieldPath(steps: readonly string[]): string {
  return steps
    .filter(step => step !== '.')
    .map(step => {
      const rest = step.slice(2);
      if (step.startsWith('f:')) {
        return `.${rest}`;
      }
      if (step.startsWith('k:')) {
        const keys = Object.entries(JSON.parse(rest) as object);
        return `[${keys
          .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
          .join(',')}]`;
      }
      return `[=${rest}]`;
    })
    .join('');
}

function conflictsOf(
  changed: FieldTree,
  entries: readonly ManagedFields[],
  writer: Writer,
): StatusCause[] {
  return entries
    .filter(entry => !isOf(entry, writer))
    .flatMap(entry => {
      const shared = commonFields(changed, entry.fieldsV1);
      const using =
        writer.operation === entry.operation
          ? ''
          : ` using ${entry.apiVersion}`;
      return shared
        ? leaves(shared)
            .filter(steps => steps[steps.length - 1] !== '.')
            .map(steps => ({
              reason: 'FieldManagerConflict',
              message: `conflict with "${entry.manager}"${using}`,
              field: fieldPath(steps),
            }))
        : [];
    });
}

/**
 * Server-side apply: the configuration merged into the live object, what this
 * manager applied before and names no more removed, and the ownership of fields
 * brought up to date. Throws 409 when another manager owns a field that would
 * change and `force` is off.
 */
export function applyConfiguration(
  live: StoredObject | undefined,
  config: StoredObject,
  context: ApplyContext,
): StoredObject {
  const { topology, writer, force, time } = context;
  const given = fieldsOf(config, topology);
  const entries = live ? managedFieldsOf(live) : [];
  const changed = live
    ? changedFields(live, mergeConfig(live, config, { topology }), { topology })
    : undefined;
  if (changed && !force) {
    const causes = conflictsOf(changed, entries, writer);
    if (causes.length > 0) {
      throw ApiStatusError.applyConflict(causes);
    }
  }
  const mine = entries.find(entry => isOf(entry, writer));
  const others = entries
    .filter(entry => entry !== mine)
    .map(entry =>
      changed
        ? { ...entry, fieldsV1: withoutFields(entry.fieldsV1, changed) }
        : entry,
    );
  const dropped = withoutFields(
    mine?.fieldsV1 ?? {},
    others.reduce((all, { fieldsV1 }) => unionFields(all, fieldsV1), given),
  );
  const kept = live ? removeFields(live, dropped, { topology }) : undefined;
  const merged = (
    kept ? mergeConfig(kept, config, { topology }) : config
  ) as StoredObject;
  const own: ManagedFields =
    mine && jsonEquals(mine.fieldsV1, given)
      ? mine
      : {
          manager: writer.manager,
          operation: writer.operation,
          apiVersion: config.apiVersion,
          time,
          fieldsType: 'FieldsV1',
          fieldsV1: given,
          ...(writer.subresource ? { subresource: writer.subresource } : {}),
        };
  return withManagedFields(merged, [...others, own]);
}
