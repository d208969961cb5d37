import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { parseAllDocuments, parse } from 'yaml';
import { resolveLab } from '../model/resolveLab';
import { labSchema } from '../model/schema/labSchema';
import { renderLab } from '../render/renderLab';
import type { RenderedLab } from '../render/renderLab';

const REPOSITORY = join(__dirname, '../../../..');
const TEMPLATES = join(REPOSITORY, 'infra/templates');

const templates: ReadonlyMap<string, string> = new Map(
  readdirSync(TEMPLATES, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(TEMPLATES, path), readFileSync(path, 'utf8')]),
);

const SAMPLE = {
  name: 'sample',
  network: { node_cidr: '192.168.42.0/24', default_gateway: '192.168.42.1' },
  kubernetes: { api: { addr: '192.168.42.10' } },
  gateways: {
    internal: '192.168.42.121',
    external: '192.168.42.122',
    dns: '192.168.42.123',
  },
  repository: { url: 'https://github.com/lab/home-ops' },
  domain: { name: 'home.example' },
  dns: { provider: 'cloudflare', token: 'env:CLOUDFLARE_TOKEN' },
  storage: {
    nfs: { server: '192.168.42.5', path: '/tank' },
    s3: { endpoint: 'https://s3.home.example', bucket: 'lab' },
    smb: { server: '192.168.42.5', share: 'media' },
    zfs: { host: 'nas.home.example', dataset: 'tank/kubernetes' },
  },
  talos: { schematic_id: 'a'.repeat(64) },
  nodes: [1, 2, 3].map(number => ({
    name: `node-${number}`,
    address: `192.168.42.${10 + number}`,
    controller: true,
    disk: '/dev/nvme0n1',
    mac_addr: `02:00:5e:10:00:0${number}`,
    ceph_disks: ['/dev/sda'],
  })),
};

/** Labs that together choose every component of the platform. */
const LABS: Record<string, { components: string[]; [field: string]: unknown }> =
  {
    'everything of Ceph, Envoy and virtual machines, secrets by SOPS': {
      components: [
        'adguard-home',
        'coraza-waf',
        'csi-driver-smb',
        'descheduler',
        'homestage',
        'kube-prometheus-stack',
        'kubevirt',
        'multus',
        'renovate-operator',
        'rook-ceph',
        'tailscale-operator',
        'truenas-shares',
        'tuppr',
      ],
      dns: { ...SAMPLE.dns, adguard_addr: '192.168.42.124' },
      ingress: { tunnel_id: '6f1d6a3e-1c1b-4d5e-9a58-3c5a6f0f2b11' },
      kubernetes: { api: { addr: '192.168.42.10' }, emulation: true },
    },
    'gateways of Cilium, addresses by BGP, secrets from Connect': {
      components: ['homestage', 'cloudnative-pg', 'kubernetes-zfs-provisioner'],
      cilium: {
        hubble: true,
        bgp: {
          router_addr: '192.168.42.1',
          router_asn: 64513,
          node_asn: 64514,
        },
      },
      ingress: { controller: 'cilium' },
      secrets: { provider: 'both', store: 'onepassword-connect' },
      storage: { ...SAMPLE.storage, default_class: 'zfs-nfs' },
    },
    'one node without a forge in the internet': {
      components: [
        'homestage',
        'kubevirt',
        'local-path-provisioner',
        'metallb',
        'openebs',
      ],
      dns: { provider: 'none' },
      gateways: { internal: '192.168.42.121' },
      ingress: { controller: 'traefik', mode: 'none' },
      kubernetes: { api: { addr: '192.168.42.11' }, cni: 'flannel' },
      nodes: SAMPLE.nodes.slice(0, 1),
      repository: { url: 'ssh://git@git.home.example/lab/home-ops' },
    },
    'Ceph outside, secrets from a service account': {
      components: ['ceph-csi', 'homestage', 'talos-backup', 'velero'],
      etcd_snapshots: { age_recipients: ['age1xxxx'] },
      secrets: { provider: 'external-secrets', store: 'onepassword' },
      storage: {
        ...SAMPLE.storage,
        ceph: {
          cluster_id: '6f1d6a3e-1c1b-4d5e-9a58-3c5a6f0f2b11',
          monitors: ['192.168.42.2:6789'],
          filesystem: 'cephfs',
        },
      },
    },
    'Longhorn, secrets from Bitwarden': {
      components: ['longhorn', 'homestage', 'metallb'],
      load_balancer: { kind: 'metallb' },
      secrets: {
        provider: 'external-secrets',
        store: 'bitwarden',
        bitwarden: {
          organization_id: '6f1d6a3e-1c1b-4d5e-9a58-3c5a6f0f2b11',
          project_id: '6f1d6a3e-1c1b-4d5e-9a58-3c5a6f0f2b12',
        },
      },
    },
    'Argo CD': {
      components: ['argocd', 'longhorn', 'reloader'],
      gitops: { engine: 'argocd' },
    },
  };

