/** What stands in the place of a value that nobody may see. */
export const HIDDEN = '(hidden)';

/**
 * Fields of machine configs that hold secrets, by the last part of their path:
 * authorities and keys, join tokens, encryption keys, credentials of registries.
 * Source: the secrets bundle and the documents of siderolabs/talos
 * pkg/machinery/config/types.
 */
const SECRET =
  /^(ca|crt|cert|certs|key|keys|token|auth|identity|passphrase|static|psk|acceptedCAs)$|secret|password|private|preshared|token/i;

/** Fields that may hold anything, so that they are compared and never shown. */
const OPAQUE =
  /^(content|contents|data|env|environment|environmentVariables|inlineManifests|cmdline|proxy)$/i;

/** A text that carries a secret with it: a join token, or a password in an address. */
const CARRIES_SECRET =
  /[?&][^=&\s]*(token|key|secret|password)=|:\/\/[^/@\s]+:[^/@\s]+@/i;

/**
 * The value without what is secret in it. What a machine says is reduced before it is
 * kept, so that no secret is in memory longer than that takes.
 *
 * @public
 */
export function withoutSecrets(value: unknown): unknown {
  return hide(value, key => SECRET.test(key));
}

/** The value as it may be shown: compared is another thing. */
export function shownValue(path: readonly string[], value: unknown): unknown {
  const isHidden = (key: string) => SECRET.test(key) || OPAQUE.test(key);
  return path.some(isHidden) ? HIDDEN : hide(value, isHidden);
}

/** Whether a value at this path was kept, so that it can be compared. */
export function isKept(path: readonly string[]): boolean {
  return !path.some(key => SECRET.test(key));
}

function hide(value: unknown, isHidden: (key: string) => boolean): unknown {
  if (Array.isArray(value)) {
    return value.map(item => hide(item, isHidden));
  }
  if (typeof value === 'string' && CARRIES_SECRET.test(value)) {
    return HIDDEN;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      isHidden(key) ? HIDDEN : hide(field, isHidden),
    ]),
  );
}
