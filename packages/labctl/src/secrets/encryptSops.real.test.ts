/**
 * @jest-environment node
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolFile } from '@homestage/real-components';
import { parse, parseAllDocuments } from 'yaml';
import { createAgeKey, identityOf } from './createAgeKey';
import { decryptSops } from './decryptSops';
import { encryptSops } from './encryptSops';

const NOW = new Date('2026-11-20T10:00:00Z');

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: app-secret # stays
stringData:
  token: very-private
  empty: ""
  numberLike: "007"
  multi: |
    first é
    second
  list: [one, two]
data:
  blob: AAAA
`;

const TYPED =
  'a:\n  isOn: true\n  port: 8080\n  share: 0.25\n  text: x\nb: [1, {c: y}]\n';

describe('the real sops', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'labctl-sops-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function sops(words: string[]): Promise<string> {
    return execFileSync(toolFile('sops'), words, {
      cwd: folder,
      encoding: 'utf8',
      env: { SOPS_AGE_KEY_FILE: join(folder, 'age.key') },
    });
  }

  async function newKey(isClassic: boolean) {
    const key = await createAgeKey({ isClassic, now: NOW });
    writeFileSync(join(folder, 'age.key'), key.text);
    return key;
  }

  describe.each([
    ['X25519', true],
    ['post-quantum', false],
  ])('with a %s key', (_, isClassic) => {
    it.each([
      ['a Secret', SECRET, '^(data|stringData)$', true],
      ['a Secret whose MAC covers all', SECRET, '^(data|stringData)$', false],
      ['values of all types', TYPED, undefined, false],
      ['two documents', `${SECRET}---\n${SECRET}`, '^(data|stringData)$', true],
    ])('decrypts %s', async (__, text, encryptedRegex, macOnlyEncrypted) => {
      const { recipient } = await newKey(isClassic);
      writeFileSync(
        join(folder, 'a.sops.yaml'),
        await encryptSops(text, {
          recipients: [recipient],
          encryptedRegex,
          macOnlyEncrypted,
          now: NOW,
        }),
      );
      const plain = await sops(['--decrypt', 'a.sops.yaml']);
      const values = (yaml: string) =>
        parseAllDocuments(yaml).map(document => document.toJS());
      expect(values(plain)).toEqual(values(text));
    });

    it('writes files that decryptSops reads', async () => {
      const key = await newKey(isClassic);
      writeFileSync(join(folder, 'a.yaml'), SECRET);
      const text = await sops([
        '--encrypt',
        '--age',
        key.recipient,
        '--encrypted-regex',
        '^(data|stringData)$',
        '--mac-only-encrypted',
        'a.yaml',
      ]);
      expect(await decryptSops(text, identityOf(key.text) ?? '')).toEqual([
        parse(SECRET),
      ]);
    });
  });

  it('edits our files, and we read them again', async () => {
    const key = await newKey(true);
    const path = join(folder, 'a.sops.yaml');
    writeFileSync(
      path,
      await encryptSops(SECRET, {
        recipients: [key.recipient],
        encryptedRegex: '^(data|stringData)$',
        macOnlyEncrypted: true,
        now: NOW,
      }),
    );
    await sops(['set', 'a.sops.yaml', '["stringData"]["token"]', '"changed"']);
    expect(
      await decryptSops(readFileSync(path, 'utf8'), identityOf(key.text) ?? ''),
    ).toMatchObject([{ stringData: { token: 'changed' } }]);
  });
});
