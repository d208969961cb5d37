/**
 * A revision of Flux taken apart.
 *
 * @public
 */
export interface FluxRevision {
  /** Branch, tag, ref name or version; unset for a bare digest. */
  readonly name?: string;
  /** `sha1`, `sha256`; unset for versions. */
  readonly algorithm?: string;
  /** The whole hash; unset for versions. */
  readonly hash?: string;
}

const SHORT_HASH = 8;
const DIGEST = /^(?:(.*)@)?([a-z0-9]+):([0-9a-f]{7,})$/i;
const LEGACY = /^(.+)\/([0-9a-f]{40}|[0-9a-f]{64})$/i;

/**
 * Reads a revision: `main@sha1:…`, `refs/heads/x@sha1:…`, `latest@sha256:…`,
 * `sha256:…`, a chart version, and the form from before Flux 2, `main/<hash>`.
 * What is none of these is taken as a name.
 *
 * Source: Flux RFC-0005.
 *
 * @public
 */
export function parseFluxRevision(text: string): FluxRevision {
  const digest = DIGEST.exec(text);
  if (digest) {
    const [, name, algorithm, hash] = digest;
    return { ...(name ? { name } : {}), algorithm, hash };
  }
  const legacy = LEGACY.exec(text);
  if (legacy) {
    const [, name, hash] = legacy;
    return { name, algorithm: hash.length === 40 ? 'sha1' : 'sha256', hash };
  }
  return { name: text };
}

/** What helm-controller appends to the version of a chart from an OCI registry: the start of its digest. */
const CHART_DIGEST = /\+[0-9a-f]{12}$/;

/**
 * The revision as people read it: hash of 8 digits, `refs/heads/` left out, a
 * chart version without the digest.
 *
 * @public
 */
export function shortFluxRevision(text: string): string {
  const { name, algorithm, hash } = parseFluxRevision(text);
  const shortName = name?.replace(/^refs\/(heads|tags)\//, '');
  if (!hash) {
    return (shortName ?? text).replace(CHART_DIGEST, '');
  }
  const digest = `${algorithm}:${hash.slice(0, SHORT_HASH)}`;
  return shortName ? `${shortName}@${digest}` : digest;
}

/**
 * Whether two revisions name the same content: by hash where both have one.
 *
 * @public
 */
export function isSameFluxRevision(a: string, b: string): boolean {
  const [left, right] = [parseFluxRevision(a), parseFluxRevision(b)];
  return left.hash && right.hash ? left.hash === right.hash : a === b;
}
