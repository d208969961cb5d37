import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const sectionSchema = z.object({
  age: z.array(z.object({ recipient: z.string(), enc: z.string() })).nullish(),
  lastmodified: z.string(),
  mac: z.string(),
  encrypted_regex: z.string().optional(),
  mac_only_encrypted: z.boolean().optional(),
});

/** What SOPS writes of itself into a file, as far as age is concerned. */
export interface SopsSection {
  readonly age: readonly { readonly recipient: string; readonly enc: string }[];
  readonly lastmodified: string;
  readonly mac: string;
  readonly encryptedRegex: string | undefined;
  readonly macOnlyEncrypted: boolean;
}

/**
 * The section `sops` of a file.
 *
 * @throws Error when there is none, or it is not whole.
 */
export function readSopsSection(text: string): SopsSection {
  const [document] = parseAllDocuments(text, { prettyErrors: false });
  const plain = document?.toJS() as { sops?: unknown } | undefined;
  const { success, data } = sectionSchema.safeParse(plain?.sops);
  if (!success) {
    throw new Error('has no whole sops section');
  }
  return {
    age: data.age ?? [],
    lastmodified: data.lastmodified,
    mac: data.mac,
    encryptedRegex: data.encrypted_regex,
    macOnlyEncrypted: data.mac_only_encrypted ?? false,
  };
}
