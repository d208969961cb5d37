import { armor, Decrypter } from 'age-encryption';
import { parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import type { Bytes } from './bytes';
import { messageCode } from './messageCode';
import { readSopsSection } from './readSopsSection';
import type { SopsSection } from './readSopsSection';
import { isCovered } from './SopsRule';
import { decryptValue } from './valueCipher';
import { listLeaves, placeOf, SOPS_KEY } from './walkSops';

/**
 * Decrypts a SOPS file with an age identity and checks its MAC.
 *
 * @param identity - `AGE-SECRET-KEY-...`
 * @returns one plain value per document
 * @throws Error when no recipient fits, or a value was changed by hand.
 * @public
 */
export async function decryptSops(
  text: string,
  identity: string,
): Promise<unknown[]> {
  const documents = parseAllDocuments(text) as Document[];
  const section = readSopsSection(text);
  const key = await openDataKey(section, identity);
  const counted = [];
  for (const document of documents) {
    for (const { scalar, value, keys } of listLeaves(document)) {
      const isEncrypted = isCovered(keys, section.encryptedRegex);
      const plain =
        isEncrypted && typeof value === 'string'
          ? await decryptValue(value, { key, place: placeOf(keys) })
          : value;
      scalar.value = plain;
      if (isEncrypted || !section.macOnlyEncrypted) {
        counted.push(plain);
      }
    }
    document.delete(SOPS_KEY);
  }
  const wanted = await decryptValue(section.mac, {
    key,
    place: section.lastmodified,
  });
  if (wanted !== (await messageCode(counted, section))) {
    throw new Error('its MAC is of other values; somebody changed it by hand');
  }
  return documents.map(document => document.toJS() as unknown);
}

async function openDataKey(
  section: SopsSection,
  identity: string,
): Promise<Bytes> {
  for (const { enc } of section.age) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    try {
      return new Uint8Array(await decrypter.decrypt(armor.decode(enc)));
    } catch {
      // Encrypted to another recipient; the next one may be this key's.
    }
  }
  throw new Error(
    `is encrypted to other keys: ${section.age
      .map(({ recipient }) => shorten(recipient))
      .join(', ')}`,
  );
}

function shorten(recipient: string): string {
  return recipient.length > 20 ? `${recipient.slice(0, 20)}...` : recipient;
}
