/** The catalog's limit, `KubernetesValidatorFunctions.isValidObjectName`. */
const MAX_LENGTH = 63;

const HASH_LENGTH = 7;

/**
 * Turns any text into a valid name of a catalog entity (1 to 63 letters, digits
 * and `-_.`, with a letter or digit at both ends), always the same for the same
 * text. A text that is valid already stays as it is; one that has to be changed
 * or cut gets a short hash of itself at the end, so that two different texts do
 * not meet in one entity.
 *
 * @public
 */
export function entityName(text: string): string {
  const cleaned = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  if (cleaned === text && text !== '' && text.length <= MAX_LENGTH) {
    return text;
  }
  const stem = cleaned
    .slice(0, MAX_LENGTH - HASH_LENGTH - 1)
    .replace(/[^A-Za-z0-9]+$/, '');
  return [stem, hash(text)].filter(Boolean).join('-');
}

/** FNV-1a, 32 bits, in base 36: small, stable, and no secret depends on it. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(36).padStart(HASH_LENGTH, '0');
}
