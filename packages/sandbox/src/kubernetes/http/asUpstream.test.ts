import { configMap, deployment, pod } from '../__testUtils__/objects';
import { Answer, CallOptions, TestApi } from '../__testUtils__/TestApi';

/**
 * What a comparison with the real API server (packages/real-components, transcript)
 * found, each as a fact that holds without one.
 */
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const PODS = '/api/v1/namespaces/default/pods';
const MERGE = 'application/merge-patch+json';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

const post = (path: string, body: unknown) =>
  lab.call(path, { method: 'POST', body });

const refusal = (answer: Answer) => [
  answer.code,
  answer.json().reason,
  answer.json().message,
];

describe('a built-in kind', () => {
  const misspelt = {
    ...deployment('web'),
    spek: {},
    spec: { ...deployment('web').spec, replicsa: 2 },
  };

  it('loses fields that it does not have, with a warning each', async () => {
    const answer = await post(DEPLOYMENTS, misspelt);
    expect(answer.code).toBe(201);
    expect(answer.json()).not.toHaveProperty('spek');
    expect(answer.json().spec).not.toHaveProperty('replicsa');
    expect(answer.headers.warning).toBe(
      '299 - "unknown field \\"spec.replicsa\\"", 299 - "unknown field \\"spek\\""',
    );
  });

  it('is told nothing of them when it does not want to hear', async () => {
    const answer = await post(
      `${DEPLOYMENTS}?fieldValidation=Ignore`,
      misspelt,
    );
    expect(answer.headers.warning).toBeUndefined();
  });

  it('is refused with such fields when validation is strict', async () => {
    const answer = await post(
      `${DEPLOYMENTS}?fieldValidation=Strict`,
      misspelt,
    );
    expect(refusal(answer)).toEqual([
      400,
      'BadRequest',
      expect.stringContaining(
        'strict decoding error: unknown field "spec.replicsa", unknown field "spek"',
      ),
    ]);
  });

  it.each([
    ['a number where a text belongs', CONFIG_MAPS, { data: { a: 1 } }],
    ['a text where a number belongs', DEPLOYMENTS, { spec: { replicas: '2' } }],
  ])('is refused with %s', async (_, path, fields) => {
    const object = path === CONFIG_MAPS ? configMap('x') : deployment('x');
    const answer = await post(path, { ...object, ...fields });
    expect([answer.code, answer.json().reason]).toEqual([400, 'BadRequest']);
  });

  it('has a status from the first moment', async () => {
    const limits = { cpu: '1', memory: '1Gi' };
    const guaranteed = pod('held', {
      spec: { containers: [{ name: 'c', image: 'c', resources: { limits } }] },
    });
    expect((await post(PODS, guaranteed)).json().status).toEqual({
      phase: 'Pending',
      qosClass: 'Guaranteed',
    });
    expect((await post(DEPLOYMENTS, deployment('web'))).json().status).toEqual(
      {},
    );
  });

  it('counts no generation where upstream counts none', async () => {
    const answer = await lab.call('/api/v1/namespaces/default');
    expect(answer.json().metadata).not.toHaveProperty('generation');
  });
});

describe('a request that cannot be', () => {
  it.each<[string, string, CallOptions, unknown[]]>([
    [
      'PUT of a collection',
      CONFIG_MAPS,
      { method: 'PUT', body: configMap('x') },
      [405, 'MethodNotAllowed'],
    ],
    [
      'a resource version on what is new',
      CONFIG_MAPS,
      {
        method: 'POST',
        body: configMap('x', { metadata: { resourceVersion: '5' } }),
      },
      [500, undefined],
    ],
    [
      'apply without a name',
      `${CONFIG_MAPS}/x?fieldManager=m`,
      {
        method: 'PATCH',
        contentType: 'application/apply-patch+yaml',
        body: { apiVersion: 'v1', kind: 'ConfigMap' },
      },
      [400, 'BadRequest'],
    ],
    [
      'apply without a manager',
      `${CONFIG_MAPS}/x`,
      {
        method: 'PATCH',
        contentType: 'application/apply-patch+yaml',
        body: configMap('x'),
      },
      [422, 'Invalid'],
    ],
    [
      'an invalid label value in a selector',
      `${CONFIG_MAPS}?labelSelector=a%3D_x_`,
      {},
      [400, 'BadRequest'],
    ],
    [
      'a limit that is no number',
      `${CONFIG_MAPS}?limit=many`,
      {},
      [400, 'BadRequest'],
    ],
    [
      'a version that is no number',
      `${CONFIG_MAPS}?resourceVersion=abc`,
      {},
      [400, 'BadRequest'],
    ],
    [
      'a match without a version',
      `${CONFIG_MAPS}?resourceVersionMatch=Exact`,
      {},
      [422, 'Invalid'],
    ],
    [
      'an unknown match',
      `${CONFIG_MAPS}?resourceVersion=1&resourceVersionMatch=Sometimes`,
      {},
      [422, 'Invalid'],
    ],
  ])('%s is refused', async (_, path, options, expected) => {
    const answer = await lab.call(path, options);
    expect([answer.code, answer.json().reason]).toEqual(expected);
  });
});

describe('a deletion', () => {
  const held = () =>
    lab.create(
      configMap('held', { metadata: { finalizers: ['example.com/hold'] } }),
    );

  it('lets no finalizer be added any more', async () => {
    held();
    await lab.call(`${CONFIG_MAPS}/held`, { method: 'DELETE' });
    const answer = await lab.call(`${CONFIG_MAPS}/held`, {
      method: 'PATCH',
      contentType: MERGE,
      body: {
        metadata: { finalizers: ['example.com/hold', 'example.com/late'] },
      },
    });
    expect(refusal(answer)).toEqual([
      422,
      'Invalid',
      expect.stringContaining('no new finalizers can be added'),
    ]);
  });

  it('answers a dry run as it would answer the deletion', async () => {
    held();
    lab.create(configMap('free'));
    const kindOf = async (name: string) =>
      (
        await lab.call(`${CONFIG_MAPS}/${name}?dryRun=All`, {
          method: 'DELETE',
        })
      ).json().kind;
    expect([await kindOf('free'), await kindOf('held')]).toEqual([
      'Status',
      'ConfigMap',
    ]);
  });

  it('leaves an orphan without any list of owners', async () => {
    const owner = lab.create(configMap('owner'));
    const { uid } = owner.metadata;
    lab.create(
      configMap('child', {
        metadata: {
          ownerReferences: [
            { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid },
          ],
        },
      }),
    );
    await lab.call(`${CONFIG_MAPS}/owner?propagationPolicy=Orphan`, {
      method: 'DELETE',
    });
    const child = await lab.call(`${CONFIG_MAPS}/child`);
    expect(child.json().metadata).not.toHaveProperty('ownerReferences');
  });
});

describe('ownership', () => {
  it('of a field ends with the field, whoever took it away', async () => {
    await post(
      `${CONFIG_MAPS}?fieldManager=first`,
      configMap('shared', { data: { a: '1', b: '2' } }),
    );
    const answer = await lab.call(`${CONFIG_MAPS}/shared?fieldManager=second`, {
      method: 'PATCH',
      contentType: MERGE,
      body: { data: { a: null } },
    });
    const owned = answer
      .json()
      .metadata.managedFields.map((entry: any) => [
        entry.manager,
        entry.fieldsV1['f:data'],
      ]);
    expect(owned).toEqual([['first', { 'f:b': {} }]]);
  });
});
