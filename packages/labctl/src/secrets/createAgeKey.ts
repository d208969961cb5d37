import {
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';

/** A new key pair of age. */
export interface AgeKey {
  readonly recipient: string;
  /** Text of the key file, as `age-keygen` writes it. */
  readonly text: string;
}

/**
 * Makes a key pair. Post-quantum like `age-keygen -pq`, because what lies in Git
 * today may be kept by others for decades; `isClassic` for tools older than age 1.3.
 */
export async function createAgeKey(options: {
  isClassic: boolean;
  now: Date;
}): Promise<AgeKey> {
  const identity = await (options.isClassic
    ? generateX25519Identity()
    : generateHybridIdentity());
  const recipient = await identityToRecipient(identity);
  const created = options.now.toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    recipient,
    text: `# created: ${created}\n# public key: ${recipient}\n${identity}\n`,
  };
}

/** The identity in a key file; `undefined` when there is none. */
export function identityOf(text: string): string | undefined {
  return /^AGE-SECRET-KEY-\S+$/m.exec(text)?.[0];
}
