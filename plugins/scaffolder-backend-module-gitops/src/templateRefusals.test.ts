import { join } from 'node:path';
import { readTreeFolder } from './__testUtils__/readTreeFolder';
import { REFERENCE_LAB, type Form } from './__testUtils__/templateForms';
import {
  startTemplateBackend,
  type TemplateBackend,
} from './__testUtils__/TemplateBackend';

const FIXTURES = join(__dirname, '__fixtures__');

const machine = {
  name: 'guest',
  namespace: 'vms',
  source: 'docker://quay.io/containerdisks/debian:13',
  instancetype: 'u1.small',
  preference: 'debian',
  volume: { size: '10Gi' },
};

const node = {
  nodeName: 'worker-03',
  nodeAddress: '192.168.42.23',
  role: 'worker',
  macAddress: '02:00:5e:10:00:17',
};

describe('the templates on the reference lab, where they must not', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(REFERENCE_LAB);
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it.each<[string, Form, RegExp]>([
    [
      'to leave out a minor version',
      { template: 'upgrade-talos', values: { version: 'v1.15.0' } },
      /version: from v1\.13\.\d+ the next step is v1\.14/,
    ],
    [
      'to go back',
      { template: 'upgrade-kubernetes', values: { version: '1.35.0' } },
      /version: v1\.35\.0 is older/,
    ],
    [
      'a second database',
      {
        template: 'add-database',
        values: { app: 'cloud/memos', volume: { size: '1Gi' } },
      },
      /app: cloud\/memos has a database already/,
    ],
    [
      'a second cache',
      { template: 'add-cache', values: { app: 'cloud/immich' } },
      /app: cloud\/immich has a cache/,
    ],
    [
      'a backup at no time',
      {
        template: 'add-backup',
        values: { app: 'media/recyclarr', schedule: '0 25 * * *' },
      },
      /schedule: This is no schedule: '25' is no hour/,
    ],
    [
      'to save what is saved',
      { template: 'add-backup', values: { app: 'media/sonarr' } },
      /app: claim sonarr is saved already/,
    ],
    [
      'to restore what archives nothing',
      {
        template: 'restore-database',
        values: { database: 'homestage/homestage-database' },
      },
      /database: homestage\/homestage-database archives nothing/,
    ],
    [
      'to restore what the tree does not have',
      { template: 'restore-database', values: { database: 'cloud/nothing' } },
      /database: The tree has no PostgreSQL cluster cloud\/nothing/,
    ],
    [
      'a node whose name is taken',
      { template: 'add-node', values: { ...node, nodeName: 'cp-02' } },
      /nodeName: The tree has a machine called cp-02 already/,
    ],
    [
      'a node whose address is taken',
      {
        template: 'add-node',
        values: { ...node, nodeAddress: '192.168.42.21' },
      },
      /nodeAddress: 192\.168\.42\.21 is the address of machine worker-01/,
    ],
    [
      'a node at an address that the load balancer gives out',
      {
        template: 'add-node',
        values: { ...node, nodeAddress: '192.168.42.130' },
      },
      /nodeAddress: 192\.168\.42\.130 is one of the addresses/,
    ],
    [
      'a node outside of the network of the inputs',
      { template: 'add-node', values: { ...node, nodeAddress: '10.9.9.9' } },
      /nodeAddress: nodes\.yaml:\d+:\d+ nodes\[5\]\.address.*not inside/,
    ],
    [
      'a node with the network card of another',
      {
        template: 'add-node',
        values: { ...node, macAddress: '02:00:5e:10:00:15' },
      },
      /macAddress: nodes\.yaml:/,
    ],
    [
      'a node without its network card',
      { template: 'add-node', values: { ...node, macAddress: undefined } },
      /macAddress: records of this tree name the network card/,
    ],
    [
      'a node like none',
      { template: 'add-node', values: { ...node, like: 'worker-09' } },
      /like: The tree has no machine worker-09/,
    ],
    [
      'to move what would be filled from an old copy',
      {
        template: 'move-volume',
        values: {
          claim: 'home/zigbee2mqtt',
          volume: { storageClass: 'ceph-filesystem' },
        },
      },
      /claim: zigbee2mqtt is filled by ReplicationDestination zigbee2mqtt/,
    ],
    [
      'to move what cannot be stopped',
      {
        template: 'move-volume',
        values: {
          claim: 'media/recyclarr',
          volume: { storageClass: 'ceph-filesystem' },
        },
      },
      /claim: the tree does not say how many pods media\/recyclarr has/,
    ],
    [
      'to move a volume to where it is',
      { template: 'move-volume', values: { claim: 'home/mosquitto' } },
      /volume\.storageClass: home\/mosquitto is 1Gi of class ceph-block already/,
    ],
    [
      'a machine whose name is taken',
      { template: 'add-vm', values: { ...machine, name: 'debian-dev' } },
      /name: .*debian-dev/,
    ],
    [
      'a network that no machine can join',
      {
        template: 'add-vm',
        values: { ...machine, network: 'kube-system/lan' },
      },
      /network: kube-system\/lan is a macvlan/,
    ],
    [
      'a disk without a size',
      {
        template: 'add-vm',
        values: { ...machine, dataDisk: { size: 'much' } },
      },
      /dataDisk\.size: Write a size/,
    ],
  ])('refuse %s, and name the field', async (_, form, message) => {
    await expect(backend.plan(form.values, form.template)).resolves.toMatch(
      message,
    );
  });
});

