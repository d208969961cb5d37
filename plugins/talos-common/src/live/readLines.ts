import { RequestError } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';

/** The last line of an answer that could not be ended. */
const failureSchema = z.object({
  error: z.object({ name: z.string(), message: z.string() }),
});

/**
 * The rows of an answer that is written line by line. An empty line only says that
 * the other side is still there.
 */
export async function* readLines<T extends z.ZodType>(
  response: Response,
  schema: T,
): AsyncGenerator<z.infer<T>> {
  for await (const line of linesOf(response)) {
    if (line === '') {
      continue;
    }
    const row: unknown = JSON.parse(line);
    const failure = failureSchema.safeParse(row);
    if (failure.success) {
      throw new RequestError(response.status, failure.data.error);
    }
    yield schema.parse(row);
  }
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  if (!reader) {
    return;
  }
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const lines = rest.split('\n');
      rest = done ? '' : lines.pop() ?? '';
      yield* lines;
      if (done) {
        return;
      }
    }
  } finally {
    // Who stops reading early lets go of the connection. It may be gone already.
    reader.cancel().catch(() => {});
  }
}
