import { z } from 'zod';
import { labSchema } from '../model/schema/labSchema';
import {
  FLAT_NAMES,
  flatNameOf,
  formatPath,
  REPOSITORY_NAME,
  REPOSITORY_VISIBILITY,
} from '../read/flatNames';
import type { FieldPath } from '../read/flatNames';
import type { InputForm } from '../read/LabSource';
import { nearestName } from './nearestName';

/** Path of each field of the canonical form, lists written as `[]`. */
const ALL_FIELDS = [...listFields(labSchema, [])];

/** Fields known beside one of the given path, in the form it is written in. */
export function knownFields(parent: FieldPath, form: InputForm): string[] {
  const prefix = canonical(parent);
  const names = ALL_FIELDS.filter(
    path =>
      path.length === prefix.length + 1 &&
      prefix.every((part, index) => part === path[index]) &&
      !(form === 'yaml' && flatNameOf(path)),
  ).map(path => path[path.length - 1]);
  return form === 'yaml' && parent.length === 0
    ? [
        ...FLAT_NAMES.keys(),
        REPOSITORY_NAME,
        REPOSITORY_VISIBILITY,
        ...names.filter(name => name !== 'nodes'),
      ]
    : names;
}

/**
 * What a person may have meant by an unknown field: the nearest name beside it,
 * else the same name in another place, as it would be written there.
 */
export function suggestField(
  path: FieldPath,
  form: InputForm,
): string | undefined {
  const name = String(path[path.length - 1]);
  const parent = path.slice(0, -1);
  const near =
    nearestName(name, knownFields(parent, form)) ??
    nearestName(name, knownFields(parent, 'toml'));
  if (near) {
    const flatName =
      form === 'yaml' && flatNameOf([...parent.map(String), near]);
    return flatName || near;
  }
  if (FLAT_NAMES.has(name)) {
    return form === 'toml'
      ? FLAT_NAMES.get(name)?.join('.')
      : `${name} at the top of cluster.yaml`;
  }
  const elsewhere = ALL_FIELDS.find(
    field => field[field.length - 1] === name && !field.includes('[]'),
  );
  return (
    elsewhere &&
    ((form === 'yaml' && flatNameOf(elsewhere)) || formatPath(elsewhere))
  );
}

function canonical(path: FieldPath): string[] {
  return path.map(part => (typeof part === 'number' ? '[]' : part));
}

function* listFields(
  schema: z.core.$ZodType,
  path: string[],
): Generator<string[]> {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    for (const [key, child] of Object.entries(inner.shape)) {
      yield [...path, key];
      yield* listFields(child as z.core.$ZodType, [...path, key]);
    }
  } else if (inner instanceof z.ZodArray) {
    yield* listFields(inner.element, [...path, '[]']);
  } else if (inner instanceof z.ZodUnion) {
    for (const option of inner.options) {
      yield* listFields(option, path);
    }
  }
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  while (
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault
  ) {
    inner = inner.unwrap();
  }
  return inner;
}
