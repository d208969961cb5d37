import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** A form that is wrong all over need not be told field by field. */
const MAX_NAMED = 5;

/**
 * The input as the schema reads it; InputError names the fields that are wrong.
 *
 * @public
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.infer<T> {
  const result = schema.safeParse(input);
  if (!result.success) {
    const issues = result.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'input'}: ${message}`,
    );
    throw new InputError(issues.slice(0, MAX_NAMED).join('; '));
  }
  return result.data;
}
