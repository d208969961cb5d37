import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** The input as the schema reads it; InputError names every field that is wrong. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.infer<T> {
  const result = schema.safeParse(input);
  if (!result.success) {
    const issues = result.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'query'}: ${message}`,
    );
    throw new InputError(issues.join('; '));
  }
  return result.data;
}
