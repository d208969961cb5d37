/** @jest-environment node */
import { WORKER, adviceOn, onlyAdvice, three } from './__testUtils__/soundLab';
import type { DoctorCase } from './__testUtils__/soundLab';

describe('examineLab', () => {
  it.each<DoctorCase>([
    [
      'unknown-dhcp-range',
      'info',
      'network.dhcp_range: is not written',
      { cluster: { network: {} } },
    ],
    [
      'vip-in-dhcp-range',
      'error',
      'cluster_api_addr: 192.168.42.150 lies in network.dhcp_range',
      { cluster: { cluster_api_addr: '192.168.42.150' } },
    ],
    [
      'gateway-in-dhcp-range',
      'error',
      'cluster_gateway_addr: 192.168.42.150 lies in network.dhcp_range',
      { cluster: { cluster_gateway_addr: '192.168.42.150' } },
    ],
    [
      'node-in-dhcp-range',
      'warning',
      'nodes[3].address: 192.168.42.150 of node-4 lies in network.dhcp_range',
      { nodes: [...three, { ...WORKER, address: '192.168.42.150' }] },
    ],
    [
      'pool-in-dhcp-range',
      'error',
      'load_balancer.pool[1]: shares addresses with network.dhcp_range',
      {
        cluster: {
          load_balancer: {
            pool: [
              '192.168.42.210-192.168.42.220',
              '192.168.42.190-192.168.42.205',
            ],
          },
        },
      },
    ],
    [
      'only-control-planes-announce',
      'info',
      'load_balancer.kind: only control planes are there',
      { nodes: three },
    ],
    [
      'dns-inside-cluster',
      'error',
      'node_dns_servers[0]: 192.168.42.211 runs in the cluster',
      { cluster: { node_dns_servers: ['192.168.42.211'] } },
    ],
    [
      'token-in-clear',
      'error',
      'cloudflare_token: holds a token in clear',
      {
        cluster: {
          cloudflare_token: 'not-a-reference',
          ingress: { mode: 'none' },
        },
      },
    ],
  ])('says %s (%s): %s', async (rule, severity, text, options) => {
    expect(await adviceOn(options)).toEqual(onlyAdvice(rule, severity, text));
  });
});
