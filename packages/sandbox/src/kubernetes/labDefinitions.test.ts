import { labDefinitions } from './labDefinitions';
import { MemoryObjectStore } from './MemoryObjectStore';

function labStore() {
  const store = new MemoryObjectStore({ now: () => 0 });
  labDefinitions().forEach(definition => store.create(definition));
  return store;
}

describe('labDefinitions', () => {
  it.each([
    ['source.toolkit.fluxcd.io', 'GitRepository', 'v1'],
    ['source.toolkit.fluxcd.io', 'OCIRepository', 'v1'],
    ['source.toolkit.fluxcd.io', 'HelmRepository', 'v1'],
    ['source.toolkit.fluxcd.io', 'HelmChart', 'v1'],
    ['kustomize.toolkit.fluxcd.io', 'Kustomization', 'v1'],
    ['helm.toolkit.fluxcd.io', 'HelmRelease', 'v2'],
    ['notification.toolkit.fluxcd.io', 'Receiver', 'v1'],
    ['notification.toolkit.fluxcd.io', 'Alert', 'v1beta3'],
    ['notification.toolkit.fluxcd.io', 'Provider', 'v1beta3'],
    ['gateway.networking.k8s.io', 'HTTPRoute', 'v1'],
    ['gateway.networking.k8s.io', 'Gateway', 'v1'],
    ['gateway.networking.k8s.io', 'GatewayClass', 'v1'],
    ['kubevirt.io', 'VirtualMachine', 'v1'],
    ['kubevirt.io', 'VirtualMachineInstance', 'v1'],
  ])('serves %s %s in %s', (group, kind, version) => {
    expect(labStore().typeOf(group, kind)).toMatchObject({
      version,
      isCustom: true,
    });
  });

  it('holds no texts, which the lab has no use for', () => {
    expect(JSON.stringify(labDefinitions())).not.toContain('"description":"');
  });

  it('checks a Kustomization by the real schema', () => {
    const store = labStore();
    const create = () =>
      store.create({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'apps', namespace: 'flux-system' },
        spec: { interval: 'soon', prune: true },
      });
    expect(create).toThrow(
      'Kustomization.kustomize.toolkit.fluxcd.io "apps" is invalid: [spec.sourceRef: Required value, spec.interval: Invalid value: "soon": spec.interval in body should match',
    );
  });
});
