import path from 'node:path';
import { releasesIn } from './__testUtils__/releasesIn';
import { readFolder, TestLab } from './__testUtils__/TestLab';

const INFRA = path.resolve(__dirname, '../../../../infra');
const FLUX_KINDS = [
  'GitRepository',
  'OCIRepository',
  'Kustomization',
  'HelmRelease',
  'Receiver',
];

describe('the reference lab', () => {
  let lab: TestLab;
  let tookMs: number;
  let wanted: number;

  beforeAll(async () => {
    const files = await readFolder(INFRA);
    wanted = releasesIn(files);
    lab = await TestLab.create(files);
    lab.start();
    tookMs = await lab.until(
      () =>
        lab.list('HelmRelease').length === wanted &&
        FLUX_KINDS.every(kind =>
          lab
            .list(kind)
            .every(({ metadata }) =>
              lab.isReady(kind, metadata.namespace ?? '', metadata.name),
            ),
        ),
    );
    await lab.pass(10_000);
  });

  afterAll(() => lab.stop());

  it('has everything that Flux applies ready within 20 seconds', () => {
    expect(tookMs).toBeLessThan(20_000);
    expect(wanted).toBeGreaterThan(50);
    expect(lab.list('Kustomization').length).toBeGreaterThan(wanted);
  });

  it('tells of nothing that went wrong', () => {
    const warnings = lab.list('Event').filter(({ type }) => type === 'Warning');
    expect(
      warnings.map(({ reason, message }) => `${reason}: ${message}`),
    ).toEqual([]);
  });

  it('runs every pod, spread over the nodes of nodes.yaml', () => {
    const pods = lab
      .list('Pod')
      .filter(({ status }) => status?.phase !== 'Succeeded');
    expect(pods.filter(({ status }) => status?.phase !== 'Running')).toEqual(
      [],
    );
    expect(new Set(pods.map(({ spec }) => spec?.nodeName))).toEqual(
      new Set(['cp-01', 'cp-02', 'cp-03', 'worker-01', 'worker-02']),
    );
    const echo = lab
      .list('Pod', 'default')
      .filter(({ metadata }) => metadata.name.startsWith('echo'));
    expect(new Set(echo.map(({ spec }) => spec?.nodeName)).size).toBe(2);
  });

  it('binds volumes, of the size that the tree substitutes', () => {
    const claim = lab.get('PersistentVolumeClaim', 'media', 'jellyfin');
    expect(claim?.status).toMatchObject({
      phase: 'Bound',
      capacity: { storage: '20Gi' },
    });
    expect(claim?.spec).toMatchObject({ storageClassName: 'ceph-block' });
  });

  it('serves the gateways at the addresses they ask for, with their routes attached', () => {
    expect(
      lab.says('Gateway', 'network', 'envoy-internal', 'Programmed'),
    ).toMatch(/^True Programmed/);
    const gateway = lab.get('Gateway', 'network', 'envoy-internal');
    expect(gateway?.status).toMatchObject({
      addresses: [{ value: '192.168.42.121' }],
    });
    const routes = gateway?.status?.listeners.map(
      (listener: { attachedRoutes: number }) => listener.attachedRoutes,
    );
    expect(Math.max(...routes)).toBeGreaterThan(10);
    const route = lab.get('HTTPRoute', 'media', 'jellyfin');
    expect(route?.spec?.hostnames).toEqual(['jellyfin.home.example']);
    expect(route?.status?.parents?.[0]?.conditions).toEqual([
      expect.objectContaining({ type: 'Accepted', status: 'True' }),
      expect.objectContaining({ type: 'ResolvedRefs', status: 'True' }),
    ]);
  });

  it('passes the defaults of the root Kustomization on to every release', () => {
    expect(
      lab.get('HelmRelease', 'media', 'sonarr')?.spec?.upgrade,
    ).toMatchObject({
      strategy: { name: 'RemediateOnFailure' },
      remediation: { retries: 2 },
    });
  });

  it('labels what it applies with who applied it', () => {
    expect(
      lab.get('HelmRelease', 'media', 'sonarr')?.metadata.labels,
    ).toMatchObject({
      'kustomize.toolkit.fluxcd.io/name': 'sonarr',
      'kustomize.toolkit.fluxcd.io/namespace': 'media',
    });
    expect(
      lab.get('Deployment', 'media', 'sonarr')?.metadata.labels,
    ).toMatchObject({
      'app.kubernetes.io/instance': 'sonarr',
      'helm.toolkit.fluxcd.io/name': 'sonarr',
      'helm.toolkit.fluxcd.io/namespace': 'media',
    });
  });

  it('boots the virtual machines', () => {
    const machine = lab.get('VirtualMachine', 'vms', 'debian-dev');
    expect(machine?.status).toMatchObject({
      printableStatus: 'Running',
      ready: true,
    });
    const instance = lab.get('VirtualMachineInstance', 'vms', 'debian-dev');
    const phases = instance?.status?.phaseTransitionTimestamps.map(
      ({ phase }: { phase: string }) => phase,
    );
    expect(phases).toEqual(['Pending', 'Scheduling', 'Scheduled', 'Running']);
    expect(instance?.status?.interfaces[0].ipAddress).toMatch(/^10\.42\./);
  });

  it('has a snapshot of etcd of the last six hours', () => {
    const taken = Date.parse(
      lab.get('CronJob', 'system-upgrade', 'talos-backup')?.status
        ?.lastSuccessfulTime,
    );
    expect(lab.clock.now() - taken).toBeLessThan(6 * 3_600_000);
  });

  it('is quiet once it is up: an hour costs no change of a pod or release', async () => {
    const versions = () =>
      ['Pod', 'HelmRelease', 'Deployment', 'Node']
        .flatMap(kind => lab.list(kind))
        .filter(({ metadata }) => !metadata.name.startsWith('recyclarr'))
        .map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`);
    const before = versions();
    await lab.pass(50 * 60_000);
    expect(versions()).toEqual(before);
  });
});
