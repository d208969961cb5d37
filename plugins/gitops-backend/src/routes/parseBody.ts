import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** The body as the schema says; throws InputError naming the fields that are not. */
export function parseBody<T extends z.ZodType>(
  schema: T,
  body: unknown,
): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
    );
    throw new InputError(issues.slice(0, 5).join('; '));
  }
  return parsed.data;
}
