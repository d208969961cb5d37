import { armor, Encrypter } from 'age-encryption';
import { isMap, isNode, parseAllDocuments, Scalar, visit } from 'yaml';
import type { Document } from 'yaml';
import { randomBytes } from './bytes';
import type { Bytes } from './bytes';
import { messageCode } from './messageCode';
import { isCovered } from './SopsRule';
import type { SopsRule } from './SopsRule';
import { encryptValue } from './valueCipher';
import { listLeaves, placeOf, SOPS_KEY } from './walkSops';

/** Version of SOPS whose files these are like; it refuses files of a newer one than itself. */
const SOPS_VERSION = '3.10.0';

/**
 * Encrypts a YAML file, of one or more documents, the way `sops --encrypt` does:
 * a fresh data key encrypts the values, age encrypts the data key to each
 * recipient. Comments inside what is encrypted are dropped, since SOPS would have
 * to encrypt them as well.
 *
 * @param text - YAML in clear
 * @throws Error when the text is no YAML, is encrypted already, or no recipient
 * is given.
 * @public
 */
export async function encryptSops(
  text: string,
  options: SopsRule & { now: Date },
): Promise<string> {
  const { recipients, encryptedRegex, macOnlyEncrypted } = options;
  if (recipients.length === 0) {
    throw new Error(
      'no age recipient is given; secrets.age_recipients lists them',
    );
  }
  const documents = parseDocuments(text);
  const key = randomBytes(32);
  const counted = [];
  for (const document of documents) {
    for (const { scalar, value, keys } of listLeaves(document)) {
      const isEncrypted = isCovered(keys, encryptedRegex);
      if (isEncrypted || !macOnlyEncrypted) {
        counted.push(value);
      }
      if (isEncrypted) {
        scalar.value = await encryptValue(value, { key, place: placeOf(keys) });
        scalar.type = Scalar.PLAIN;
      }
    }
    dropCoveredComments(document, encryptedRegex);
  }
  // SOPS writes whole seconds, and the code is bound to this very text.
  const lastmodified = options.now.toISOString().replace(/\.\d+Z$/, 'Z');
  const section = {
    age: await Promise.all(
      recipients.map(async recipient => ({
        recipient,
        enc: await encryptDataKey(key, recipient),
      })),
    ),
    lastmodified,
    mac: await encryptValue(await messageCode(counted, { macOnlyEncrypted }), {
      key,
      place: lastmodified,
    }),
    ...(encryptedRegex === undefined
      ? {}
      : { encrypted_regex: encryptedRegex }),
    ...(macOnlyEncrypted ? { mac_only_encrypted: true } : {}),
    version: SOPS_VERSION,
  };
  for (const document of documents) {
    document.set(SOPS_KEY, document.createNode(section));
    const modified = document.getIn([SOPS_KEY, 'lastmodified'], true);
    if (modified instanceof Scalar) {
      // Plain, the YAML reader of SOPS takes it for a time, and refuses it.
      modified.type = Scalar.QUOTE_DOUBLE;
    }
  }
  return documents
    .map(
      document =>
        `---\n${document.toString({ lineWidth: 0, directives: false })}`,
    )
    .join('');
}

function parseDocuments(text: string): Document[] {
  const parsed = parseAllDocuments(text, { prettyErrors: false });
  const documents: Document[] = Array.isArray(parsed) ? parsed : [];
  if (documents.length === 0) {
    throw new Error('there is nothing to encrypt');
  }
  for (const document of documents) {
    if (document.errors.length > 0) {
      throw new Error(`not valid YAML: ${document.errors[0].message}`);
    }
    if (!isMap(document.contents)) {
      throw new Error('not a map of fields; SOPS encrypts nothing else');
    }
    if (document.has(SOPS_KEY)) {
      throw new Error('is encrypted already; edit it with `sops`');
    }
  }
  return documents;
}

function dropCoveredComments(
  document: Document,
  encryptedRegex: string | undefined,
): void {
  visit(document, {
    Pair(_, { key, value }) {
      const name = key instanceof Scalar ? String(key.value) : String(key);
      if (isCovered([name], encryptedRegex) && isNode(value)) {
        visit(value, {
          Node(__, node) {
            node.comment = undefined;
            node.commentBefore = undefined;
          },
        });
        return visit.SKIP;
      }
      return undefined;
    },
  });
}

async function encryptDataKey(key: Bytes, recipient: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const text = armor.encode(await encrypter.encrypt(key));
  return text.endsWith('\n') ? text : `${text}\n`;
}
