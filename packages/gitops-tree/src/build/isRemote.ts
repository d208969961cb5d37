/** True for addresses: URLs, `git@…`, and the `host.tld/owner/repo` short form. */
export function isRemote(entry: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(entry) ||
    /^[\w.-]+@[\w.-]+:/.test(entry) ||
    /^(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)\//.test(entry) ||
    /[?&]ref=/.test(entry)
  );
}
