import { shortFluxRevision } from '../revision/parseFluxRevision';

const REVISION_IN_TEXT = /\S*(?:sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})/g;

/** One line of at most `length` characters, with whole hashes cut to eight digits. */
export function shorten(text: string, length: number): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(REVISION_IN_TEXT, shortFluxRevision)
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
