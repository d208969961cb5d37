import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { FakeRepoStore } from '../__testUtils__/FakeRepoStore';
import {
  MACHINE,
  appFiles,
  labTree,
  manifestFiles,
} from '../__testUtils__/labTree';
import {
  helmRelease,
  kustomization,
  namespace,
  node,
  virtualMachine,
  virtualMachineInstance,
} from '../__testUtils__/objects';
import { collectFacts } from '../facts/collectFacts';
import { UsedParts } from '../facts/UsedParts';
import { deriveEntities } from './deriveEntities';

const OWNER = 'group:default/lab';

function derive(
  files: ReadonlyMap<string, string>,
  objects: readonly KubeObject[] = [],
) {
  const clusters = new FakeClusterStore('lab');
  clusters.put('lab', ...objects);
  const facts = collectFacts(
    { clusters, repositories: new FakeRepoStore(files) },
    new UsedParts(),
  );
  return deriveEntities(facts, { owner: OWNER });
}

function find(entities: readonly Entity[], ref: string): Entity {
  const [kind, name] = ref.split(':');
  const found = entities.find(
    entity =>
      entity.kind.toLowerCase() === kind && entity.metadata.name === name,
  );
  if (!found) {
    const names = entities.map(
      entity => `${entity.kind}:${entity.metadata.name}`,
    );
    throw new Error(`No ${ref} among ${names.join(', ')}`);
  }
  return found;
}

const annotation = (entity: Entity, name: string) =>
  entity.metadata.annotations?.[name];

const DOCS: Array<[string, string]> = [
  ['mkdocs.yml', 'site_name: Lab\nplugins: [techdocs-core]\n'],
  ['docs/index.md', '# Lab\n'],
  ['docs/app.md', '---\nhomestage: { kind: app }\n---\n# Apps\n'],
  ['docs/special.md', '---\nhomestage: { kind: app, name: special }\n---\n'],
  ['docs/node/index.md', '---\nhomestage: { kind: node }\n---\n'],
  ['docs/odd.md', '---\nhomestage: [}\n---\n'],
];

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: whoami, labels: { app: whoami } }
spec:
  selector: { matchLabels: { app: whoami } }
  template: { metadata: { labels: { app: whoami } } }
