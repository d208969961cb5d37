import { isRecord } from '../read/isRecord';
import { parseImage } from '../read/parseImage';
import type { TreeImage } from '../types';

/** Images anywhere in values or a pod spec: `image: text`, or `image: { registry?, repository, tag?, digest? }`. */
export function readValueImages(value: unknown): TreeImage[] {
  const found = new Map<string, TreeImage>();
  collect(value, image => {
    const key = `${image.repository}:${image.tag ?? ''}@${image.digest ?? ''}`;
    found.set(key, image);
  });
  return [...found.values()];
}

function collect(value: unknown, add: (image: TreeImage) => void) {
  if (Array.isArray(value)) {
    value.forEach(item => collect(item, add));
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) {
      const image = key === 'image' ? toImage(item) : undefined;
      if (image) {
        add(image);
      } else {
        collect(item, add);
      }
    }
  }
}

function toImage(value: unknown): TreeImage | undefined {
  if (typeof value === 'string') {
    return /^[\w.][\w./:@-]*$/.test(value) ? parseImage(value) : undefined;
  }
  if (!isRecord(value) || typeof value.repository !== 'string') {
    return undefined;
  }
  const prefix = typeof value.registry === 'string' ? `${value.registry}/` : '';
  const tag = ['string', 'number'].includes(typeof value.tag)
    ? `:${String(value.tag)}`
    : '';
  const digest =
    typeof value.digest === 'string' && value.digest !== ''
      ? `@${value.digest}`
      : '';
  return parseImage(`${prefix}${value.repository}${tag}${digest}`);
}
