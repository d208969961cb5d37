import { createMockDirectory } from '@backstage/backend-test-utils';
import { DirectAccess } from './DirectAccess';

const directory = createMockDirectory();

const settings = {
  type: 'direct' as const,
  url: 'https://127.0.0.1:6443',
  skipTLSVerify: false,
  usesPodServiceAccount: false,
};

let now = 0;

const access = (fields: object) =>
  DirectAccess.create({
    settings: () => ({ ...settings, ...fields }),
    now: () => now,
    podServiceAccountDirectory: directory.path,
  });

describe('DirectAccess', () => {
  it('sends the token of the configuration as it is at that moment', async () => {
    let token = 'first';
    const rotating = DirectAccess.create({
      settings: () => ({ ...settings, token }),
      now: () => now,
    });
    expect((await rotating.connect()).headers).toEqual({
      authorization: 'Bearer first',
    });
    token = 'second';
    expect((await rotating.connect()).headers).toEqual({
      authorization: 'Bearer second',
    });
  });

  it('sends none to an API that asks for none', async () => {
    expect((await access({}).connect()).headers).toEqual({});
  });

  it('reads the service account of its pod, again after a minute or a refusal', async () => {
    directory.setContent({ token: 'first\n', 'ca.crt': 'PEM' });
    const pod = access({ usesPodServiceAccount: true });
    const authorization = async () =>
      (await pod.connect()).headers.authorization;
    expect(await authorization()).toBe('Bearer first');
    expect((await pod.connect()).tls).toEqual({
      ca: 'PEM',
      rejectUnauthorized: true,
    });
    directory.setContent({ token: 'second\n', 'ca.crt': 'PEM' });
    expect(await authorization()).toBe('Bearer first');
    now += 61_000;
    expect(await authorization()).toBe('Bearer second');
    directory.setContent({ token: 'third\n', 'ca.crt': 'PEM' });
    pod.reload();
    expect(await authorization()).toBe('Bearer third');
  });

  it('reads certificates from the configuration and from a file', async () => {
    directory.setContent({ 'lab.crt': 'PEM of a file' });
    const caData = Buffer.from('PEM of data').toString('base64');
    expect((await access({ caData }).connect()).tls.ca).toBe('PEM of data');
    expect(
      (await access({ caFile: directory.resolve('lab.crt') }).connect()).tls.ca,
    ).toBe('PEM of a file');
  });

  it('names the file that it cannot read', async () => {
    const caFile = directory.resolve('nowhere.crt');
    await expect(access({ caFile }).connect()).rejects.toMatchObject({
      code: 'credentialMissing',
      message: expect.stringContaining(`${caFile} cannot be read`),
    });
  });
});