describe('the templates on a tree of Argo CD, where they cannot do it', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(FIXTURES, 'argo-cd', 'tree'));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it.each<[string, Form, RegExp]>([
    [
      'an app in a namespace that nothing is applied to',
      {
        template: 'add-app',
        values: {
          name: 'sonarr',
          namespace: 'games',
          image: 'ghcr.io/example/sonarr:1.0.0',
          port: 8989,
        },
      },
      /namespace: no Application of Argo CD goes to games/,
    ],
    [
      'a new machine in a namespace that nothing is applied to',
      { template: 'add-vm', values: { ...machine, namespace: 'games' } },
      /namespace: no Application of Argo CD goes to games/,
    ],
    [
      'a namespace that is there',
      { template: 'add-namespace', values: { newNamespace: 'vms' } },
      /newNamespace: The tree has namespace vms already/,
    ],
    [
      'a node, whose shape nothing tells',
      { template: 'add-node', values: node },
      /nodeName: the tree has no record of a machine/,
    ],
    [
      'to suspend, which Argo CD does not know',
      {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'suspend' },
      },
      /mode: media\/jellyfin is applied by Argo CD/,
    ],
  ])('refuse %s, and say what to do', async (_, form, message) => {
    await expect(backend.plan(form.values, form.template)).resolves.toMatch(
      message,
    );
  });
});

