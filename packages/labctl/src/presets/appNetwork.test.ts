import { resolve } from './__testUtils__/notesApp';

describe('resolveApps', () => {
  it.each([
    [
      'envoy-gateway',
      {},
      {
        gateway: 'envoy-internal',
        gateway_namespace: 'network',
        section_name: null,
      },
    ],
    [
      'cilium',
      {},
      {
        gateway: 'internal',
        gateway_namespace: 'kube-system',
        section_name: 'https',
      },
    ],
    [
      'envoy-gateway',
      { exposure: 'external' },
      { gateway: 'envoy-external', gateway_namespace: 'network' },
    ],
  ])('leads through the gateway of %s for %j', (controller, wish, expected) => {
    const { app } = resolve({ wish, lab: { ingress: { controller } } });
    expect(app.route).toMatchObject(expected);
    expect(app.ingress).toBeNull();
  });

  it.each([
    [
      'traefik',
      {},
      { class_name: 'traefik', tls: false },
      'notes.home.example',
    ],
    [
      'envoy-gateway',
      { exposure: 'tailscale' },
      { class_name: 'tailscale', tls: true },
      'notes.tail.home.example',
    ],
  ])(
    'leads through an Ingress of %s for %j',
    (controller, wish, expected, host) => {
      const { app } = resolve({ wish, lab: { ingress: { controller } } });
      expect(app.ingress).toMatchObject(expected);
      expect(app).toMatchObject({ route: null, host });
    },
  );

  it('keeps an app at home whose preset wants out, when there is no way out', () => {
    const { app } = resolve({
      preset: { exposure: 'external' },
      lab: { gateways: { internal: '192.168.42.121' } },
    });
    expect(app.exposure).toBe('internal');
  });

  it.each([
    ['cilium', 'lbipam.cilium.io/ips'],
    ['metallb', 'metallb.io/loadBalancerIPs'],
  ])('asks %s for an address of its own', (kind, annotation) => {
    const { app } = resolve({
      preset: { lan_ports: [{ name: 'sync', port: 22000 }] },
      wish: { values: { address: '192.168.42.130' } },
      lab: { load_balancer: { kind } },
    });
    expect(app.services).toMatchObject([
      { name: 'app', load_balancer: false, primary: true },
      {
        name: 'lan',
        load_balancer: true,
        address: '192.168.42.130',
        address_annotation: annotation,
      },
    ]);
    expect(app.route?.port).toBe(8080);
  });
});
