import { StoredObject } from '../kubernetes/ObjectStore';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a dotted path; undefined when there is none. @public */
export function fieldOf(object: StoredObject, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isFields(value) ? value[key] : undefined),
      object,
    );
}

function set(
  fields: Fields,
  [key, ...rest]: readonly string[],
  value: unknown,
): Fields {
  const { [key]: before, ...others } = fields;
  if (rest.length === 0)
    return value === undefined ? others : { ...others, [key]: value };
  return { ...others, [key]: set(isFields(before) ? before : {}, rest, value) };
}

/** The object with another value at a dotted path; undefined removes the field. @public */
export function withField(
  object: StoredObject,
  path: string,
  value: unknown,
): StoredObject {
  const [root] = path.split('.');
  return { ...object, [root]: set(object, path.split('.'), value)[root] };
}
