import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';

/** What asking TechDocs takes. */
export interface RequestBuildOptions {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly signal: AbortSignal;
}

/**
 * Asks TechDocs to bring the docs of an entity up to date, as their page does
 * when it is opened, and waits for the end.
 *
 * @returns whether they were built anew; throws with the builder's sentence
 * when they could not be
 */
export async function requestBuild(
  entityRef: string,
  { auth, discovery, signal }: RequestBuildOptions,
): Promise<boolean> {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'techdocs',
  });
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  const response = await fetch(
    `${await discovery.getBaseUrl('techdocs')}/sync/${path}`,
    { headers: { Authorization: `Bearer ${token}` }, signal },
  );
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return outcome(await response.text());
}

/** Reads the stream of events that ends with `finish` or `error`. */
function outcome(stream: string): boolean {
  for (const event of stream.split('\n\n')) {
    const [, type, text] =
      /^event: (finish|error)\ndata: (.*)$/.exec(event.trim()) ?? [];
    if (type === 'error') {
      throw new Error(String(JSON.parse(text)));
    }
    if (type === 'finish') {
      return Boolean(JSON.parse(text).updated);
    }
  }
  throw new Error('TechDocs ended its answer without a result');
}