const rendered = new Map<string, RenderedLab>(
  Object.entries(LABS).map(([name, wish]) => [
    name,
    renderLab({
      lab: resolveLab(labSchema.parse({ ...SAMPLE, ...wish })),
      templates,
      presets: new Map(),
    }),
  ]),
);

interface TreeObject {
  path: string;
  kind?: string;
  apiVersion?: string;
  metadata?: { name: string; namespace?: string };
  spec?: {
    path?: string;
    dependsOn?: { name: string; namespace: string }[];
    chart?: { spec: { version: string; sourceRef: { name: string } } };
    chartRef?: { name: string };
    ref?: { tag: string };
  };
  resources?: string[];
}

function objectsOf({ files }: RenderedLab): TreeObject[] {
  return [...files]
    .filter(([path]) => path.startsWith('kubernetes/'))
    .filter(([path]) => path.endsWith('.yaml'))
    .flatMap(([path, text]) =>
      parseAllDocuments(text).map(document => {
        expect({ path, problems: document.errors }).toEqual({
          path,
          problems: [],
        });
        return { path, ...document.toJS() };
      }),
    );
}

const isKustomizeFile = (object: TreeObject) =>
  object.apiVersion === 'kustomize.config.k8s.io/v1beta1';

const byFlux = [...rendered].filter(([name]) => name !== 'Argo CD');

describe.each(byFlux)('the platform of a lab: %s', (_name, lab) => {
  const objects = objectsOf(lab);
  const steps = new Map(
    objects
      .filter(object => object.apiVersion?.startsWith('kustomize.toolkit'))
      .filter(object => object.path.endsWith('/ks.yaml'))
      .filter(object => object.path.startsWith('kubernetes/apps/'))
      .map(object => [
        `${object.path.split('/')[2]}/${object.metadata?.name}`,
        object,
      ]),
  );
  const needsOf = (step: TreeObject) =>
    (step.spec?.dependsOn ?? []).map(need => `${need.namespace}/${need.name}`);

  it('waits only for what is there, and never in a circle', () => {
    expect(steps.size).toBeGreaterThan(10);
    const missing = [...steps].flatMap(([id, step]) =>
      needsOf(step)
        .filter(need => !steps.has(need))
        .map(need => `${id} -> ${need}`),
    );
    expect(missing).toEqual([]);
    const visit = (id: string, way: string[]): string[] =>
      way.includes(id)
        ? [[...way, id].join(' -> ')]
        : needsOf(steps.get(id)!).flatMap(need => visit(need, [...way, id]));
    expect([...steps.keys()].flatMap(id => visit(id, []))).toEqual([]);
  });

  it('applies folders that are there', () => {
    const folders = [...steps.values()].map(
      step => `${posix.normalize(step.spec!.path!)}/kustomization.yaml`,
    );
    expect(folders.filter(path => !lab.files.has(path))).toEqual([]);
  });

  it('lists in every folder the files that lie in it, in the order of the alphabet', () => {
    const known = (path: string) =>
      lab.files.has(path) ||
      lab.secretShapes.has(path) ||
      lab.files.has(`${path}/kustomization.yaml`);
    const lists = objects.filter(isKustomizeFile).map(object => ({
      path: object.path,
      local: (object.resources ?? []).filter(
        resource => !resource.startsWith('https://'),
      ),
    }));
    for (const { path, local } of lists) {
      const others = local.filter(resource => resource !== './namespace.yaml');
      expect({ path, list: others }).toEqual({
        path,
        list: [...others].sort(),
      });
      const missing = local.filter(
        resource => !known(posix.join(posix.dirname(path), resource)),
      );
      expect({ path, missing }).toEqual({ path, missing: [] });
    }
  });

  it('finds each chart at one version in the folder of its release', () => {
    const releases = objects.filter(object => object.kind === 'HelmRelease');
    for (const release of releases) {
      const beside = objects.filter(
        object => dirname(object.path) === dirname(release.path),
      );
      const version = release.spec?.chartRef
        ? beside.find(
            object =>
              object.kind === 'OCIRepository' &&
              object.metadata?.name === release.spec?.chartRef?.name,
          )?.spec?.ref?.tag
        : beside.some(
            object =>
              object.kind === 'HelmRepository' &&
              object.metadata?.name ===
                release.spec?.chart?.spec.sourceRef.name,
          ) && release.spec?.chart?.spec.version;
      expect({ path: release.path, version }).toEqual({
        path: release.path,
        version: expect.stringMatching(/^v?\d+\.\d+\.\d+$/),
      });
    }
  });

  it('holds no Secret', () => {
    expect(objects.filter(object => object.kind === 'Secret')).toEqual([]);
  });
});

