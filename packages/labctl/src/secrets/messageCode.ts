import { concatBytes, toBytes } from './bytes';
import type { Bytes } from './bytes';
import { valueBytes } from './valueCipher';
import type { SopsValue } from './valueCipher';

/**
 * SHA-512 over the values in their order, upper-case hexadecimal, as sops.go
 * counts it. With `macOnlyEncrypted` it begins with SHA-256 of the word `sops`,
 * so that the two ways never give the same.
 */
export async function messageCode(
  values: readonly SopsValue[],
  options: { macOnlyEncrypted: boolean },
): Promise<string> {
  const parts: Bytes[] = options.macOnlyEncrypted
    ? [await digest('SHA-256', toBytes('sops'))]
    : [];
  parts.push(...values.map(valueBytes));
  const sum = await digest('SHA-512', concatBytes(parts));
  return Array.from(sum, byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

async function digest(algorithm: string, bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(
    await globalThis.crypto.subtle.digest(algorithm, bytes),
  );
}
