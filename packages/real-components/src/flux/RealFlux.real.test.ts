import { RealGitea } from '../gitea/RealGitea';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { waitFor } from '../process/waitFor';
import { FLUX_GROUPS, RealFlux } from './RealFlux';

const settings = (value: string) =>
  [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: { name: settings, namespace: default }',
    `data: { value: "${value}" }`,
    '',
  ].join('\n');

describe('the real Flux on the real forge', () => {
  let gitea: RealGitea;
  let kubernetes: RealKubernetes;
  let flux: RealFlux;

  beforeAll(async () => {
    gitea = await RealGitea.start();
    kubernetes = await RealKubernetes.start({ definitions: FLUX_GROUPS });
    flux = await RealFlux.start(kubernetes);
    const url = await gitea.createRepository('home-ops', undefined, {
      'apps/settings.yaml': settings('one'),
    });
    await kubernetes.run('flux', [
      ...['create', 'source', 'git', 'home-ops', `--url=${url}`],
      ...['--branch=main', '--interval=1h'],
    ]);
    await kubernetes.run('flux', [
      ...['create', 'kustomization', 'apps', '--source=GitRepository/home-ops'],
      ...['--path=./apps', '--prune=true', '--interval=1h'],
    ]);
  });
  afterAll(async () => {
    await flux?.stop();
    await kubernetes?.stop();
    await gitea?.stop();
  });

  const value = () =>
    kubernetes.run('kubectl', [
      ...['get', 'configmap/settings', '--output=jsonpath={.data.value}'],
    ]);

  it('applies what is in Git', async () => {
    expect(await value()).toBe('one');
  });

  it('applies a commit when it is told to look', async () => {
    const sha = await gitea.commit('home-ops', 'feat: two', {
      'apps/settings.yaml': settings('two'),
    });
    await kubernetes.run('flux', [
      ...['reconcile', 'kustomization', 'apps', '--with-source'],
    ]);
    expect(await value()).toBe('two');
    expect(await kubernetes.run('flux', ['get', 'all', '-A'])).toContain(
      `main@sha1:${sha.slice(0, 8)}`,
    );
  });

  it('removes what is in Git no more', async () => {
    await gitea.commit('home-ops', 'feat: other', {
      'apps/settings.yaml': undefined,
      'apps/other.yaml': settings('x').replace('settings', 'other'),
    });
    await kubernetes.run('flux', [
      ...['reconcile', 'kustomization', 'apps', '--with-source'],
    ]);
    await waitFor('the removal', async () => {
      const { code } = await kubernetes.tryKubectl([
        ...['get', 'configmap/settings'],
      ]);
      return code !== 0;
    });
  });
});