`;

describe('deriveEntities', () => {
  const tree = labTree(
    {
      media: [
        appFiles('media', 'jellyfin', {
          dependsOn: 'storage',
          hostname: 'watch.lab.example',
        }),
        appFiles('media', 'storage'),
      ],
      vms: [manifestFiles('vms', 'debian', MACHINE)],
      web: [manifestFiles('web', 'whoami', DEPLOYMENT)],
    },
    DOCS,
  );

  it('makes entities that the catalog takes', async () => {
    const { entities, problems } = derive(tree, [node('cp-01')]);
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    await Promise.all(entities.map(entity => policy.enforce(entity)));
    expect(problems).toEqual([]);
    expect(entities).toHaveLength(11);
  });

  it('makes a Component of an app, with all it takes to work with it', () => {
    const { entities } = derive(tree);
    const url = 'http://forge.example/lab/home-ops';
    const path = 'kubernetes/apps/media/jellyfin';
    expect(find(entities, 'component:jellyfin')).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'jellyfin',
        namespace: 'default',
        description: 'Runs ghcr.io/lab/jellyfin:1.0.0',
        annotations: {
          'homestage.dev/presence': 'git',
          'homestage.dev/cluster': 'lab',
          'homestage.dev/repository': 'home-ops',
          'homestage.dev/tree-path': path,
          'homestage.dev/flux-kustomizations': 'media/jellyfin',
          'homestage.dev/flux-helmreleases': 'media/jellyfin',
          'backstage.io/managed-by-location': `url:${url}/src/branch/main/${path}/ks.yaml`,
          'backstage.io/managed-by-origin-location': `url:${url}/src/branch/main/${path}/ks.yaml`,
          'backstage.io/source-location': `url:${url}/src/branch/main/${path}/`,
          'backstage.io/view-url': `${url}/src/branch/main/${path}/ks.yaml#L1`,
          'backstage.io/edit-url': `${url}/_edit/main/${path}/ks.yaml`,
          'backstage.io/kubernetes-cluster': 'lab',
          'backstage.io/kubernetes-namespace': 'media',
          'backstage.io/kubernetes-label-selector':
            'app.kubernetes.io/instance=jellyfin',
          'backstage.io/techdocs-entity': 'resource:default/lab',
          'backstage.io/techdocs-entity-path': '/app/',
        },
        links: [
          {
            url: `${url}/src/branch/main/${path}`,
            title: 'Directory in Git',
            icon: 'code',
          },
          {
            url: 'https://watch.lab.example',
            title: 'watch.lab.example',
            icon: 'web',
          },
        ],
      },
      spec: {
        type: 'app',
        lifecycle: 'production',
        owner: OWNER,
        system: 'system:default/media',
        dependsOn: ['component:default/storage', 'resource:default/lab'],
      },
    });
  });

  it.each([
    ['in Git only', [], 'git'],
    ['by its HelmRelease', [helmRelease('media', 'jellyfin')], 'both'],
    ['by its Kustomization', [kustomization('media', 'jellyfin')], 'both'],
    [
      'by a HelmRelease of another name that its Kustomization applied',
      [
        helmRelease('media', 'renamed', {
          labels: {
            'kustomize.toolkit.fluxcd.io/name': 'jellyfin',
            'kustomize.toolkit.fluxcd.io/namespace': 'media',
          },
        }),
      ],
      'both',
    ],
    [
      'not by one of another namespace',
      [helmRelease('web', 'jellyfin')],
      'git',
    ],
  ])('says where an app was found: %s', (_name, objects, presence) => {
    const { entities } = derive(tree, objects);
    const [app] = entities.filter(entity =>
      annotation(entity, 'homestage.dev/tree-path')?.endsWith('/jellyfin'),
    );
    expect(annotation(app, 'homestage.dev/presence')).toBe(presence);
  });

  it('finds the workloads of an app without a HelmRelease by their labels', () => {
    const { entities } = derive(tree);
    expect(
      annotation(
        find(entities, 'component:whoami'),
        'backstage.io/kubernetes-label-selector',
      ),
    ).toBe('app=whoami');
  });

  it('makes a Resource of a virtual machine, on the node it runs on', () => {
    const { entities } = derive(tree, [
      virtualMachine('vms', 'debian'),
      virtualMachineInstance('vms', 'debian', 'worker-01'),
    ]);
    const machine = find(entities, 'resource:vms-debian');
    expect(machine.metadata.title).toBe('debian');
    expect(annotation(machine, 'homestage.dev/presence')).toBe('both');
    expect(annotation(machine, 'homestage.dev/object')).toBe(
      'VirtualMachine.kubevirt.io/vms/debian',
    );
    expect(machine.spec).toMatchObject({
      type: 'virtual-machine',
      system: 'system:default/vms',
      dependsOn: ['resource:default/lab', 'resource:default/worker-01'],
    });
    expect(find(entities, 'component:debian').spec?.dependsOn).toContain(
      'resource:default/vms-debian',
    );
  });

  it.each([
    ['recorded only', [], 'cp-01', 'git', 'Control plane, 192.168.42.11'],
    [
      'recorded and joined',
      [node('cp-01')],
      'cp-01',
      'both',
      'Control plane, 192.168.42.11',
    ],
    [
      'joined only',
      [
        node('stray', {
          status: {
            addresses: [{ type: 'InternalIP', address: '192.168.42.99' }],
          },
        }),
      ],
      'stray',
      'live',
      'Worker, 192.168.42.99',
    ],
    [
      'joined, and odd',
      [node('stray', { status: { addresses: 'none' } })],
      'stray',
      'live',
      'Worker',
    ],
  ])(
    'makes a Resource of a node: %s',
    (_name, objects, name, presence, description) => {
      const entity = find(derive(tree, objects).entities, `resource:${name}`);
      expect(annotation(entity, 'homestage.dev/presence')).toBe(presence);
      expect(entity.metadata.description).toBe(description);
      expect(entity.spec).toMatchObject({
        type: 'talos-node',
        dependsOn: ['resource:default/lab'],
      });
    },
  );

  it('makes the cluster hold the documentation of its tree', () => {
    const { entities } = derive(tree, [node('cp-01')]);
    const cluster = find(entities, 'resource:lab');
    expect(cluster.metadata.title).toBe('Cluster lab');
    expect(annotation(cluster, 'homestage.dev/presence')).toBe('both');
    expect(annotation(cluster, 'backstage.io/techdocs-ref')).toBe(
      'url:http://forge.example/lab/home-ops/src/branch/main/',
    );
    expect(
      annotation(
        find(entities, 'resource:cp-01'),
        'backstage.io/techdocs-entity-path',
      ),
    ).toBe('/node/');
  });

  it('points at no documentation where there is none', () => {
    const { entities } = derive(labTree({ web: [appFiles('web', 'a')] }));
    const names = entities.flatMap(entity =>
      Object.keys(entity.metadata.annotations ?? {}),
    );
    expect(names.filter(name => name.includes('techdocs'))).toEqual([]);
  });

  it('prefers the runbook of the thing itself', () => {
    const { entities } = derive(
      labTree({ web: [appFiles('web', 'special')] }, DOCS),
    );
    expect(
      annotation(
        find(entities, 'component:special'),
        'backstage.io/techdocs-entity-path',
      ),
    ).toBe('/special/');
  });

  describe('what runs and is not in Git', () => {
    it('is a Component too: a HelmRelease', () => {
      const { entities } = derive(tree, [
        namespace('lost'),
        helmRelease('flux-system', 'stray', {
          spec: { targetNamespace: 'lost' },
        }),
      ]);
      const stray = find(entities, 'component:stray');
      expect(stray.metadata.annotations).toMatchObject({
        'homestage.dev/presence': 'live',
        'homestage.dev/flux-helmreleases': 'flux-system/stray',
        'backstage.io/kubernetes-namespace': 'lost',
        'backstage.io/kubernetes-label-selector':
          'app.kubernetes.io/instance=lost-stray',
        'backstage.io/managed-by-location': 'kubernetes-cluster:lab',
      });
      expect(stray.spec?.system).toBe('system:default/lost');
      expect(
        annotation(find(entities, 'system:lost'), 'homestage.dev/presence'),
      ).toBe('live');
    });

    it('is a Component too: a Kustomization that runs workloads', () => {
      const { entities } = derive(tree, [
        kustomization('lost', 'by-hand', ['lost_web_apps_Deployment']),
        kustomization('flux-system', 'root', [
          'media_a_kustomize.toolkit.fluxcd.io_Kustomization',
        ]),
      ]);
      expect(find(entities, 'component:by-hand').spec?.type).toBe('app');
      expect(entities.some(({ metadata }) => metadata.name === 'root')).toBe(
        false,
      );
    });
  });

  describe('names', () => {
    it('get the namespace in front where two namespaces share one', () => {
      const { entities } = derive(
        labTree({ a: [appFiles('a', 'proxy')], b: [appFiles('b', 'proxy')] }),
      );
      expect(find(entities, 'component:a-proxy').metadata.title).toBe('proxy');
      expect(find(entities, 'component:b-proxy').metadata.title).toBe('proxy');
    });

    it('get the cluster in front where a node is called like the cluster', () => {
      const { entities } = derive(labTree({}), [node('lab')]);
      const types = entities
        .filter(({ kind }) => kind === 'Resource')
        .map(({ metadata, spec }) => `${spec?.type} ${metadata.name}`);
      expect(types).toContain('talos-node lab-lab');
    });

    it('are cut and hashed where the catalog takes no such name', () => {
      const long = 'x'.repeat(80);
      const { entities } = derive(labTree({ a: [appFiles('a', long)] }));
      const [app] = entities.filter(({ kind }) => kind === 'Component');
      expect(app.metadata.name.length).toBeLessThanOrEqual(63);
      expect(app.metadata.title).toBe(long);
    });

    it('do not depend on the order of the files', () => {
      const files = [...tree];
      const reversed = new Map(files.reverse());
      expect(derive(reversed).entities).toEqual(derive(tree).entities);
    });
  });

  it.each([
    [
      'suspended',
      (text: string) =>
        text.replace('interval: 1h', 'interval: 1h\n  suspend: true'),
    ],
  ])('says in the lifecycle that an app is %s', (lifecycle, change) => {
    const files = new Map(labTree({ web: [appFiles('web', 'a')] }));
    const path = 'kubernetes/apps/web/a/ks.yaml';
    files.set(path, change(files.get(path)!));
    expect(find(derive(files).entities, 'component:a').spec?.lifecycle).toBe(
      lifecycle,
    );
  });

  it('leaves out nothing but the thing that cannot be read', () => {
    const odd = {
      ...helmRelease('lost', 'odd'),
      spec: null,
    } as unknown as KubeObject;
    const { entities } = derive(tree, [
      odd,
      node('cp-01', { status: null }),
      {
        ...virtualMachineInstance('vms', 'debian', ''),
        status: { nodeName: 7 },
      },
    ]);
    expect(find(entities, 'component:odd').spec?.type).toBe('app');
    expect(find(entities, 'resource:vms-debian').spec?.dependsOn).toEqual([
      'resource:default/lab',
    ]);
  });
});
