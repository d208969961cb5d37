import { CONFIG_MAPS, PODS } from '../__testUtils__/addresses';
import {
  configMap,
  deployment,
  kustomization,
  names,
  pod,
} from '../__testUtils__/objects';
import { TestApi } from '../__testUtils__/TestApi';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const MERGE = 'application/merge-patch+json';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

describe('a write', () => {
  it('answers 201 to a creation and drops the status of it', async () => {
    const answer = await lab.call(PODS, {
      method: 'POST',
      body: pod('web', { status: { phase: 'Running' } }),
    });
    expect([answer.code, answer.json().status]).toEqual([
      201,
      { phase: 'Pending', qosClass: 'BestEffort' },
    ]);
  });

  it('replaces with PUT and refuses an old resource version', async () => {
    const made = lab.create(configMap('a'));
    const first = await lab.call(`${CONFIG_MAPS}/a`, {
      method: 'PUT',
      body: { ...made, data: { b: '1' } },
    });
    const second = await lab.call(`${CONFIG_MAPS}/a`, {
      method: 'PUT',
      body: { ...made, data: { b: '2' } },
    });
    expect([first.code, second.code, second.json().reason]).toEqual([
      200,
      409,
      'Conflict',
    ]);
  });

  it.each([
    ['application/merge-patch+json', { spec: { replicas: 3 } }],
    ['application/strategic-merge-patch+json', { spec: { replicas: 3 } }],
    [
      'application/json-patch+json',
      [{ op: 'replace', path: '/spec/replicas', value: 3 }],
    ],
  ])('patches by %s', async (contentType, body) => {
    lab.create(deployment('web'));
    const answer = await lab.call(`${DEPLOYMENTS}/web`, {
      method: 'PATCH',
      contentType,
      body,
    });
    expect([
      answer.code,
      answer.json().spec.replicas,
      answer.json().metadata.generation,
    ]).toEqual([200, 3, 2]);
  });

  it('merges containers by name in a strategic merge patch, with its directives', async () => {
    lab.create(deployment('web'));
    const template = (containers: object[]) => ({
      spec: { template: { spec: { containers } } },
    });
    const patch = (body: object) =>
      lab.call(`${DEPLOYMENTS}/web`, {
        method: 'PATCH',
        contentType: 'application/strategic-merge-patch+json',
        body,
      });
    await patch(template([{ name: 'side', image: 'side:1' }]));
    const both = (
      await patch(template([{ name: 'web', image: 'web:2' }]))
    ).json();
    expect(both.spec.template.spec.containers).toMatchObject([
      { name: 'web', image: 'web:2' },
      { name: 'side', image: 'side:1' },
    ]);
    const one = (
      await patch(template([{ name: 'web', $patch: 'delete' }]))
    ).json();
    expect(one.spec.template.spec.containers).toMatchObject([{ name: 'side' }]);
  });

  it('refuses a strategic merge patch of a custom kind', async () => {
    lab.create(kustomization('apps'));
    const answer = await lab.call(
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations/apps',
      {
        method: 'PATCH',
        contentType: 'application/strategic-merge-patch+json',
        body: {},
      },
    );
    expect(answer.code).toBe(415);
  });

  it('creates by server-side apply, and tells of conflicts', async () => {
    const apply = (manager: string, body: object, force = false) =>
      lab.call(`${CONFIG_MAPS}/a?fieldManager=${manager}&force=${force}`, {
        method: 'PATCH',
        contentType: 'application/apply-patch+yaml',
        body,
      });
    const created = await apply('flux', configMap('a', { data: { one: '1' } }));
    const refused = await apply(
      'person',
      configMap('a', { data: { one: '2' } }),
    );
    const forced = await apply(
      'person',
      configMap('a', { data: { one: '2' } }),
      true,
    );
    expect([created.code, refused.code, forced.code]).toEqual([201, 409, 200]);
    expect(refused.json().details.causes).toEqual([
      {
        reason: 'FieldManagerConflict',
        message: 'conflict with "flux"',
        field: '.data.one',
      },
    ]);
  });

  it('changes the status through its subresource alone', async () => {
    lab.create(kustomization('apps'));
    const address =
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations/apps';
    const body = {
      spec: { path: './other' },
      status: { lastAppliedRevision: 'main@sha1:0' },
    };
    const status = await lab.call(`${address}/status`, {
      method: 'PATCH',
      contentType: MERGE,
      body,
    });
    expect(status.json()).toMatchObject({
      spec: { path: './apps' },
      status: { lastAppliedRevision: 'main@sha1:0' },
    });
    const main = await lab.call(address, {
      method: 'PATCH',
      contentType: MERGE,
      body: { status: null },
    });
    expect(main.json().status.lastAppliedRevision).toBe('main@sha1:0');
  });

  it('refuses what the schema of a custom kind refuses, with the causes', async () => {
    const answer = await lab.call(
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations',
      {
        method: 'POST',
        body: kustomization('apps', {
          spec: { interval: 'soon', sourceRef: { kind: 'Nothing', name: 'x' } },
        }),
      },
    );
    expect(answer.code).toBe(422);
    expect(answer.json()).toMatchObject({
      reason: 'Invalid',
      details: {
        kind: 'Kustomization',
        causes: [
          { reason: 'FieldValueInvalid', field: 'spec.interval' },
          { reason: 'FieldValueNotSupported', field: 'spec.sourceRef.kind' },
        ],
      },
    });
  });

  it('refuses unknown fields when validation is strict', async () => {
    const answer = await lab.call(
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations?fieldValidation=Strict',
      {
        method: 'POST',
        body: kustomization('apps', { spec: { colour: 'red' } }),
      },
    );
    expect([answer.code, answer.json().message]).toEqual([
      400,
      expect.stringContaining('unknown field "spec.colour"'),
    ]);
  });

  it('scales', async () => {
    lab.create(deployment('web'));
    const scaled = await lab.call(`${DEPLOYMENTS}/web/scale`, {
      method: 'PATCH',
      contentType: MERGE,
      body: { spec: { replicas: 4 } },
    });
    expect(scaled.json()).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 4 },
      status: { selector: 'app=web' },
    });
    expect(
      lab.store.get({
        group: 'apps',
        kind: 'Deployment',
        namespace: 'default',
        name: 'web',
      })?.spec.replicas,
    ).toBe(4);
  });

  it('deletes one with a Status, a held one with the object, and many with the list', async () => {
    ['a', 'b', 'c'].forEach(name => lab.create(configMap(name)));
    lab.create(
      configMap('held', { metadata: { finalizers: ['lab.test/hold'] } }),
    );
    const one = await lab.call(`${CONFIG_MAPS}/a`, { method: 'DELETE' });
    const held = await lab.call(`${CONFIG_MAPS}/held`, { method: 'DELETE' });
    const many = await lab.call(
      `${CONFIG_MAPS}?fieldSelector=metadata.name!%3Dheld`,
      { method: 'DELETE' },
    );
    expect(one.json()).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'a', kind: 'configmaps' },
    });
    expect(held.json().metadata.deletionTimestamp).toBeDefined();
    expect(names(many.json())).toEqual(['b', 'c']);
    expect(names((await lab.call(CONFIG_MAPS)).json())).toEqual(['held']);
  });

  it('writes nothing in a dry run', async () => {
    const answer = await lab.call(`${CONFIG_MAPS}?dryRun=All`, {
      method: 'POST',
      body: configMap('a'),
    });
    expect(answer.code).toBe(201);
    expect((await lab.call(`${CONFIG_MAPS}/a`)).code).toBe(404);
  });

  it('refuses a body over 3 MiB, one that is broken, and protobuf of a large kind', async () => {
    const post = (body: unknown, contentType?: string) =>
      lab.call(CONFIG_MAPS, { method: 'POST', body, contentType });
    const large = await post(
      configMap('a', { data: { b: 'x'.repeat(3 * 1024 * 1024) } }),
    );
    const broken = await post('{"kind":');
    const alien = await post('x', 'application/x-www-form-urlencoded');
    const protobuf = await post('k8s', 'application/vnd.kubernetes.protobuf');
    expect([large.code, broken.code, alien.code, protobuf.code]).toEqual([
      413, 400, 415, 400,
    ]);
  });
});
