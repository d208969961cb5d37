/** What a registry says about the token that it wants. */
export interface BearerChallenge {
  readonly realm: URL;
  readonly service?: string;
}

/**
 * Reads `WWW-Authenticate: Bearer realm="…",service="…"`, as the token
 * specification of distribution has it; undefined for another way to log in.
 */
export function readBearerChallenge(
  header: string | undefined,
): BearerChallenge | undefined {
  const [, fields] = header?.match(/^\s*Bearer\s+(.+)$/i) ?? [];
  const value = (name: string) =>
    fields?.match(new RegExp(`(?:^|[,\\s])${name}="([^"]*)"`, 'i'))?.[1];
  const realm = value('realm');
  return realm && URL.canParse(realm)
    ? { realm: new URL(realm), service: value('service') }
    : undefined;
}

/** Where anybody gets a token to pull one repository. */
export function tokenAddress(challenge: BearerChallenge, name: string): URL {
  const url = new URL(challenge.realm);
  if (challenge.service) {
    url.searchParams.set('service', challenge.service);
  }
  url.searchParams.set('scope', `repository:${name}:pull`);
  return url;
}
