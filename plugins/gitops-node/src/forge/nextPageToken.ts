/**
 * Where the next page of a list begins, from the `link` header of GitLab's
 * keyset pagination; undefined on the last page. Of the address only the token
 * is taken: behind a proxy its host need not be the one that is spoken to.
 */
export function nextPageToken(link: string | null): string | undefined {
  const next = link?.match(/<([^>]*)>\s*;[^,]*\brel="?next"?/)?.[1];
  const query = next?.split('?')[1];
  return (query && new URLSearchParams(query).get('page_token')) || undefined;
}
