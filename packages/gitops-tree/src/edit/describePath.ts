import type { EditPath } from '../types';

/** A path as people write it: `spec.values.list[0]`. */
export function describePath(path: EditPath): string {
  const text = path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the document' : text;
}
