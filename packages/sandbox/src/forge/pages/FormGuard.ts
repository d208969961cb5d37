import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ForgeReply, ForgeRequest, HttpError } from '../http/exchange';

const COOKIE = 'forge_session';

/**
 * Lets a form through only when it came from a page this forge drew for the same
 * browser: the form holds a code made from the browser's cookie and a key that
 * never leaves the process. Another site, or another port of this machine, can
 * send the cookie but cannot read or compute the code.
 */
export class FormGuard {
  readonly #key = randomBytes(32);

  /** The code for a form on this page, and the cookie it needs if it is new. */
  issue(request: ForgeRequest): {
    code: string;
    headers: ForgeReply['headers'];
  } {
    const known = sessionOf(request);
    const session = known ?? randomBytes(16).toString('hex');
    return {
      code: this.#codeOf(session),
      headers: known
        ? {}
        : {
            'Set-Cookie': `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Strict`,
          },
    };
  }

  /** Reads the fields of a form; throws HttpError 403 when it is not ours. */
  async accept(request: ForgeRequest): Promise<URLSearchParams> {
    const { origin, host } = request.headers;
    const isForeign =
      origin !== undefined && originHost(String(origin)) !== host;
    const fields = new URLSearchParams((await request.body()).toString());
    const session = sessionOf(request);
    const isOurs =
      session !== undefined &&
      isSame(fields.get('code') ?? '', this.#codeOf(session));
    if (isForeign || !isOurs) {
      throw new HttpError(
        403,
        'This form did not come from a page of the forge. Open the pull request again and press the button there.',
      );
    }
    return fields;
  }

  #codeOf(session: string): string {
    return createHmac('sha256', this.#key).update(session).digest('hex');
  }
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function sessionOf(request: ForgeRequest): string | undefined {
  const match = /(?:^|;\s*)forge_session=([0-9a-f]{32})/.exec(
    String(request.headers.cookie ?? ''),
  );
  return match?.[1];
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
