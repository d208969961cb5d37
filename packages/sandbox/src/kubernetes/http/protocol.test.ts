import { once } from 'node:events';
import net from 'node:net';
import {
  configMap,
  deployment,
  kustomization,
  pod,
  secret,
} from '../__testUtils__/objects';
import { TestApi, until } from '../__testUtils__/TestApi';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const PODS = '/api/v1/namespaces/default/pods';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const MERGE = 'application/merge-patch+json';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

const names = (list: { items: Array<{ metadata: { name: string } }> }) =>
  list.items.map(({ metadata }) => metadata.name);

describe('a list', () => {
  beforeEach(() => {
    lab.create(
      pod('web', {
        metadata: { labels: { app: 'web', tier: 'front' } },
        spec: { nodeName: 'n1' },
      }),
    );
    lab.create(pod('api', { metadata: { labels: { app: 'api' } } }));
    lab.create(pod('job', { status: { phase: 'Succeeded' } }));
  });

  it.each([
    ['labelSelector=app%3Dweb', ['web']],
    ['labelSelector=app!=web', ['api', 'job']],
    ['labelSelector=app%20in%20(web,api)', ['api', 'web']],
    ['labelSelector=app%20notin%20(web,api)', ['job']],
    ['labelSelector=tier', ['web']],
    ['labelSelector=!tier,app', ['api']],
    ['fieldSelector=metadata.name%3Dapi', ['api']],
    ['fieldSelector=spec.nodeName%3Dn1', ['web']],
    ['fieldSelector=status.phase!%3DSucceeded', ['api', 'web']],
    ['resourceVersion=0', ['api', 'job', 'web']],
  ])('with %s gives %j', async (query, expected) => {
    const answer = await lab.call(`${PODS}?${query}`);
    expect(names(answer.json())).toEqual(expected);
  });

  it('refuses a field that is not indexed', async () => {
    const answer = await lab.call(`${PODS}?fieldSelector=spec.colour%3Dred`);
    expect([answer.code, answer.json().message]).toEqual([
      400,
      expect.stringContaining('field label not supported: spec.colour'),
    ]);
  });

  it('comes in pages that are of one moment', async () => {
    const first = (await lab.call(`${PODS}?limit=2`)).json();
    lab.create(pod('late'));
    lab.store.delete({
      group: '',
      kind: 'Pod',
      namespace: 'default',
      name: 'web',
    });
    const second = (
      await lab.call(`${PODS}?limit=2&continue=${first.metadata.continue}`)
    ).json();
    expect(first.metadata.remainingItemCount).toBe(1);
    expect([...names(first), ...names(second)]).toEqual(['api', 'job', 'web']);
    expect(second.metadata).toEqual({
      resourceVersion: first.metadata.resourceVersion,
    });
  });

  it('answers 410 for a page that is asked for too late', async () => {
    const first = (await lab.call(`${PODS}?limit=1`)).json();
    lab.api.faults.expire();
    const late = await lab.call(
      `${PODS}?limit=1&continue=${first.metadata.continue}`,
    );
    expect([late.code, late.json().reason]).toEqual([410, 'Expired']);
  });

  it('gives the past at an exact resource version', async () => {
    const then = (await lab.call(PODS)).json().metadata.resourceVersion;
    lab.create(pod('late'));
    lab.store.delete({
      group: '',
      kind: 'Pod',
      namespace: 'default',
      name: 'web',
    });
    const answer = await lab.call(
      `${PODS}?resourceVersion=${then}&resourceVersionMatch=Exact`,
    );
    expect(names(answer.json()).sort()).toEqual(['api', 'job', 'web']);
    expect(answer.json().metadata.resourceVersion).toBe(then);
  });

  it('says when a resource version is ahead of the server', async () => {
    const answer = await lab.call(`${PODS}?resourceVersion=999999999999999`);
    expect([answer.code, answer.json().message]).toEqual([
      504,
      expect.stringContaining('Too large resource version'),
    ]);
  });

  it('comes as a Table, as metadata alone, or as YAML', async () => {
    const table = (
      await lab.call(PODS, { accept: `${TABLE},application/json` })
    ).json();
    expect(table.kind).toBe('Table');
    expect(
      table.columnDefinitions
        .map(({ name }: { name: string }) => name)
        .slice(0, 5),
    ).toEqual(['Name', 'Ready', 'Status', 'Restarts', 'Age']);
    expect(table.rows[1].cells.slice(0, 3)).toEqual([
      'job',
      '0/1',
      'Succeeded',
    ]);
    expect(table.rows[1].object.kind).toBe('PartialObjectMetadata');
    const partial = (
      await lab.call(PODS, {
        accept:
          'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      })
    ).json();
    expect(partial.kind).toBe('PartialObjectMetadataList');
    expect(Object.keys(partial.items[0])).toEqual([
      'kind',
      'apiVersion',
      'metadata',
    ]);
    const yaml = await lab.call(PODS, { accept: 'application/yaml' });
    expect(yaml.text).toMatch(/^kind: PodList\napiVersion: v1\n/);
  });

  it('does not repeat the kind in items of built-in kinds, and does in custom ones', async () => {
    lab.create(kustomization('apps'));
    const pods = (await lab.call(PODS)).json();
    const custom = (
      await lab.call('/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations')
    ).json();
    expect([pods.items[0].kind, custom.items[0].kind]).toEqual([
      undefined,
      'Kustomization',
    ]);
  });
});

describe('a watch', () => {
  it('begins with everything when no resource version is given', async () => {
    lab.create(configMap('a'));
    const watch = await lab.watch(CONFIG_MAPS);
    lab.create(configMap('b'));
    await until('both are told', () => watch.events.length === 2);
    expect(
      watch.events.map(({ type, object }) => `${type} ${object.metadata.name}`),
    ).toEqual(['ADDED a', 'ADDED b']);
  });

  it('resumes after a resource version with what was missed', async () => {
    const { resourceVersion } = lab.create(configMap('a')).metadata;
    lab.create(configMap('b'));
    lab.store.delete({
      group: '',
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'a',
    });
    const watch = await lab.watch(
      `${CONFIG_MAPS}?resourceVersion=${resourceVersion}`,
    );
    await until('both are told', () => watch.events.length === 2);
    expect(
      watch.events.map(({ type, object }) => `${type} ${object.metadata.name}`),
    ).toEqual(['ADDED b', 'DELETED a']);
  });

  it('tells an expired resource version as an ERROR event and ends', async () => {
    const { resourceVersion } = lab.create(configMap('a')).metadata;
    lab.create(configMap('b'));
    lab.api.faults.expire();
    const watch = await lab.watch(
      `${CONFIG_MAPS}?resourceVersion=${resourceVersion}`,
    );
    await until('it ends', () => watch.isOver());
    expect(watch.events).toMatchObject([
      {
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      },
    ]);
    expect(watch.events[0].object.message).toContain(
      'too old resource version',
    );
  });

  it('tells an object that leaves the selector as deleted, one that enters as added', async () => {
    const made = lab.create(
      configMap('a', { metadata: { labels: { app: 'web' } } }),
    );
    const watch = await lab.watch(
      `${CONFIG_MAPS}?labelSelector=app%3Dweb&resourceVersion=${made.metadata.resourceVersion}`,
    );
    const relabel = (app: string) => {
      const live = lab.store.get({
        group: '',
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'a',
      });
      return (
        live &&
        lab.store.update({
          ...live,
          metadata: { ...live.metadata, labels: { app } },
        })
      );
    };
    relabel('other');
    relabel('third');
    relabel('web');
    await until('both are told', () => watch.events.length === 2);
    expect(watch.events.map(({ type }) => type)).toEqual(['DELETED', 'ADDED']);
  });

  it('streams the list first when asked, and marks its end', async () => {
    lab.create(configMap('a'));
    const watch = await lab.watch(
      `${CONFIG_MAPS}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    );
    await until(
      'the end of the list is marked',
      () => watch.events.length === 2,
    );
    expect(watch.events[1]).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
  });

  it('sends bookmarks to those who allow them', async () => {
    await lab.stop();
    lab = await TestApi.start({ bookmarkIntervalMs: 10 });
    const watch = await lab.watch(`${CONFIG_MAPS}?allowWatchBookmarks=true`);
    const plain = await lab.watch(CONFIG_MAPS);
    lab.create(pod('elsewhere'));
    const revision = String(lab.store.revision());
    await until('a bookmark is up to date', () =>
      watch.events.some(
        ({ object }) => object.metadata.resourceVersion === revision,
      ),
    );
    expect(plain.events).toEqual([]);
  });

  it('ends when its time is up', async () => {
    const watch = await lab.watch(`${CONFIG_MAPS}?timeoutSeconds=1`);
    await until('it ends', () => watch.isOver());
    expect(watch.rest()).toBe('');
  });

  it('ends when its kind goes, with every object told as deleted', async () => {
    lab.create(kustomization('apps'));
    const watch = await lab.watch(
      '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations',
    );
    lab.store.delete({
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      name: 'kustomizations.kustomize.toolkit.fluxcd.io',
    });
    await until('it ends', () => watch.isOver());
    expect(watch.events.map(({ type }) => type)).toEqual(['ADDED', 'DELETED']);
    const after = await lab.call(
      '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations',
    );
    expect(after.code).toBe(404);
  });
});

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

describe('the door', () => {
  it('refuses who has no token, or a wrong one', async () => {
    const answers = await Promise.all([
      lab.call(PODS, { token: 'wrong' }),
      lab.call('/healthz', { token: 'wrong' }),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([401, 401]);
    expect(answers[0].json()).toMatchObject({
      kind: 'Status',
      reason: 'Unauthorized',
    });
  });

  it('lets a viewer read all but Secrets, and write nothing', async () => {
    const token = lab.api.tokens.viewer;
    lab.create(secret('s'));
    const codes = await Promise.all([
      lab.call(PODS, { token }),
      lab.call('/api/v1/secrets', { token }),
      lab.call('/api/v1/namespaces/default/secrets/s', { token }),
      lab.call(PODS, { token, method: 'POST', body: pod('web') }),
      lab.call('/sandbox/faults', { token }),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([200, 403, 403, 403, 403]);
    expect(codes[1].json().message).toBe(
      'secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" at the cluster scope',
    );
    expect(codes[4].json().message).toBe(
      'forbidden: User "viewer" cannot get path "/sandbox/faults"',
    );
  });

  it('holds a user to its rules, as the review of them says', async () => {
    const token = lab.api.users.add('robot', {
      rules: [
        {
          verbs: ['get', 'list'],
          apiGroups: [''],
          resources: ['pods'],
          namespaces: ['default'],
        },
      ],
    });
    const can = async (verb: string, namespace: string) =>
      (
        await lab.call(
          '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          {
            method: 'POST',
            token,
            body: {
              spec: {
                resourceAttributes: {
                  verb,
                  group: '',
                  resource: 'pods',
                  namespace,
                },
              },
            },
          },
        )
      ).json().status.allowed;
    expect([
      await can('list', 'default'),
      await can('list', 'kube-system'),
      await can('watch', 'default'),
    ]).toEqual([true, false, false]);
    expect((await lab.call(PODS, { token })).code).toBe(200);
    expect((await lab.call('/api/v1/pods', { token })).code).toBe(403);
  });

  it('ends what a token opened when the token is rotated', async () => {
    const watch = await lab.watch(CONFIG_MAPS, {
      token: lab.api.tokens.viewer,
    });
    const fresh = lab.api.users.rotate('viewer');
    await until('the watch ends', () => watch.isOver());
    expect((await lab.call(PODS, { token: lab.api.tokens.viewer })).code).toBe(
      401,
    );
    expect((await lab.call(PODS, { token: fresh })).code).toBe(200);
  });

  it.each(['/nowhere', '/apis/none.test/v1', '/apis/none.test/v1/things'])(
    'answers 404 in plain text for %s, which is no API',
    async path => {
      const answer = await lab.call(path);
      expect([answer.code, answer.text]).toEqual([404, '404 page not found\n']);
    },
  );

  it.each([
    '/api/v1/nothings',
    '/api/v1/namespaces/default/pods/x/exec/y',
    '/api/v1/namespaces/default/nodes',
  ])('answers 404 with a Status for %s', async path => {
    const answer = await lab.call(path);
    expect([answer.code, answer.json().kind]).toEqual([404, 'Status']);
  });

  it('keeps its CA and tokens from start to start', async () => {
    const again = await TestApi.start({ stateDirectory: lab.directory });
    expect(again.api.tokens).toEqual(lab.api.tokens);
    expect((await again.call('/version')).json().gitVersion).toMatch(
      /^v1\.36\./,
    );
    await again.stop();
  });
});

describe('faults', () => {
  it('answers 429 with Retry-After as often as it is told', async () => {
    lab.api.faults.add({
      type: 'answer',
      code: 429,
      retryAfterSeconds: 1,
      times: 1,
      match: { resource: 'pods', verb: 'list' },
    });
    const [others, first] = [await lab.call(CONFIG_MAPS), await lab.call(PODS)];
    const second = await lab.call(PODS);
    expect([
      others.code,
      first.code,
      first.headers['retry-after'],
      second.code,
    ]).toEqual([200, 429, '1', 200]);
  });

  it('cuts a watch in the middle of an event', async () => {
    lab.create(configMap('a'));
    lab.api.faults.add({ type: 'cut', afterBytes: 40, times: 1 });
    const watch = await lab.watch(CONFIG_MAPS);
    await until('it breaks', () => watch.isOver());
    expect([watch.events, watch.rest().length]).toEqual([[], 40]);
  });

  it('closes everything, and comes back on the same port', async () => {
    const watch = await lab.watch(CONFIG_MAPS);
    await lab.api.faults.goDown();
    await until('the watch breaks', () => watch.isOver());
    await expect(lab.call(PODS)).rejects.toThrow('ECONNREFUSED');
    await lab.api.faults.comeBack();
    expect((await lab.call(PODS)).code).toBe(200);
  });

  it('closes also what has connected and not yet said who it is', async () => {
    const { hostname, port } = new URL(lab.api.url);
    const silent = net.connect(Number(port), hostname);
    const closed = once(silent, 'close');
    // The lab knows of it once it has answered somebody who came later.
    await once(silent, 'connect');
    await lab.call(PODS);
    await lab.api.faults.goDown();
    await closed;
    await lab.api.faults.comeBack();
    expect((await lab.call(PODS)).code).toBe(200);
  });

  it('are switched and counted over the network too', async () => {
    const post = (body: object) =>
      lab.call('/sandbox/faults', { method: 'POST', body });
    expect((await post({ type: 'answer', code: 500 })).code).toBe(200);
    expect((await lab.call(PODS)).code).toBe(500);
    expect((await post({ type: 'storm' })).code).toBe(400);
    await lab.call('/sandbox/faults', { method: 'DELETE' });
    const watch = await lab.watch(CONFIG_MAPS);
    await post({ type: 'endWatches', match: { resource: 'configmaps' } });
    await until('the watch ends', () => watch.isOver());
    expect(
      (await lab.call('/sandbox/requests')).json().requests,
    ).toContainEqual({
      verb: 'list',
      resource: 'pods',
      user: 'admin',
      count: 1,
    });
  });
});

describe('other views', () => {
  it('serves an event in both of its groups', async () => {
    lab.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'default' },
      involvedObject: { kind: 'Pod', name: 'web' },
      message: 'Pulled',
    });
    const later = (
      await lab.call('/apis/events.k8s.io/v1/namespaces/default/events/e')
    ).json();
    expect(later).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      regarding: { name: 'web' },
      note: 'Pulled',
    });
    const selected = await lab.call(
      '/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dweb',
    );
    expect(names(selected.json())).toEqual(['e']);
  });

  it('tells all groups at once to who asks so', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const answer = await lab.call('/apis', { accept });
    expect(answer.headers['content-type']).toContain(
      'as=APIGroupDiscoveryList',
    );
    const flux = answer
      .json()
      .items.find(
        (item: any) => item.metadata.name === 'kustomize.toolkit.fluxcd.io',
      );
    expect(flux.versions[0]).toMatchObject({
      version: 'v1',
      resources: [{ resource: 'kustomizations', scope: 'Namespaced' }],
    });
  });

  it('reads logs by tail, limit and container', async () => {
    await lab.stop();
    const lines = ['one', 'two', 'three'].map(text => ({
      time: '2026-03-01T12:00:00.5Z',
      text,
    }));
    lab = await TestApi.start({
      logSource: {
        logs: (_pod, container, { previous } = {}) =>
          container === 'web' && !previous
            ? { lines: () => lines, subscribe: () => () => {} }
            : undefined,
      },
    });
    lab.create(pod('web'));
    const log = async (query: string) =>
      (await lab.call(`${PODS}/web/log${query}`)).text;
    expect(await log('')).toBe('one\ntwo\nthree\n');
    expect(await log('?tailLines=1&timestamps=true')).toBe(
      '2026-03-01T12:00:00.5Z three\n',
    );
    expect(await log('?limitBytes=5')).toBe('one\nt');
    expect(await log('?container=none')).toContain(
      'container none is not valid for pod web',
    );
    expect(await log('?previous=true')).toContain(
      'previous terminated container',
    );
  });
});
