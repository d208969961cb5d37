import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readFolder } from './controllers/__testUtils__/TestLab';
import { releasesIn } from './controllers/__testUtils__/releasesIn';
import { createSystemClock } from './controllers/runtime/createSystemClock';
import { conditionOf } from './controllers/runtime/conditions';
import { Sandbox, startSandbox } from './startSandbox';

const run = promisify(execFile);
const INFRA = path.resolve(__dirname, '../../../infra');
/** The lab's time, this many times as fast as the wall's. */
const FACTOR = 10;

const HELM_RELEASE = { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' };

const NEW_APP = {
  'kubernetes/apps/default/kustomization.yaml': (text: string) =>
    text.replace(
      '  - ./whoami/ks.yaml\n',
      '  - ./tulip/ks.yaml\n  - ./whoami/ks.yaml\n',
    ),
};

/** The files of echo under another name: an app as its owner would write it. */
async function filesOfNewApp(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const file of [
    'ks.yaml',
    'app/helmrelease.yaml',
    'app/kustomization.yaml',
    'app/ocirepository.yaml',
  ]) {
    const text = await readFile(
      path.join(INFRA, 'kubernetes/apps/default/echo', file),
      'utf8',
    );
    files.set(
      `kubernetes/apps/default/tulip/${file}`,
      text
        .replaceAll('echo', 'tulip')
        .replace('http-https-tulip', 'http-https-echo'),
    );
  }
  return files;
}

