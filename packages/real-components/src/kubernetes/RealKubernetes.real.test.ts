import { copyFileSync, writeFileSync } from 'node:fs';
import { LabFolder } from '../process/LabFolder';
import { waitFor } from '../process/waitFor';
import { apiServerReady } from './apiServerReady';
import { RealKubernetes } from './RealKubernetes';

describe('RealKubernetes', () => {
  let kubernetes: RealKubernetes;

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start({ nodes: 2, users: ['portal'] });
  });
  afterAll(() => kubernetes?.stop());

  it('is found ready by who has read its certificate before it was written', async () => {
    const folder = LabFolder.create('certificate');
    const caFile = folder.file('apiserver.crt');
    const ask = () =>
      apiServerReady({
        url: kubernetes.url,
        caFile,
        token: kubernetes.tokens.admin,
      });
    await expect(ask()).rejects.toThrow('ENOENT');
    writeFileSync(caFile, '');
    await expect(ask()).rejects.toThrow('self-signed certificate');
    copyFileSync(kubernetes.caFile, caFile);
    expect(await ask()).toBe(true);
    folder.remove();
  });

  it('says why an API server is not ready', async () => {
    await expect(
      apiServerReady({
        url: kubernetes.url,
        caFile: kubernetes.caFile,
        token: 'unknown',
      }),
    ).rejects.toThrow('/readyz: HTTP 401');
  });

  it('rolls a Deployment out on its nodes', async () => {
    await kubernetes.run('kubectl', [
      'create',
      'deployment',
      'web',
      '--image=example.com/web:1',
      '--replicas=3',
    ]);
    await kubernetes.run('kubectl', ['rollout', 'status', 'deployment/web']);
    const pods = await kubernetes
      .as('admin')
      .json('/api/v1/namespaces/default/pods');
    expect(
      pods.items.map(
        ({ status }: { status: { phase: string } }) => status.phase,
      ),
    ).toEqual(['Running', 'Running', 'Running']);
  });

  it('refuses what a user is not bound to, and writes down who asked', async () => {
    const answer = await kubernetes.as('portal').call('/api/v1/secrets');
    expect(answer.code).toBe(403);
    const event = await waitFor('the audit event', () =>
      kubernetes
        .auditEvents()
        .find(
          ({ user, objectRef }) =>
            user.username === 'portal' && objectRef?.resource === 'secrets',
        ),
    );
    expect(event.responseStatus?.code).toBe(403);
  });

  it('keeps what it holds when server and etcd are killed', async () => {
    await kubernetes.run('kubectl', ['create', 'configmap', 'kept']);
    await kubernetes.etcd.killAndRestart();
    await kubernetes.killAndRestart();
    const kept = await kubernetes
      .as('admin')
      .json('/api/v1/namespaces/default/configmaps/kept');
    expect(kept.metadata.name).toBe('kept');
  });

  it('refuses the token that a user had before it was renewed', async () => {
    const old = kubernetes.as('portal');
    const before = kubernetes.tokens.portal;
    await kubernetes.renewToken('portal');
    expect(kubernetes.tokens.portal).not.toBe(before);
    expect((await old.call('/version')).code).toBe(401);
    // Who he is is known again; what he may do is another question.
    expect((await kubernetes.as('portal').call('/api/v1/pods')).code).toBe(403);
  });
});
