import type { TreeImage } from '../types';

/** Takes an image reference apart: `host:5000/name:tag@sha256:…`. */
export function parseImage(text: string): TreeImage {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const rest = at < 0 ? text : text.slice(0, at);
  const colon = rest.lastIndexOf(':');
  // A colon before the last slash belongs to the registry's port.
  const hasTag = colon > rest.lastIndexOf('/');
  return {
    repository: hasTag ? rest.slice(0, colon) : rest,
    ...(hasTag && { tag: rest.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
  };
}
