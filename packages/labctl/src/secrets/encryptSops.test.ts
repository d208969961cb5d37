/** @jest-environment node */
import { parseAllDocuments, parse } from 'yaml';
import { createAgeKey, identityOf } from './createAgeKey';
import type { AgeKey } from './createAgeKey';
import { decryptSops } from './decryptSops';
import { encryptSops } from './encryptSops';

const NOW = new Date('2026-11-20T10:00:00.123Z');

const SECRET = `---
apiVersion: v1
kind: Secret
metadata:
  name: app-secret # who it is for
stringData:
  # not for everybody
  token: very-private # really
  empty: ""
  json: '{"a": [1, 2]}'
  lines: |
    first
    second é
  list:
    - one
    - two
`;

const RULE = { encryptedRegex: '^(data|stringData)$', macOnlyEncrypted: true };

const identity = (key: AgeKey) => identityOf(key.text) ?? '';

describe('encryptSops', () => {
  let classic: AgeKey;
  let quantum: AgeKey;

  beforeAll(async () => {
    classic = await createAgeKey({ isClassic: true, now: NOW });
    quantum = await createAgeKey({ isClassic: false, now: NOW });
  });

  it('makes keys like age-keygen', () => {
    expect(classic.recipient).toMatch(/^age1[02-9ac-hj-np-z]{58}$/);
    expect(quantum.recipient).toMatch(/^age1pq1[02-9ac-hj-np-z]{1900,}$/);
    expect(quantum.text).toMatch(
      /^# created: 2026-11-20T10:00:00Z\n# public key: age1pq1\w+\nAGE-SECRET-KEY-PQ-1\w+\n$/,
    );
  });

  it('encrypts what the rule names and nothing else', async () => {
    const text = await encryptSops(SECRET, {
      ...RULE,
      recipients: [classic.recipient],
      now: NOW,
    });
    expect(text).not.toContain('private');
    expect(text).not.toContain('everybody');
    expect(text).not.toContain('really');
    expect(text).toContain('  name: app-secret # who it is for\n');
    const { stringData, sops, kind } = parse(text);
    expect(kind).toBe('Secret');
    expect(stringData.empty).toBe('');
    expect(stringData.list[1]).toMatch(
      /^ENC\[AES256_GCM,data:\S{4},iv:\S{44},tag:\S{24},type:str\]$/,
    );
    expect(sops).toMatchObject({
      lastmodified: '2026-11-20T10:00:00Z',
      encrypted_regex: '^(data|stringData)$',
      mac_only_encrypted: true,
    });
    expect(sops.age[0].enc).toMatch(
      /^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]+\n-----END AGE ENCRYPTED FILE-----\n$/,
    );
  });

  it('can be read by each of its recipients, old and post-quantum', async () => {
    const text = await encryptSops(SECRET, {
      ...RULE,
      recipients: [classic.recipient, quantum.recipient],
      now: NOW,
    });
    for (const key of [classic, quantum]) {
      expect(await decryptSops(text, identity(key))).toEqual([parse(SECRET)]);
    }
  });

  it('takes several documents, and values that are no text', async () => {
    const documents = `${SECRET}---\nsecret:\n  isOn: true\n  port: 8080\n  share: 0.25\n  none: null\n`;
    const text = await encryptSops(documents, {
      recipients: [classic.recipient],
      macOnlyEncrypted: false,
      now: NOW,
    });
    expect(parseAllDocuments(text)).toHaveLength(2);
    expect(await decryptSops(text, identity(classic))).toEqual([
      parse(SECRET),
      { secret: { isOn: true, port: 8080, share: 0.25, none: null } },
    ]);
  });

  it('never gives the same text twice', async () => {
    const options = { ...RULE, recipients: [classic.recipient], now: NOW };
    const [one, other] = await Promise.all([
      encryptSops(SECRET, options),
      encryptSops(SECRET, options),
    ]);
    expect(parse(one).stringData.token).not.toBe(parse(other).stringData.token);
  });

  it.each([
    ['nothing', '', 'there is nothing to encrypt'],
    ['a list', '- a\n', 'not a map of fields'],
    ['broken YAML', 'a: [\n', 'not valid YAML'],
    ['what is encrypted', 'a: b\nsops: {}\n', 'is encrypted already'],
    ['an alias', 'a: &x b\nc: *x\n', 'cannot hold aliases'],
  ])('refuses %s', async (_, text, message) => {
    await expect(
      encryptSops(text, {
        recipients: [classic.recipient],
        macOnlyEncrypted: true,
        now: NOW,
      }),
    ).rejects.toThrow(message);
  });

  it('refuses to encrypt for nobody', async () => {
    await expect(
      encryptSops(SECRET, { ...RULE, recipients: [], now: NOW }),
    ).rejects.toThrow('secrets.age_recipients');
  });

  describe('decryptSops', () => {
    it('refuses a key that is no recipient, without telling any secret', async () => {
      const text = await encryptSops(SECRET, {
        ...RULE,
        recipients: [classic.recipient],
        now: NOW,
      });
      await expect(decryptSops(text, identity(quantum))).rejects.toThrow(
        'is encrypted to other keys: age1',
      );
    });

    it('notices a value that was moved, removed or changed', async () => {
      const text = await encryptSops(SECRET, {
        ...RULE,
        recipients: [classic.recipient],
        now: NOW,
      });
      const { token } = parse(text).stringData;
      await expect(
        decryptSops(text.replace('  token:', '  other:'), identity(classic)),
      ).rejects.toThrow();
      await expect(
        decryptSops(text.replace(`  token: ${token}\n`, ''), identity(classic)),
      ).rejects.toThrow('MAC');
    });

    it('lets be edited what is not encrypted, when the MAC leaves it out', async () => {
      const text = await encryptSops(SECRET, {
        ...RULE,
        recipients: [classic.recipient],
        now: NOW,
      });
      const edited = text.replace('name: app-secret', 'name: other-secret');
      expect(await decryptSops(edited, identity(classic))).toMatchObject([
        { metadata: { name: 'other-secret' } },
      ]);
    });
  });
});