async function waitUntil(
  holds: () => boolean,
  limitMs = 20_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > end)
      throw new Error(`It did not come true within ${limitMs} ms: ${holds}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('the embedded lab', () => {
  let state: string;
  let sandbox: Sandbox;
  const problems: string[] = [];

  const start = (options: { tree?: string } = {}) =>
    startSandbox({
      stateDirectory: state,
      tree: options.tree ?? INFRA,
      isForeignTree: false,
      clock: createSystemClock({ factor: FACTOR }),
      onFailure: (message, error) =>
        problems.push(`${message}: ${String(error)}`),
    });

  const isReady = (
    kind: { group: string; kind: string },
    namespace: string,
    name: string,
  ) =>
    conditionOf(sandbox.store.get({ ...kind, namespace, name }), 'Ready')
      ?.status === 'True';

  async function gitea(
    method: string,
    route: string,
    body?: object,
  ): Promise<Record<string, unknown>> {
    const response = await fetch(
      `${sandbox.forge.url}/api/v1/repos/lab/home-ops${route}`,
      {
        method,
        headers: {
          authorization: `token ${sandbox.forge.token}`,
          'content-type': 'application/json',
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      },
    );
    const text = await response.text();
    expect(response.ok ? '' : text).toBe('');
    return text === '' ? {} : JSON.parse(text);
  }

  beforeAll(async () => {
    state = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    const wanted = releasesIn(await readFolder(INFRA));
    sandbox = await start();
    await waitUntil(
      () =>
        sandbox.store.list(HELM_RELEASE).length === wanted &&
        sandbox.store
          .list(HELM_RELEASE)
          .every(({ metadata }) =>
            isReady(HELM_RELEASE, metadata.namespace ?? '', metadata.name),
          ),
      60_000,
    );
  });

  afterAll(async () => {
    await sandbox.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('brings a merged pull request to ready pods', async () => {
    const list = 'kubernetes/apps/default/kustomization.yaml';
    const before = await readFile(path.join(INFRA, list), 'utf8');
    const files = await filesOfNewApp();
    const existing = await gitea('GET', `/contents/${list}`);
    const encode = (text: string) => Buffer.from(text).toString('base64');
    await gitea('POST', '/contents', {
      branch: 'main',
      new_branch: 'add-tulip',
      message: 'feat(default): add tulip',
      files: [
        ...[...files].map(([file, text]) => ({
          operation: 'create',
          path: file,
          content: encode(text),
        })),
        {
          operation: 'update',
          path: list,
          sha: existing.sha,
          content: encode(NEW_APP[list](before)),
        },
      ],
    });
    const pull = await gitea('POST', '/pulls', {
      head: 'add-tulip',
      base: 'main',
      title: 'Add tulip',
    });
    expect(
      sandbox.store.get({
        ...HELM_RELEASE,
        namespace: 'default',
        name: 'tulip',
      }),
    ).toBeUndefined();
    await gitea('POST', `/pulls/${pull.number}/merge`, { Do: 'merge' });
    const mergedAt = Date.now();
    await waitUntil(() => isReady(HELM_RELEASE, 'default', 'tulip'));
    const tookMs = (Date.now() - mergedAt) * FACTOR;
    expect(tookMs).toBeLessThan(15_000 * FACTOR);
    const pods = sandbox.store
      .list({ group: '', kind: 'Pod' }, { namespace: 'default' })
      .filter(
        ({ metadata }) =>
          metadata.labels?.['app.kubernetes.io/instance'] === 'tulip',
      );
    expect(pods.map(pod => conditionOf(pod, 'Ready')?.status)).toEqual([
      'True',
      'True',
    ]);
    expect(problems).toEqual([]);
  });

  it('answers kubectl with the objects and their logs', async () => {
    const kubectl = async (...args: string[]) =>
      (
        await run('kubectl', [
          '--kubeconfig',
          sandbox.kubernetes.kubeconfigFile,
          ...args,
        ])
      ).stdout;
    const probe = await run('kubectl', ['version', '--client']).catch(
      () => undefined,
    );
    if (!probe) {
      if (process.env.CI)
        throw new Error('kubectl is not installed, and CI must have it.');
      process.stderr.write(
        'SKIPPED: kubectl is not installed, so the lab was not asked by it.\n',
      );
      return;
    }
    // Flux looks again every now and then, and says Unknown meanwhile.
    expect(
      await kubectl(
        ...['wait', 'kustomization/sonarr', '-n', 'media'],
        ...['--for=condition=Ready', '--timeout=60s'],
      ),
    ).toContain('sonarr condition met');
    expect(await kubectl('get', 'kustomizations', '-n', 'media')).toMatch(
      /sonarr +\d+\S* +(True +Applied revision: main@sha1:|Unknown)/,
    );
    expect(await kubectl('logs', '-n', 'default', 'deploy/whoami')).toContain(
      'listening, ready for requests',
    );
  });

  it('lists and starts scenarios for the admin, and for nobody else', async () => {
    const ask = (method: string, route: string, token: string) =>
      fetch(`${sandbox.adminUrl}${route}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
    const { admin, viewer } = sandbox.kubernetes.tokens;
    expect((await ask('GET', '/scenarios', viewer)).status).toBe(401);
    expect((await ask('POST', '/scenarios/node-lost', viewer)).status).toBe(
      401,
    );
    expect(await (await ask('GET', '/scenarios', admin)).json()).toMatchObject({
      current: 'healthy',
    });
    expect((await ask('POST', '/scenarios/flood', admin)).status).toBe(404);
    expect((await ask('POST', '/scenarios/node-lost', admin)).status).toBe(202);
    const isNodeReady = () =>
      conditionOf(
        sandbox.store.get({ group: '', kind: 'Node', name: 'worker-01' }),
        'Ready',
      )?.status === 'True';
    await waitUntil(() => !isNodeReady());
    expect((await ask('POST', '/scenarios/failing-chart', admin)).status).toBe(
      202,
    );
    await waitUntil(isNodeReady);
    const echo = { ...HELM_RELEASE, namespace: 'default', name: 'echo' };
    await waitUntil(
      () =>
        conditionOf(sandbox.store.get(echo), 'Remediated')?.status === 'True',
    );
    expect((await ask('POST', '/scenarios/healthy', admin)).status).toBe(202);
    await waitUntil(() => isReady(HELM_RELEASE, 'default', 'echo'));
  });

  it('keeps the repository and the tokens over a restart, and makes the cluster anew from it', async () => {
    const { admin } = sandbox.kubernetes.tokens;
    await sandbox.stop();
    sandbox = await start();
    expect(sandbox.kubernetes.tokens.admin).toBe(admin);
    await waitUntil(() => isReady(HELM_RELEASE, 'default', 'tulip'));
  });

  it('says what is missing in a folder without Flux, and leaves nothing running', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'empty-'));
    const other = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    await expect(
      startSandbox({
        stateDirectory: other,
        tree: empty,
        isForeignTree: true,
        clock: createSystemClock(),
        onFailure: () => undefined,
      }),
    ).rejects.toThrow(/no Flux Kustomization|no branch main/);
    await rm(empty, { recursive: true, force: true });
    await rm(other, { recursive: true, force: true });
  });
});
