import { RealRegistry } from '@homestage/real-components';
import { CachingImageRegistries } from './CachingImageRegistries';

describe('CachingImageRegistries against a real registry', () => {
  const running: RealRegistry[] = [];

  afterEach(async () => {
    await Promise.all(running.splice(0).map(each => each.stop()));
  });

  async function start(options: { wantsToken?: boolean } = {}) {
    const registry = await RealRegistry.start(options);
    running.push(registry);
    const { host, url: origin, tokenUrl } = registry;
    const registries = new CachingImageRegistries({
      config: {
        isOn: true,
        registries: new Map([[host, { host, origin, tokenUrl }]]),
      },
      knownRegistries: async () => new Set(),
      now: Date.now,
    });
    const check = (image: string) => registries.check(`${host}/${image}`);
    return { registry, check };
  }

  it('tells what is there from what is not, by tag and by digest', async () => {
    const { registry, check } = await start();
    const digest = await registry.push('lab/app', '1.0.0');
    const other = digest.replace(/.{8}$/, '00000000');
    const states = await Promise.all(
      [
        'lab/app:1.0.0',
        `lab/app:moved@${digest}`,
        'lab/app:9',
        `lab/app@${other}`,
        'lab/none:1.0.0',
      ].map(async image => (await check(image)).state),
    );
    expect(states).toEqual([
      'exists',
      'exists',
      'missing',
      'missing',
      'missing',
    ]);
  });

  it('gets the token that a registry wants, and knows nothing of what is private', async () => {
    const { registry, check } = await start({ wantsToken: true });
    await registry.push('lab/open', '1.0.0');
    await registry.push('lab/private', '1.0.0');
    registry.letAnybodyPull('lab/open');
    expect((await check('lab/open:1.0.0')).state).toBe('exists');
    expect((await check('lab/open:2.0.0')).state).toBe('missing');
    expect(await check('lab/private:1.0.0')).toMatchObject({
      state: 'unknown',
      code: 'private',
    });
  });
});
