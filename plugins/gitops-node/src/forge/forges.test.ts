import { FORGE_CONTRACT } from '../__testUtils__/forgeContract';
import { SEED } from '../__testUtils__/forgeFixture';
import { FORGE_LABS, type ForgeLab } from '../__testUtils__/forgeLabs';
import { providedAccess, userAccess } from './forgeAccess';

const START_MS = Date.UTC(2026, 0, 1);

/** A clock that stands still but for the waits. */
function fakeTime() {
  const waits: number[] = [];
  let nowMs = START_MS;
  return {
    waits,
    advance(ms: number) {
      nowMs += ms;
    },
    options: {
      now: () => nowMs,
      wait: async (ms: number) => {
        waits.push(ms);
        nowMs += ms;
      },
    },
  };
}

describe.each(FORGE_LABS)('a forge: %s', (_, start) => {
  let lab: ForgeLab;

  beforeAll(async () => {
    lab = await start();
  });

  beforeEach(() => lab.gate.reset());

  afterAll(() => lab.stop());

  it.each(FORGE_CONTRACT.map(({ name, run }) => [name, run] as const))(
    '%s',
    async (__, run) => {
      const subject = { forge: lab.forge(), seed: SEED };
      await expect(run(subject)).resolves.toBeUndefined();
      expect(lab.gate.broken).toEqual([]);
    },
  );

  it.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'failed'],
    [502, 'failed'],
  ] as const)('tells HTTP %i as %s', async (status, code) => {
    lab.gate.strike(0, { kind: 'answer', status });
    await expect(
      lab.forge().pullRequests({ state: 'open' }),
    ).rejects.toMatchObject({ code, status });
  });

  it('tells an answer that is not what the API promises as failed', async () => {
    lab.gate.strike(0, { kind: 'answer', status: 200, body: '<html>' });
    await expect(
      lab.forge().pullRequests({ state: 'open' }),
    ).rejects.toMatchObject({ code: 'failed' });
  });

  it('tells a cut connection as unreachable', async () => {
    lab.gate.strike(0, { kind: 'cut', when: 'before' });
    await expect(lab.forge().branch('main')).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  it('does not wait longer than its time-out', async () => {
    lab.gate.strike(0, { kind: 'silent', when: 'before' });
    await expect(
      lab.forge({ timeoutMs: 50 }).branch('main'),
    ).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('waits as long as Retry-After asks, then goes on', async () => {
    const time = fakeTime();
    lab.gate.strike(0, {
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '3' },
    });
    await expect(lab.forge(time.options).branch('main')).resolves.toMatchObject(
      { name: 'main' },
    );
    expect(time.waits).toEqual([3_000]);
  });

  it('gives up when it is asked to wait again and again', async () => {
    const time = fakeTime();
    for (let call = 0; call < 10; call++) {
      lab.gate.strike(call, {
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': '1' },
      });
    }
    await expect(lab.forge(time.options).branch('main')).rejects.toMatchObject({
      code: 'rate-limited',
    });
    expect(time.waits).toEqual([1_000, 1_000]);
  });

  it('does not sleep through a long pause, and asks for nothing during it', async () => {
    const time = fakeTime();
    const forge = lab.forge(time.options);
    lab.gate.strike(0, {
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '120' },
    });
    await expect(forge.branch('main')).rejects.toMatchObject({
      code: 'rate-limited',
      nextStep: expect.stringContaining('Wait 120 s'),
    });
    time.advance(60_000);
    await expect(forge.branch('main')).rejects.toMatchObject({
      code: 'rate-limited',
      nextStep: expect.stringContaining('Wait 60 s'),
    });
    expect(lab.gate.calls).toHaveLength(1);
    time.advance(60_000);
    await expect(forge.branch('main')).resolves.toMatchObject({ name: 'main' });
    expect(time.waits).toEqual([]);
  });

  it('takes a spent quota for a wish to wait until it is filled again', async () => {
    const time = fakeTime();
    lab.gate.strike(0, {
      kind: 'answer',
      status: 403,
      headers: {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(START_MS / 1_000 + 900),
      },
    });
    await expect(lab.forge(time.options).branch('main')).rejects.toMatchObject({
      code: 'rate-limited',
      nextStep: expect.stringContaining('Wait 901 s'),
    });
  });

  it('quotes why a request is refused', async () => {
    lab.gate.strike(0, {
      kind: 'answer',
      status: 422,
      body: JSON.stringify({ message: 'the title is too long' }),
    });
    await expect(
      lab.forge().updatePullRequest(1, { title: 'x' }),
    ).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('the title is too long'),
    });
  });

  it('names the host and the next step, and never the token', async () => {
    const token = `refused-${Date.now()}`;
    const access = providedAccess(
      {
        getCredentials: async () => ({
          headers: { Authorization: `Bearer ${token}` },
          token,
          type: 'token',
        }),
      },
      { kind: 'github', url: 'https://forge.example/lab/home-ops', host: '' },
    );
    const forge =
      lab.kind === 'gitea' ? lab.forge({ token }) : lab.forge({ access });
    const error: Error = await forge
      .createPullRequest({ head: 'a', base: 'main', title: 't', body: '' })
      .catch(reason => reason);
    expect(error).toMatchObject({ code: 'unauthenticated' });
    expect(error.message).toContain(lab.host);
    expect(error.message).toContain('under integrations.');
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain(
      token,
    );
  });

  it("says to sign in again when a person's own token is refused", async () => {
    const token = 'out-of-date';
    const access = userAccess(lab.kind, token);
    await expect(
      lab
        .forge({ access, token })
        .createPullRequest({ head: 'a', base: 'main', title: 't', body: '' }),
    ).rejects.toMatchObject({
      code: 'unauthenticated',
      nextStep: expect.stringContaining('sign in to this forge again'),
    });
  });
});
