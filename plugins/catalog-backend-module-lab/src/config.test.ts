import { ConfigReader } from '@backstage/config';
import { readLabProviderConfig } from './config';

const read = (owner?: string) =>
  readLabProviderConfig(
    new ConfigReader(
      owner ? { catalog: { providers: { lab: { owner } } } } : {},
    ),
  );

describe('readLabProviderConfig', () => {
  it.each([
    [undefined, 'group:default/lab'],
    ['platform', 'group:default/platform'],
    ['user:home/ada', 'user:home/ada'],
  ])('reads the owner %s as %s', (owner, expected) => {
    expect(read(owner).owner).toBe(expected);
  });

  it('names the key of an owner that is no entity ref', () => {
    expect(() => read('a:b:c/')).toThrow(/catalog\.providers\.lab\.owner/);
  });
});
