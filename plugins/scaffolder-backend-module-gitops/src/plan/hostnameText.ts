import type { TreeIndex } from '@homestage/gitops-tree';

const RELEASE_NAME = '{{ .Release.Name }}';

/** A host name as this tree writes it: trees that write theirs by the release's name get this one so, too. */
export function hostnameText(
  app: { name: string },
  hostname: string,
  index: TreeIndex,
): string {
  const prefix = `${app.name}.`;
  if (!hostname.startsWith(prefix)) {
    return hostname;
  }
  const releases = index.helmReleases.filter(
    ({ hostnames }) => hostnames.length > 0,
  );
  const byRelease = releases.filter(({ file }) =>
    index.files.get(file)?.includes(`${RELEASE_NAME}.`),
  );
  return byRelease.length * 2 > releases.length
    ? `${RELEASE_NAME}.${hostname.slice(prefix.length)}`
    : hostname;
}
