import { parseFluxRevision } from '@homestage/backstage-plugin-flux-common';

/** `git@host:owner/repo.git` and `ssh://git@host/owner/repo.git` to a web address. */
function webAddress(url: string): string | undefined {
  const scp = url.match(/^[\w.-]+@([\w.-]+):(?!\/)(.+)$/);
  const text = scp ? `https://${scp[1]}/${scp[2]}` : url;
  try {
    const address = new URL(text);
    if (address.protocol === 'ssh:') {
      return `https://${address.hostname}${address.pathname}`;
    }
    const isWeb = ['http:', 'https:'].includes(address.protocol);
    return isWeb ? `${address.origin}${address.pathname}` : undefined;
  } catch {
    // A cluster may declare any text as an address; what is none gets no link.
    return undefined;
  }
}

/**
 * The page of a commit on the forge; undefined when the source is not a Git
 * repository with a web address, or the revision names no commit. User names and
 * tokens in the address are left out.
 *
 * @param source - the repository's address and the whole revision as Flux writes it
 */
export function commitUrl(source: {
  url?: string;
  revision?: string;
}): string | undefined {
  const { url, revision } = source;
  const commit = revision && parseFluxRevision(revision).hash;
  const address = url && webAddress(url);
  if (!commit || !address) {
    return undefined;
  }
  const repository = address.replace(/\/$/, '').replace(/\.git$/, '');
  const isGitLab = new URL(address).hostname.includes('gitlab');
  return `${repository}${isGitLab ? '/-' : ''}/commit/${commit}`;
}
