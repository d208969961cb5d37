import { field } from './field';

/** The string at a path of keys; anything else, the empty string included, is undefined. */
export function textField(
  value: unknown,
  ...path: readonly string[]
): string | undefined {
  const found = field(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
