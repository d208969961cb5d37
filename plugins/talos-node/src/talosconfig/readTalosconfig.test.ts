import { generateKeyPairSync } from 'node:crypto';
import { startTestTalos, type TestTalos } from '@homestage/sandbox/testUtils';
import { parse, stringify } from 'yaml';
import { readTalosconfig } from './readTalosconfig';
import { TalosconfigError } from './TalosconfigError';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const plain = (text: string) => Buffer.from(text, 'base64').toString();

describe('readTalosconfig', () => {
  let talos: TestTalos;
  let other: TestTalos;

  beforeAll(async () => {
    talos = await startTestTalos(['cp-01']);
    other = await startTestTalos(['cp-01']);
  });
  afterAll(() => Promise.all([talos?.stop(), other?.stop()]));

  const NOW = new Date().getTime();
  const read = (text: string, context?: string) =>
    readTalosconfig(text, { context, now: NOW });

  /** The talosconfig of the lab with some fields of its context replaced. */
  const withFields = (fields: object) => {
    const file = parse(talos.talosconfig);
    Object.assign(file.contexts.lab, fields);
    return stringify(file);
  };
  const fieldOf = (lab: TestTalos, name: string): string =>
    parse(lab.talosconfig).contexts.lab[name];

  it('reads a good one, its roles and the days it has left', () => {
    expect(read(talos.talosconfig)).toMatchObject({
      context: 'lab',
      nodes: ['10.0.0.1'],
      roles: ['os:reader'],
      certificates: [{ kind: 'client' }, { kind: 'ca', name: 'of lab' }],
    });
  });

  it.each([
    ['10.0.0.1', '10.0.0.1:50000'],
    ['lab.example:6443', 'lab.example:6443'],
    ['fd00::1', '[fd00::1]:50000'],
    ['[fd00::1]:50001', '[fd00::1]:50001'],
  ])('dials the endpoint %s as %s', (endpoint, expected) => {
    expect(read(withFields({ endpoints: [endpoint] })).endpoints).toEqual([
      expected,
    ]);
  });

  const rsa = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    }) as string;

  it.each<[string, () => string, string]>([
    ['an empty file', () => ' \n', 'The talosconfig is empty.'],
    [
      'a file that was cut off',
      () => talos.talosconfig.replace(/contexts:/, 'contexts: ['),
      'it may be cut off',
    ],
    [
      'a kubeconfig',
      () => 'kind: Config\nclusters: []\n',
      'This is a kubeconfig',
    ],
    ['some other file', () => 'hello: world\n', 'it has no contexts'],
    ['a scalar', () => 'hello', 'it has no contexts'],
    ['no endpoint', () => withFields({ endpoints: [] }), 'has no endpoint'],
    [
      'an endpoint that is none',
      () => withFields({ endpoints: ['https://x/'] }),
      '"https://x/" of the talosconfig is no address',
    ],
    ['no key', () => withFields({ key: undefined }), 'has no key'],
    [
      'a certificate that was cut off',
      () => withFields({ crt: fieldOf(talos, 'crt').slice(0, 300) }),
      'crt of the talosconfig is cut off',
    ],
    [
      'a certificate of noise',
      () =>
        withFields({
          crt: base64(
            '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
          ),
        }),
      'is no certificate',
    ],
    [
      'a key that is not Ed25519',
      () => withFields({ key: base64(rsa()) }),
      'is ec; those of Talos are Ed25519',
    ],
    [
      'the key of another',
      () => withFields({ key: fieldOf(other, 'key') }),
      'belongs to another certificate',
    ],
    [
      'the authority of another',
      () => withFields({ ca: fieldOf(other, 'ca') }),
      'was not issued by the authority in it',
    ],
  ])('says of %s what is wrong and what to do', (_, make, sentence) => {
    const text = make();
    expect(() => read(text)).toThrow(TalosconfigError);
    expect(() => read(text)).toThrow(sentence);
  });

  it.each<
    [string, () => Promise<{ certificate: string; key: string }>, string]
  >([
    [
      'not for clients',
      async () => talos.authority.issue({ for: 'server', hosts: ['x'] }),
      'no clientAuth',
    ],
    [
      'over',
      async () =>
        talos.authority.issue({
          for: 'client',
          roles: ['os:reader'],
          days: -0.01,
        }),
      'ended on',
    ],
  ])('refuses a certificate that is %s', async (_, issue, sentence) => {
    const { certificate, key } = await issue();
    const text = withFields({ crt: base64(certificate), key: base64(key) });
    expect(() => read(text)).toThrow(sentence);
  });

  it('names the contexts there are', () => {
    expect(() => read(talos.talosconfig, 'prod')).toThrow(
      'has no context "prod"; it has lab',
    );
  });

  it('shows nothing of a key in any message', () => {
    const key = plain(fieldOf(talos, 'key')).split('\n')[1];
    const broken = withFields({
      key: base64(plain(fieldOf(talos, 'key')).replace(key, key.slice(0, 20))),
    });
    expect(() => read(broken)).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining(key.slice(0, 12)),
      }),
    );
  });
});
