import { isRecord } from '../read/isRecord';
import type { KustomizeImage } from '../types';
import { parseImage } from '../read/parseImage';
import type { KustomizeResource } from './KustomizeResource';

/** `images`: rewrites the images of containers and init containers, wherever they lie. */
export function setImages(
  resources: readonly KustomizeResource[],
  images: readonly KustomizeImage[],
) {
  if (images.length === 0) {
    return;
  }
  for (const { manifest } of resources) {
    visitContainers(manifest, container => {
      if (typeof container.image === 'string') {
        container.image = images.reduce(applyImage, container.image);
      }
    });
  }
}

function visitContainers(
  value: unknown,
  visit: (container: Record<string, unknown>) => void,
) {
  if (Array.isArray(value)) {
    value.forEach(item => visitContainers(item, visit));
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (/^(init)?containers$/i.test(key) && Array.isArray(item)) {
        item.filter(isRecord).forEach(visit);
      }
      visitContainers(item, visit);
    }
  }
}

function applyImage(text: string, change: KustomizeImage): string {
  const image = parseImage(text);
  if (image.repository !== change.name) {
    return text;
  }
  const tag = change.newTag ?? (change.digest ? undefined : image.tag);
  const digest = change.digest ?? (change.newTag ? undefined : image.digest);
  return [
    change.newName ?? image.repository,
    tag && `:${tag}`,
    digest && `@${digest}`,
  ]
    .filter(Boolean)
    .join('');
}
