import { waitUntil } from '../await.mjs';
import { Fault } from '../say.mjs';

/** A portal that just started may not have read its people yet. */
const TIMEOUT_MS = 60_000;

/** Signs in as the guest and gives the headers of a request. */
export async function guestHeaders(backendUrl) {
  const response = await fetch(`${backendUrl}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return headersOf(await response.json());
}

/**
 * Signs a browser's context in with OpenID Connect, as a person would, and gives
 * the headers of a request. Pages of the context are then signed in.
 */
export async function signIn(context, backendUrl) {
  const start = new URL(`${backendUrl}/api/auth/oidc/start`);
  start.searchParams.set('env', 'production');
  start.searchParams.set('scope', 'openid profile email');
  const page = await context.newPage();
  const identity = await waitUntil(
    async () => {
      await page.goto(start.href);
      const response = await context.request.get(
        `${backendUrl}/api/auth/oidc/refresh?env=production`,
        { headers: { 'x-requested-with': 'XMLHttpRequest' } },
      );
      return response.ok() && response.json();
    },
    { timeoutMs: TIMEOUT_MS },
  );
  await page.close();
  if (!identity) {
    throw new Fault(
      `Nobody could sign in to ${backendUrl}: does its catalog have the bench's user?`,
    );
  }
  return headersOf(identity);
}

function headersOf({ backstageIdentity }) {
  return { authorization: `Bearer ${backstageIdentity.token}` };
}
