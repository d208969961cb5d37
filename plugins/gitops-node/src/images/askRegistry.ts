import type { IncomingHttpHeaders } from 'node:http';
import type { ImageLocation } from '@homestage/backstage-plugin-gitops-common';
import { z } from 'zod';
import type { RegistryAccess } from './imagesConfig';
import {
  readBearerChallenge,
  tokenAddress,
  type BearerChallenge,
} from './bearerChallenge';
import { RegistryRefusal } from './RegistryRefusal';
import {
  PrivateAddressError,
  requestOnce,
  type BoundedAnswer,
} from './requestOnce';

/** What a registry said of an image. */
export type RegistryAnswer = 'exists' | 'no-tag' | 'no-repository';

/** Manifests of one image and lists for several platforms, of OCI and of Docker. */
const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
] as const;

/** registry.k8s.io sends to the nearest copy; more than a few is a circle. */
const MAX_REDIRECTS = 3;

const tokenSchema = z.object({
  token: z.string().optional(),
  access_token: z.string().optional(),
});

const errorsSchema = z.object({
  errors: z.array(z.object({ code: z.string() })).min(1),
});

interface Question {
  readonly url: URL;
  readonly access: RegistryAccess;
  readonly signal: AbortSignal;
  /** Value of the header that lets in; goes to the registry alone. */
  readonly authorization?: string;
}

/**
 * Asks a registry for a manifest by the OCI distribution API: with the token that
 * it gives to anybody where it wants one, or to the login of the configuration.
 * The login is sent when it is asked for, to the registry and its tokenUrl alone.
 * Throws RegistryRefusal when the answer does not say whether it is there.
 */
export async function askRegistry(
  location: ImageLocation,
  options: { readonly access: RegistryAccess; readonly signal: AbortSignal },
): Promise<RegistryAnswer> {
  const { name, reference } = location;
  const url = new URL(
    `/v2/${name}/manifests/${reference}`,
    options.access.origin,
  );
  let question: Question = { ...options, url };
  let head = await ask('HEAD', question);
  if (head.status === 401) {
    const authorization = await letIn(head, { ...question, name });
    question = { ...question, authorization };
    head = authorization ? await ask('HEAD', question) : head;
  }
  if (head.status === 404) {
    // Only the body says what is missing, and that it is a registry that says so.
    return whatIsMissing(await ask('GET', question));
  }
  assertNoRefusal(head);
  if (head.status !== 200 || !isManifest(head.headers)) {
    throw new RegistryRefusal(
      'failed',
      'it answers, but not as a registry does',
    );
  }
  return 'exists';
}

/** What lets in, by the way that the registry asks for; undefined where there is nothing to show. */
async function letIn(
  { headers }: BoundedAnswer,
  question: Question & { readonly name: string },
): Promise<string | undefined> {
  const wanted = headers['www-authenticate'];
  const challenge = readBearerChallenge(wanted);
  if (challenge) {
    return `Bearer ${await fetchToken(challenge, question)}`;
  }
  return /^\s*Basic\b/i.test(wanted ?? '')
    ? question.access.authorization
    : undefined;
}

/** Follows redirects as far as they may be followed; what lets in stays with its host. */
async function ask(
  method: 'HEAD' | 'GET',
  { url, access, signal, authorization }: Question,
): Promise<BoundedAnswer> {
  let at = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const isHome = at.origin === access.origin;
    const answer = await sendBounded(at, {
      method,
      signal,
      isPublicOnly: !isHome,
      headers: {
        accept: MANIFEST_TYPES.join(', '),
        ...(authorization && isHome ? { authorization } : {}),
      },
    });
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || !location) {
      return answer;
    }
    at = trustedTarget(location, { at, access });
  }
  throw new RegistryRefusal('failed', 'it sends from one address to the next');
}

async function fetchToken(
  challenge: BearerChallenge,
  options: Question & { readonly name: string },
): Promise<string> {
  const { access, signal, url, name } = options;
  const target = tokenAddress(challenge, name);
  const isConfigured =
    `${target.origin}${target.pathname}` === access.tokenUrl ||
    target.origin === access.origin;
  if (!isConfigured) {
    trustedTarget(target.href, { at: url, access });
  }
  const answer = await sendBounded(target, {
    method: 'GET',
    signal,
    isPublicOnly: !isConfigured,
    headers:
      isConfigured && access.authorization
        ? { authorization: access.authorization }
        : {},
  });
  assertNoRefusal(answer);
  const parsed = tokenSchema.safeParse(readJson(answer.body));
  const token = parsed.data?.token ?? parsed.data?.access_token;
  // A header takes no line breaks, and a token has none.
  if (answer.status !== 200 || !token || !/^[\x21-\x7e]+$/.test(token)) {
    throw new RegistryRefusal(
      'failed',
      'it gives no token, without which it says nothing',
    );
  }
  return token;
}

/** The next address, when it is the registry's own or one of the whole network by https. */
function trustedTarget(
  text: string,
  { at, access }: { at: URL; access: RegistryAccess },
): URL {
  const target = URL.canParse(text, at) ? new URL(text, at) : undefined;
  if (
    !target ||
    (target.origin !== access.origin && target.protocol !== 'https:')
  ) {
    throw new RegistryRefusal(
      'elsewhere',
      `it sends to ${
        target?.origin ?? 'an address that is none'
      }, which is not asked`,
    );
  }
  return target;
}

async function sendBounded(
  url: URL,
  options: Parameters<typeof requestOnce>[1],
): Promise<BoundedAnswer> {
  try {
    return await requestOnce(url, options);
  } catch (error) {
    if (error instanceof PrivateAddressError) {
      throw new RegistryRefusal(
        'elsewhere',
        `it sends to ${url.host}, which is in a private network`,
        error,
      );
    }
    throw RegistryRefusal.ofNetwork(error, options.signal);
  }
}

function assertNoRefusal({ status }: BoundedAnswer): void {
  if (status === 401 || status === 403) {
    throw new RegistryRefusal(
      'private',
      'it wants a login for it: it is private, or there is no such repository',
    );
  }
  if (status === 429) {
    throw new RegistryRefusal('limited', 'it wants to be asked less often');
  }
  if (status >= 500) {
    throw new RegistryRefusal('failed', `it answers with HTTP ${status}`);
  }
}

function whatIsMissing(answer: BoundedAnswer): RegistryAnswer {
  if (answer.status === 200 && isManifest(answer.headers)) {
    // Pushed between the two questions.
    return 'exists';
  }
  assertNoRefusal(answer);
  const errors = errorsSchema.safeParse(readJson(answer.body));
  if (answer.status !== 404 || !errors.success) {
    throw new RegistryRefusal(
      'failed',
      'it answers, but not as a registry does',
    );
  }
  return errors.data.errors.some(({ code }) => code === 'NAME_UNKNOWN')
    ? 'no-repository'
    : 'no-tag';
}

function isManifest(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type']?.split(';')[0].trim().toLowerCase();
  return MANIFEST_TYPES.some(each => each === type);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever reads it says what was expected.
    return undefined;
  }
}
