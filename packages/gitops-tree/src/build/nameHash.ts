import type { Manifest } from '../types';
import { sha256 } from './sha256';

const SPOKEN: Readonly<Record<string, string>> = {
  0: 'g',
  1: 'h',
  3: 'k',
  a: 'm',
  e: 't',
};

/**
 * The suffix kustomize gives a generated ConfigMap or Secret: the head of a
 * SHA-256 over the sorted JSON of its content, with the digits that could spell
 * something replaced. Source: kustomize's api/hasher.
 */
export function nameHash(manifest: Manifest): string {
  const { kind, data, binaryData, type } = manifest;
  const content: Record<string, unknown> = { data: sorted(data) ?? '' };
  if (binaryData !== undefined) {
    content.binaryData = sorted(binaryData);
  }
  content.kind = kind;
  // Kustomize means to put the name here, but looks it up in a way that finds nothing.
  content.name = '';
  if (kind === 'Secret') {
    content.stringData = undefined;
    content.type = type;
  }
  const encoded = goJson(sorted(content));
  return Array.from(
    sha256(encoded).slice(0, 10),
    digit => SPOKEN[digit] ?? digit,
  ).join('');
}

function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)),
      )
    : value;
}

/** Go's encoder escapes what could end a script element; JSON.stringify does not. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