describe('the platform by Argo CD', () => {
  it('has charts and values, and nothing that only Flux reads', () => {
    const lab = rendered.get('Argo CD')!;
    expect(
      objectsOf(lab).filter(object =>
        object.apiVersion?.includes('.toolkit.fluxcd.io'),
      ),
    ).toEqual([]);
    expect(lab.components).toContain('argocd');
    expect([...lab.files.keys()]).toEqual(
      expect.arrayContaining([
        'kubernetes/apps/argocd/argocd/app/values.yaml',
        'kubernetes/apps/longhorn-system/longhorn/app/values.yaml',
      ]),
    );
  });
});

describe('the components of the platform', () => {
  it('are chosen by one of these labs at least', () => {
    const folders = new Set(
      [...templates.keys()]
        .filter(path => /^components\/[^/]+\/component\.yaml$/.test(path))
        .map(path => path.split('/')[1]),
    );
    const chosen = new Set(
      [...rendered.values()].flatMap(lab => lab.components),
    );
    // Data, backups and observability are tested with the labs that use them.
    const others = [
      'dragonfly-operator',
      'external-postgres-operator',
      'gatus',
      'goldilocks',
      'grafana',
      'grafana-alloy',
      'kopiur',
      'kromgo',
      'vernemq',
      'victoria-logs',
      'volsync',
      'vpa',
    ];
    expect(
      [...folders].filter(name => !chosen.has(name) && !others.includes(name)),
    ).toEqual([]);
  });

  it('give the portal the rights of docs/rbac.yaml, and no others', () => {
    const rulesOf = (text: string) =>
      parseAllDocuments(text)
        .map(document => document.toJS())
        .find(object => object.kind === 'ClusterRole').rules;
    expect(
      rulesOf(templates.get('components/homestage/app/rbac.yaml.j2')!),
    ).toEqual(
      rulesOf(readFileSync(join(REPOSITORY, 'docs/rbac.yaml'), 'utf8')),
    );
  });

  it('lay the settings of the portal beside it as a file that reads', () => {
    const [lab] = rendered.values();
    const settings = parse(
      lab.files.get(
        'kubernetes/apps/homestage/homestage/app/resources/app-config.lab.yaml',
      )!,
    );
    expect(settings).toMatchObject({
      homestage: {
        gitops: {
          repositories: [
            { name: 'home-ops', cluster: 'sample', path: 'kubernetes' },
          ],
        },
      },
      kubernetes: {
        clusterLocatorMethods: [{ clusters: [{ name: 'sample' }] }],
      },
    });
  });
});
