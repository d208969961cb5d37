import {
  concatBytes,
  fromBase64,
  fromBytes,
  randomBytes,
  toBase64,
  toBytes,
} from './bytes';
import type { Bytes } from './bytes';

/** A value that SOPS can hold in YAML. */
export type SopsValue = string | number | boolean;

/** Of AES-256-GCM as SOPS uses it (aes/cipher.go of getsops/sops): the nonce is longer than usual. */
const NONCE_BYTES = 32;
const TAG_BYTES = 16;

const ENCRYPTED =
  /^ENC\[AES256_GCM,data:([^,]*),iv:([^,]+),tag:([^,]+),type:([a-z]+)\]$/;

/** True for a text that is an encrypted value. */
export function isEncryptedValue(value: unknown): boolean {
  return typeof value === 'string' && ENCRYPTED.test(value);
}

/**
 * Encrypts a value with the data key.
 *
 * @param place - what binds the value to where it stands: the keys that lead to
 * it, each followed by a colon
 */
export async function encryptValue(
  value: SopsValue,
  options: { key: Bytes; place: string },
): Promise<string> {
  if (value === '') {
    // SOPS leaves empty text as it is.
    return '';
  }
  const iv = randomBytes(NONCE_BYTES);
  const sealed = new Uint8Array(
    await globalThis.crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: toBytes(options.place) },
      await importKey(options.key),
      valueBytes(value),
    ),
  );
  const data = toBase64(sealed.slice(0, -TAG_BYTES));
  const tag = toBase64(sealed.slice(-TAG_BYTES));
  return `ENC[AES256_GCM,data:${data},iv:${toBase64(
    iv,
  )},tag:${tag},type:${typeOf(value)}]`;
}

/**
 * The value again. A text that is not encrypted is returned as it is.
 *
 * @throws Error when the key or the place is another, or the text was changed.
 */
export async function decryptValue(
  text: string,
  options: { key: Bytes; place: string },
): Promise<SopsValue> {
  const match = ENCRYPTED.exec(text);
  if (!match) {
    return text;
  }
  const [, data, iv, tag, type] = match;
  const opened = await globalThis.crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: fromBase64(iv),
      additionalData: toBytes(options.place),
    },
    await importKey(options.key),
    concatBytes([fromBase64(data), fromBase64(tag)]),
  );
  return valueOf(fromBytes(new Uint8Array(opened)), type);
}

/** What is encrypted, and what is counted in the MAC: booleans as Python wrote them. */
export function valueBytes(value: SopsValue): Bytes {
  if (typeof value === 'boolean') {
    return toBytes(value ? 'True' : 'False');
  }
  return toBytes(String(value));
}

function importKey(key: Bytes): Promise<CryptoKey> {
  return globalThis.crypto.subtle.importKey('raw', key, 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
}

function typeOf(value: SopsValue): string {
  if (typeof value === 'boolean') {
    return 'bool';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'int' : 'float';
  }
  return 'str';
}

function valueOf(text: string, type: string): SopsValue {
  switch (type) {
    case 'bool':
      return text.toLowerCase() === 'true';
    case 'int':
    case 'float':
      return Number(text);
    default:
      return text;
  }
}