describe('the templates, where they cannot do it', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(FIXTURES, 'per-app-sources', 'tree'));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it.each<[string, Form, RegExp]>([
    [
      'an app that the tree does not have',
      {
        template: 'suspend-app',
        values: { app: 'media/nothing', mode: 'suspend' },
      },
      /app: The tree has no app media\/nothing/,
    ],
    [
      'an app without its namespace',
      { template: 'suspend-app', values: { app: 'sonarr', mode: 'suspend' } },
      /app: Name an app with its namespace/,
    ],
    [
      'to resume what is not suspended',
      {
        template: 'suspend-app',
        values: { app: 'media/sonarr', mode: 'resume' },
      },
      /mode: media\/sonarr is neither suspended nor stopped/,
    ],
    [
      'a version that is no tag',
      {
        template: 'upgrade-app',
        values: { app: 'media/sonarr', version: 'newest one' },
      },
      /version: Write a tag/,
    ],
    [
      'a part that the app does not have',
      {
        template: 'upgrade-app',
        values: { app: 'media/sonarr', part: 'chart grafana', version: '1.0' },
      },
      /part: media\/sonarr has no chart grafana/,
    ],
    [
      'a namespace that is there',
      { template: 'add-namespace', values: { newNamespace: 'media' } },
      /newNamespace: The tree has namespace media already/,
    ],
    [
      'another name than that of the app',
      {
        template: 'decommission-app',
        values: { app: 'media/sonarr', confirmation: 'radarr' },
      },
      /confirmation: type sonarr/,
    ],
    [
      'a host name in use',
      {
        template: 'expose-app',
        values: {
          app: 'home/zigbee2mqtt',
          exposure: 'external',
          hostname: 'sonarr.lab.example',
        },
      },
      /hostname: .*in use by/,
    ],
    [
      'a gateway on which the app is already',
      {
        template: 'expose-app',
        values: {
          app: 'media/sonarr',
          exposure: 'internal',
          hostname: 'more.lab.example',
        },
      },
      /exposure: media\/sonarr is reached by .* already/,
    ],
    [
      'the tailnet where nothing joins it',
      {
        template: 'expose-app',
        values: { app: 'media/sonarr', exposure: 'tailscale' },
      },
      /exposure: the tree does not install the Tailscale operator/,
    ],
    [
      'a login in the tailnet',
      {
        template: 'expose-app',
        values: {
          app: 'media/sonarr',
          exposure: 'tailscale',
          hasSignIn: true,
          item: 'sonarr',
        },
      },
      /hasSignIn: the tailnet knows its users itself/,
    ],
    [
      'a login where no Envoy Gateway asks for it',
      {
        template: 'expose-app',
        values: {
          app: 'media/sonarr',
          exposure: 'internal',
          hasSignIn: true,
          item: 'sonarr',
        },
      },
      /hasSignIn: the tree does not install Envoy Gateway/,
    ],
    [
      'a gateway without a host name',
      {
        template: 'expose-app',
        values: { app: 'home/zigbee2mqtt', exposure: 'external' },
      },
      /hostname: An app that is reached from outside needs a host name/,
    ],
    [
      'a size that is none',
      {
        template: 'add-volume',
        values: {
          app: 'media/sonarr',
          volumeName: 'data',
          volume: { size: 'big', mountPath: '/data' },
        },
      },
      /volume\.size: /,
    ],
    [
      'a database where nothing takes care of one',
      {
        template: 'add-database',
        values: { app: 'media/sonarr', volume: { size: '1Gi' } },
      },
      /app: the tree does not install CloudNativePG/,
    ],
    [
      'a database on a shared server where there is none',
      {
        template: 'add-database',
        values: { app: 'media/sonarr', server: 'shared' },
      },
      /server: the tree does not install the External Postgres Operator/,
    ],
    [
      'a bucket where there is no object store',
      { template: 'add-bucket', values: { app: 'media/sonarr' } },
      /bucketClass: the tree has no storage class for buckets/,
    ],
    [
      'a cache where nothing takes care of one',
      { template: 'add-cache', values: { app: 'media/sonarr' } },
      /app: the tree does not install the Dragonfly operator/,
    ],
    [
      'a backup where no other app has one',
      { template: 'add-backup', values: { app: 'media/sonarr' } },
      /app: no app of the tree brings in a component/,
    ],
    [
      'a control plane in the shape of a worker',
      { template: 'add-node', values: { ...node, role: 'control-plane' } },
      /like: worker-1 .* is no control-plane/,
    ],
    [
      'a node in the file of another',
      { template: 'add-node', values: { ...node, nodeAddress: '10.10.0.21' } },
      /nodeAddress: 10\.10\.0\.21 is the address of machine worker-1/,
    ],
    [
      'a secret where there is no store',
      {
        template: 'add-secret',
        values: { app: 'media/sonarr', item: 'sonarr' },
      },
      /app: the tree has no secret store/,
    ],
    [
      'an upgrade that nothing would make',
      { template: 'upgrade-talos', values: { version: 'v1.14.0' } },
      /version: no TalosUpgrade of tuppr/,
    ],
    [
      'a machine where nothing would run it',
      { template: 'add-vm', values: machine },
      /name: the tree does not install KubeVirt/,
    ],
    [
      'a key that is none',
      { template: 'add-vm', values: { ...machine, sshKey: 'my password' } },
      /sshKey: This is no public SSH key/,
    ],
    [
      'a container disk without a tag',
      {
        template: 'add-vm',
        values: { ...machine, source: 'docker://quay.io/disks/debian' },
      },
      /source: add a tag/,
    ],
  ])('refuse %s, and name the field', async (_, form, message) => {
    await expect(backend.plan(form.values, form.template)).resolves.toMatch(
      message,
    );
  });
});
