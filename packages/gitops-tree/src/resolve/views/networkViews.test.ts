import { resolveFiles } from '../../__testUtils__/appsTree';

const at = (file: string, line: number) =>
  expect.objectContaining({
    file,
    line,
    chain: ['flux-system/cluster'],
    state: 'reached',
  });

describe('the typed views of a tree', () => {
  it('tell load-balancer addresses, with who is asked and where it stands', () => {
    const { addresses } = resolveFiles({
      'apps/service.yaml': `
        apiVersion: v1
        kind: Service
        metadata:
          name: dns
          namespace: network
          annotations:
            lbipam.cilium.io/ips: 192.168.1.60, fd00::60
            lbipam.cilium.io/sharing-key: dns
      `,
      'apps/gateway.yaml': `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: internal, namespace: network }
        spec:
          gatewayClassName: envoy
          addresses:
            - value: 192.168.1.61
          listeners:
            - { name: https, port: 443, protocol: HTTPS, hostname: "*.lab.example" }
      `,
      'apps/release.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: mqtt, namespace: home }
        spec:
          values:
            service:
              off:
                enabled: false
                loadBalancerIP: 192.168.1.99
              app:
                annotations:
                  metallb.io/loadBalancerIPs: 192.168.1.62
      `,
    });
    expect(addresses).toEqual([
      expect.objectContaining({
        address: '192.168.1.61',
        provider: 'any',
        owner: 'Gateway network/internal',
        line: 7,
      }),
      expect.objectContaining({
        address: '192.168.1.62',
        provider: 'metallb',
        owner: 'HelmRelease home/mqtt',
        line: 12,
        column: 39,
      }),
      expect.objectContaining({
        address: '192.168.1.60',
        provider: 'cilium',
        sharingKey: 'dns',
        line: 7,
      }),
      expect.objectContaining({ address: 'fd00::60', sharingKey: 'dns' }),
    ]);
    expect(addresses[0]).toEqual(at('apps/gateway.yaml', 7));
  });

  it('tell gateways with their listeners', () => {
    const { gateways } = resolveFiles({
      'apps/gateway.yaml': `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: internal, namespace: network }
        spec:
          gatewayClassName: envoy
          listeners:
            - { name: https, port: 443, protocol: HTTPS, hostname: "*.lab.example" }
      `,
    });
    expect(gateways).toMatchObject([
      {
        name: 'internal',
        namespace: 'network',
        gatewayClass: 'envoy',
        listeners: [
          {
            name: 'https',
            port: 443,
            protocol: 'HTTPS',
            hostname: '*.lab.example',
          },
        ],
      },
    ]);
  });

  it('tell which addresses a pool can give out', () => {
    const pool = (kind: string, spec: string) => `
      apiVersion: ${
        kind === 'IPAddressPool' ? 'metallb.io/v1beta1' : 'cilium.io/v2'
      }
      kind: ${kind}
      metadata: { name: pool, namespace: network }
      spec: ${spec}
    `;
    const blocksOf = (kind: string, spec: string) => {
      const [{ blocks, isResolved, isDisabled }] = resolveFiles({
        'apps/pool.yaml': pool(kind, spec),
      }).addressPools;
      return { blocks, isResolved, isDisabled };
    };
    expect(
      blocksOf(
        'CiliumLoadBalancerIPPool',
        '{ allowFirstLastIPs: "No", blocks: [{ cidr: 192.168.1.0/24 }, { cidr: 192.168.2.8/31 }, { start: 10.0.0.1, stop: 10.0.0.9 }] }',
      ),
    ).toEqual({
      blocks: [
        { first: '192.168.1.1', last: '192.168.1.254' },
        { first: '192.168.2.8', last: '192.168.2.9' },
        { first: '10.0.0.1', last: '10.0.0.9' },
      ],
      isResolved: true,
      isDisabled: false,
    });
    expect(
      blocksOf(
        'IPAddressPool',
        '{ addresses: [192.168.3.1-192.168.3.9, "${RANGE}"] }',
      ),
    ).toEqual({
      blocks: [{ first: '192.168.3.1', last: '192.168.3.9' }],
      isResolved: false,
      isDisabled: false,
    });
  });
});
