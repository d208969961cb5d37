import { z } from 'zod';

const errorBodySchema = z.object({
  error: z.object({ name: z.string().optional(), message: z.string() }),
});

/**
 * A refusal of the backend, in its own words.
 *
 * @public
 */
export class GitopsRequestError extends Error {
  readonly name = 'GitopsRequestError';
  /** HTTP status. */
  readonly status: number;

  constructor(message: string, options: { status: number }) {
    super(message);
    this.status = options.status;
  }

  /** Reads Backstage's error body; an answer without one is told by its status. */
  static async fromResponse(response: Response): Promise<GitopsRequestError> {
    const { status } = response;
    const body = errorBodySchema.safeParse(
      await response.json().catch(() => undefined),
    );
    const message = body.success
      ? body.data.error.message
      : `The backend answered with HTTP ${status}. Look into its log.`;
    return new GitopsRequestError(message, { status });
  }
}
