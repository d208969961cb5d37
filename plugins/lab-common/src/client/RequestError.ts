/**
 * A request the server refused. `name` is the server's error name
 * (`NotFoundError`, `NotAllowedError`, `InputError`), `message` its sentence.
 *
 * @public
 */
export class RequestError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, options: { name?: string; message: string }) {
    super(options.message);
    this.name = options.name ?? 'RequestError';
    this.statusCode = statusCode;
  }

  /**
   * Reads the error body that Backstage's backends send.
   *
   * @param pluginId - whose backend it was, for an answer without a sentence
   */
  static async fromResponse(
    response: Response,
    pluginId: string,
  ): Promise<RequestError> {
    const error = await readErrorBody(response);
    return new RequestError(response.status, {
      name: error?.name,
      message:
        error?.message ??
        `The ${pluginId} backend answered ${response.status} ${response.statusText}`,
    });
  }
}

async function readErrorBody(
  response: Response,
): Promise<{ name?: string; message?: string } | undefined> {
  try {
    const body = await response.json();
    return body?.error;
  } catch {
    // A proxy in between answers in HTML or not at all: the status has to do.
    return undefined;
  }
}
