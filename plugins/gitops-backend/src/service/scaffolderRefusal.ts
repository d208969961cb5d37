import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
  isError,
} from '@backstage/errors';
import { z } from 'zod';
import { withFieldTitle } from './withFieldTitle';

/** The scaffolder's answer to a run that failed, as its client throws it. */
const answerSchema = z.object({
  statusCode: z.number(),
  body: z
    .object({ error: z.object({ message: z.string() }) })
    .optional()
    .catch(undefined),
});

/** What the schema of a form minds, as the scaffolder answers it. */
const mindedSchema = z.object({
  errors: z
    .array(z.object({ property: z.string(), message: z.string() }))
    .min(1),
});

/**
 * What is told of a run that the scaffolder refused: what it minds, with the fields named as
 * the form names them. What is no answer of the scaffolder is given back as it is.
 *
 * @param parameters - `spec.parameters` of the template
 */
export function scaffolderRefusal(
  error: unknown,
  parameters: unknown,
): unknown {
  const parsed = answerSchema.safeParse(error);
  if (!isError(error) || !parsed.success) {
    return error;
  }
  const { statusCode, body } = parsed.data;
  const message = messagesOf(body?.error.message)
    .map(each => withFieldTitle(each, parameters))
    .join(' ');
  if (statusCode === 401 || statusCode === 403) {
    return new NotAllowedError(
      `You may not try templates: ${message} Ask an operator of this portal.`,
    );
  }
  return statusCode < 500
    ? new InputError(message)
    : new ServiceUnavailableError(message);
}

function messagesOf(message: string | undefined): string[] {
  if (!message) {
    return ['The scaffolder refused to try this.'];
  }
  return (
    mindedIn(message)?.map(
      ({ property, message: minded }) =>
        `${property.replace(/^instance\.?/, '') || 'form'}: ${minded}.`,
    ) ?? [message]
  );
}

/**
 * The scaffolder answers values that do not fit with a body of its own shape, which
 * `parseErrorResponseBody` of @backstage/errors writes as text behind the status.
 */
function mindedIn(message: string) {
  const [, body] =
    /^Request failed with status [^{]*(\{.*\})$/s.exec(message) ?? [];
  if (!body) {
    return undefined;
  }
  try {
    return mindedSchema.safeParse(JSON.parse(body)).data?.errors;
  } catch {
    // Braces that are no JSON: the message is told as it came.
    return undefined;
  }
}
