import { FORGE_CONTRACT } from '../__testUtils__/forgeContract';
import {
  SEED,
  startForgeFixture,
  type ForgeFixture,
} from '../__testUtils__/forgeFixture';

describe('GiteaForge', () => {
  let fixture: ForgeFixture;

  beforeAll(async () => {
    fixture = await startForgeFixture();
  });

  afterAll(() => fixture.stop());

  it.each(FORGE_CONTRACT.map(({ name, run }) => [name, run] as const))(
    '%s',
    async (_, run) => {
      const subject = { forge: fixture.forge(), seed: SEED };
      await expect(run(subject)).resolves.toBeUndefined();
    },
  );

  it.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'failed'],
    [502, 'failed'],
  ] as const)('tells HTTP %i as %s', async (status, code) => {
    const undo = fixture.sandbox.fault({ kind: 'status', status });
    const work = fixture.forge().pullRequests({ state: 'open' });
    await expect(work.finally(undo)).rejects.toMatchObject({ code: code });
  });

  it('tells a cut connection as unreachable', async () => {
    const undo = fixture.sandbox.fault({ kind: 'down' });
    const work = fixture.forge().branch('main');
    await expect(work.finally(undo)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  it('does not wait longer than its time-out', async () => {
    const undo = fixture.sandbox.fault({ kind: 'slow', delayMs: 5_000 });
    const work = fixture.forge({ timeoutMs: 50 }).branch('main');
    await expect(work.finally(undo)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  it('names the host and the next step, and never the token', async () => {
    const token = `refused-${Date.now()}`;
    const error: Error = await fixture
      .forge({ token })
      .createPullRequest({ head: 'a', base: 'main', title: 't', body: '' })
      .catch(reason => reason);
    expect(error.message).toContain(fixture.host);
    expect(error.message).toContain('integrations.gitea');
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain(
      token,
    );
  });
});
