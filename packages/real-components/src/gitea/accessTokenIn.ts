/** An access token as Gitea makes it. */
const TOKEN = /^[0-9a-f]{40}$/m;

/**
 * The token in what `gitea admin user generate-access-token --raw` prints: on a busy
 * machine warnings of slow queries stand before and behind it.
 *
 * @throws when there is none
 */
export function accessTokenIn(output: string): string {
  const [token] = TOKEN.exec(output) ?? [];
  if (!token) {
    throw new Error(`Gitea printed no access token, but:\n${output}`);
  }
  return token;
}
