import { PODS } from '../__testUtils__/addresses';
import { kustomization, names, pod } from '../__testUtils__/objects';
import { TestApi } from '../__testUtils__/TestApi';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

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
