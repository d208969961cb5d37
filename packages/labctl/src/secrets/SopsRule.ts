/**
 * How a file is encrypted: what a creation rule of .sops.yaml says.
 *
 * @public
 */
export interface SopsRule {
  /** Public keys of age, `age1...` or post-quantum `age1pq1...`. */
  readonly recipients: readonly string[];
  /** Keys whose values, and all below, are encrypted; unset: every value. */
  readonly encryptedRegex?: string;
  /** Leave what is not encrypted out of the MAC, so that it may be edited. */
  readonly macOnlyEncrypted: boolean;
}

/** The creation rule of Kubernetes Secrets, the same as in the rendered .sops.yaml. */
export const SECRET_ENCRYPTED_REGEX = '^(data|stringData)$';

/** True when the value at these keys is encrypted. */
export function isCovered(
  keys: readonly string[],
  encryptedRegex: string | undefined,
): boolean {
  return (
    encryptedRegex === undefined ||
    keys.some(key => new RegExp(encryptedRegex).test(key))
  );
}
