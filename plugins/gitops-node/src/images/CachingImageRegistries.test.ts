import {
  errorReply,
  StandInRegistry,
  type RegistryReply,
} from '../__testUtils__/StandInRegistry';
import { CachingImageRegistries } from './CachingImageRegistries';

const MINUTE_MS = 60_000;
const DIGEST = `sha256:${'0a'.repeat(32)}`;
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const HTML = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>Log in to the hotel network</body></html>',
};

describe('CachingImageRegistries', () => {
  let registry: StandInRegistry;
  let other: StandInRegistry;
  let nowMs: number;

  beforeEach(async () => {
    nowMs = 0;
    registry = await StandInRegistry.start();
    other = await StandInRegistry.start();
  });

  afterEach(async () => {
    await registry.stop();
    await other.stop();
  });

  function registries(
    options: {
      isOn?: boolean;
      tokenUrl?: string;
      authorization?: string;
      timeoutMs?: number;
    } = {},
  ) {
    const { host, url: origin } = registry;
    const { isOn = true, tokenUrl, authorization, timeoutMs } = options;
    return new CachingImageRegistries({
      config: {
        isOn,
        registries: new Map([
          [host, { host, origin, tokenUrl, authorization }],
        ]),
      },
      knownRegistries: async () => new Set(['ghcr.io']),
      now: () => nowMs,
      timeoutMs,
    });
  }

  const image = (text: string) => `${registry.host}/${text}`;
  const manifest = (reference: string) => `/v2/lab/app/manifests/${reference}`;

  /** Wants a token, which its realm gives to anybody. */
  function wantsToken(realm: string, service?: string) {
    const challenge = [`realm="${realm}"`, service && `service="${service}"`]
      .filter(Boolean)
      .join(',');
    const manifestType =
      'application/vnd.docker.distribution.manifest.list.v2+json';
    const [there, refused]: RegistryReply[] = [
      { status: 200, headers: { 'content-type': manifestType } },
      {
        status: 401,
        headers: { 'www-authenticate': `Bearer ${challenge}` },
      },
    ];
    registry.replies.set(manifest('1.0.0'), ({ headers }) =>
      headers.authorization === 'Bearer anybodys' ? there : refused,
    );
  }

  const tokenReply = (body: object): RegistryReply => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  it('says that a tag exists, of a registry with a port', async () => {
    registry.hold('lab/app', '1.0.0');
    expect(await registries().check(image('lab/app:1.0.0'))).toEqual({
      image: image('lab/app:1.0.0'),
      registry: registry.host,
      state: 'exists',
      message: `${registry.host} has it.`,
    });
    expect(registry.asked).toEqual([{ line: `HEAD ${manifest('1.0.0')}` }]);
  });

  it('asks for the digest where there is one, as a runtime pulls by it', async () => {
    registry.hold('lab/app', DIGEST);
    const check = await registries().check(image(`lab/app:gone@${DIGEST}`));
    expect(check.state).toBe('exists');
    const missing = await registries().check(
      image(`lab/app@${DIGEST.replace('0a', 'ff')}`),
    );
    expect(missing).toMatchObject({
      state: 'missing',
      message: expect.stringContaining('has no digest sha256:ff'),
    });
  });

  it('says what is missing: the tag, or the whole repository', async () => {
    const tag = await registries().check(image('lab/app:9'));
    expect(tag).toMatchObject({
      state: 'missing',
      message: `${registry.host} has no tag 9 of lab/app.`,
      nextStep: expect.stringContaining('Look up which tags there are'),
    });
    registry.reply('/v2/lab/nap/manifests/1', errorReply(404, 'NAME_UNKNOWN'));
    const repository = await registries().check(image('lab/nap:1'));
    expect(repository).toMatchObject({
      state: 'missing',
      message: `${registry.host} has no repository lab/nap.`,
    });
  });

  it.each([['token'], ['access_token']])(
    'gets a token as anybody (%s), and sends it to the registry alone',
    async field => {
      wantsToken(`${registry.url}/token`, 'the registry');
      registry.reply('/token', tokenReply({ [field]: 'anybodys' }));
      const check = await registries().check(image('lab/app:1.0.0'));
      expect(check.state).toBe('exists');
      expect(registry.asked).toEqual([
        { line: `HEAD ${manifest('1.0.0')}` },
        {
          line: 'GET /token?service=the+registry&scope=repository%3Alab%2Fapp%3Apull',
        },
        {
          line: `HEAD ${manifest('1.0.0')}`,
          authorization: 'Bearer anybodys',
        },
      ]);
    },
  );

  describe('with a login', () => {
    const authorization = 'Basic of-the-lab';

    it('shows it where it is asked for, and not before', async () => {
      const [there, refused]: RegistryReply[] = [
        { status: 200, headers: { 'content-type': OCI_INDEX } },
        { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
      ];
      registry.replies.set(manifest('1.0.0'), ({ headers }) =>
        headers.authorization === authorization ? there : refused,
      );
      const check = await registries({ authorization }).check(
        image('lab/app:1.0.0'),
      );
      expect(check.state).toBe('exists');
      const line = `HEAD ${manifest('1.0.0')}`;
      expect(registry.asked).toEqual([{ line }, { line, authorization }]);
      const anybody = await registries().check(image('lab/app:1.0.0'));
      expect(anybody).toMatchObject({
        code: 'private',
        nextStep: expect.stringContaining('registries[].auth'),
      });
    });

    it('gets a token for it, of the registry and of the tokenUrl', async () => {
      wantsToken(`${registry.url}/token`);
      const reply = tokenReply({ token: 'anybodys' });
      registry.reply('/token', reply);
      other.reply('/token', reply);
      await registries({ authorization }).check(image('lab/app:1.0.0'));
      expect(registry.asked[1].authorization).toBe(authorization);

      wantsToken(`${other.url}/token`);
      const named = registries({
        authorization,
        tokenUrl: `${other.url}/token`,
      });
      await named.check(image('lab/app:1.0.0'));
      expect(other.asked[0].authorization).toBe(authorization);
    });

    it('shows it to nobody else that the registry sends to', async () => {
      registry.reply('/v2/off/app/manifests/1', {
        status: 307,
        headers: { location: `${other.url}/v2/off/app/manifests/1` },
      });
      wantsToken(`${other.url}/token`);
      const asking = registries({ authorization });
      await asking.check(image('off/app:1'));
      await asking.check(image('lab/app:1.0.0'));
      expect(other.asked).toEqual([]);
    });

    it('does not know when it is not taken', async () => {
      registry.reply(manifest('1.0.0'), {
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="x"' },
      });
      const check = await registries({ authorization }).check(
        image('lab/app:1.0.0'),
      );
      expect(check).toMatchObject({ state: 'unknown', code: 'private' });
    });
  });

  it('asks no host of a private network for a token, unless the configuration names it', async () => {
    wantsToken(`${other.url}/token`);
    other.reply('/token', tokenReply({ token: 'anybodys' }));
    const refused = await registries().check(image('lab/app:1.0.0'));
    expect(refused).toMatchObject({
      state: 'unknown',
      code: 'elsewhere',
      message: expect.stringContaining(
        `it sends to ${other.url}, which is not`,
      ),
    });
    expect(other.asked).toEqual([]);

    const named = registries({ tokenUrl: `${other.url}/token` });
    const check = await named.check(image('lab/app:1.0.0'));
    expect(check.state).toBe('exists');
    expect(other.asked).toHaveLength(1);
  });

  it.each([
    ['https://127.0.0.1:1/token', '127.0.0.1:1'],
    ['https://localhost:1/token', 'localhost:1'],
    ['https://[::1]:1/token', '[::1]:1'],
    ['https://169.254.169.254/latest', '169.254.169.254'],
  ])('connects to no private address for a token: %s', async (realm, host) => {
    wantsToken(realm);
    const check = await registries().check(image('lab/app:1.0.0'));
    expect(check).toMatchObject({
      code: 'elsewhere',
      message: expect.stringContaining(
        `it sends to ${host}, which is in a private network`,
      ),
    });
  });

  it('follows a redirect within the registry, and none to a private host', async () => {
    registry.hold('near/app', '1');
    registry.reply('/v2/far/app/manifests/1', {
      status: 307,
      headers: { location: '/v2/near/app/manifests/1' },
    });
    const near = await registries().check(image('far/app:1'));
    expect(near.state).toBe('exists');

    registry.reply('/v2/off/app/manifests/1', {
      status: 307,
      headers: { location: `${other.url}/v2/off/app/manifests/1` },
    });
    other.hold('off/app', '1');
    const off = await registries().check(image('off/app:1'));
    expect(off).toMatchObject({ state: 'unknown', code: 'elsewhere' });
    expect(other.asked).toEqual([]);

    registry.reply('/v2/round/app/manifests/1', {
      status: 302,
      headers: { location: '/v2/round/app/manifests/1' },
    });
    const round = await registries().check(image('round/app:1'));
    expect(round).toMatchObject({ state: 'unknown', code: 'failed' });
  });

  it.each<[string, RegistryReply, string]>([
    ['401 without a way to log in', { status: 401 }, 'private'],
    ['403', errorReply(403, 'DENIED'), 'private'],
    ['429', errorReply(429, 'TOOMANYREQUESTS'), 'limited'],
    ['500', { status: 500 }, 'failed'],
    ['HTML instead of a manifest', HTML, 'failed'],
    ['HTML as not found', { ...HTML, status: 404 }, 'failed'],
    ['nothing at all as not found', { status: 404 }, 'failed'],
    [
      'a body without end as not found',
      { status: 404, body: `[${'0,'.repeat(1024 * 1024)}` },
      'failed',
    ],
  ])('does not know by an answer of %s', async (_, reply, code) => {
    registry.reply(manifest('1.0.0'), reply);
    const check = await registries().check(image('lab/app:1.0.0'));
    expect(check).toMatchObject({
      state: 'unknown',
      code,
      nextStep: expect.stringMatching(/^Look there yourself/),
    });
  });

  it.each<[string, RegistryReply, string]>([
    ['is refused', errorReply(403, 'DENIED'), 'private'],
    ['fails', { status: 503 }, 'failed'],
    ['is HTML', HTML, 'failed'],
    ['is none', tokenReply({}), 'failed'],
    ['breaks the header', tokenReply({ token: 'a\r\nhost: b' }), 'failed'],
  ])('does not know when the token %s', async (_, reply, code) => {
    wantsToken(`${registry.url}/token`);
    registry.reply('/token', reply);
    const check = await registries().check(image('lab/app:1.0.0'));
    expect(check).toMatchObject({ state: 'unknown', code });
  });

  it('does not know when nothing is answered in time, or nobody listens', async () => {
    registry.reply(manifest('1.0.0'), undefined);
    const late = await registries({ timeoutMs: 50 }).check(
      image('lab/app:1.0.0'),
    );
    expect(late).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('it does not answer in time'),
    });
    const asking = registries();
    const wanted = image('lab/app:1.0.0');
    await registry.stop();
    const gone = await asking.check(wanted);
    expect(gone).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    registry = await StandInRegistry.start();
  });

  it('asks no registry that the lab takes no image from, and none when it is off', async () => {
    registry.hold('lab/app', '1.0.0');
    const foreign = await registries().check(`${other.host}/lab/app:1.0.0`);
    expect(foreign).toMatchObject({ state: 'unknown', code: 'not-asked' });
    const off = await registries({ isOn: false }).check(image('lab/app:1.0.0'));
    expect(off).toMatchObject({ state: 'unknown', code: 'off' });
    expect([...other.asked, ...registry.asked]).toEqual([]);
  });

  it('asks for the same image once, and again when the answer is old', async () => {
    registry.hold('lab/app', '1.0.0');
    const asking = registries();
    await Promise.all([
      asking.check(image('lab/app:1.0.0')),
      asking.check(image('lab/app:1.0.0')),
    ]);
    nowMs += 9 * MINUTE_MS;
    await asking.check(image('lab/app:1.0.0'));
    expect(registry.asked).toHaveLength(1);
    nowMs += 2 * MINUTE_MS;
    await asking.check(image('lab/app:1.0.0'));
    expect(registry.asked).toHaveLength(2);
  });

  it('finds a tag soon that was missing', async () => {
    const asking = registries();
    const before = await asking.check(image('lab/app:1.0.0'));
    expect(before.state).toBe('missing');
    registry.hold('lab/app', '1.0.0');
    nowMs += MINUTE_MS;
    expect((await asking.check(image('lab/app:1.0.0'))).state).toBe('exists');
  });

  it('asks for no more than eight at a time', async () => {
    const tags = Array.from({ length: 9 }, (_, at) => `1.${at}`);
    tags.forEach(tag => registry.reply(manifest(tag), undefined));
    const asking = registries({ timeoutMs: 200 });
    const checks = await Promise.all(
      tags.map(tag => asking.check(image(`lab/app:${tag}`))),
    );
    expect(checks.map(({ code }) => code)).toEqual([
      ...tags.slice(1).map(() => 'unreachable'),
      'limited',
    ]);
    expect(registry.asked).toHaveLength(8);
  });

  it('refuses a text that is no image', async () => {
    await expect(registries().check('not an image')).rejects.toThrow(
      /no image reference/,
    );
  });
});
