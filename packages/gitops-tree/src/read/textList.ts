import { listField } from './listField';

/** The strings of the list at a path of keys. */
export function textList(
  value: unknown,
  ...path: readonly string[]
): readonly string[] {
  return listField(value, ...path).filter(
    (item): item is string => typeof item === 'string',
  );
}
