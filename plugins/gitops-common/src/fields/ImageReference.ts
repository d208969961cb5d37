/**
 * The parts of a container image reference, as the OCI distribution
 * specification and the reference grammar of containers name them.
 *
 * @public
 */
export interface ImageReference {
  /** Host, with port; unset when the text leaves it to the runtime. */
  readonly registry?: string;
  /** Everything before tag and digest, with the registry: what manifests call `repository`. */
  readonly repository: string;
  readonly tag?: string;
  /** With its algorithm: `sha256:…`. */
  readonly digest?: string;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const REGISTRY =
  /^(?:localhost|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]{1,5})?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;
const MAX_REPOSITORY = 255;

/**
 * Reads an image reference; the answer says which part is wrong.
 *
 * @public
 */
export function parseImageReference(
  text: string,
): { ok: true; image: ImageReference } | { ok: false; reason: string } {
  const [beforeDigest, digest, ...rest] = text.split('@');
  if (rest.length > 0 || (digest !== undefined && !DIGEST.test(digest))) {
    return wrong(
      'the digest after @ is written sha256:<64 hexadecimal digits>',
    );
  }
  const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1);
  const repository = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) {
    return wrong(
      'the tag after : holds letters, digits, _, . and - and begins with none of . and -',
    );
  }
  const { registry, path } = splitRegistry(repository);
  if (registry !== undefined && !REGISTRY.test(registry)) {
    return wrong(`'${registry}' is no registry host`);
  }
  const bad = path.find(component => !COMPONENT.test(component));
  if (bad !== undefined || repository.length > MAX_REPOSITORY) {
    return wrong(
      bad
        ? `'${bad}' may hold small letters and digits, with single ., _ or - between them`
        : 'the repository is <registry>/<path>',
    );
  }
  return { ok: true, image: { registry, repository, tag, digest } };
}

/** The first part is a host when it could not be a path: a dot, a port, or localhost. */
function splitRegistry(repository: string): {
  registry?: string;
  path: string[];
} {
  const [first, ...rest] = repository.split('/');
  const isHost =
    rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isHost ? { registry: first, path: rest } : { path: [first, ...rest] };
}

function wrong(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
