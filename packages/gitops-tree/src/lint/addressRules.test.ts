import { findingsIn } from '../__testUtils__/lintCases';
import type { LintCase } from '../__testUtils__/lintCases';
import { gateway } from '../__testUtils__/manifests';

const service = (name: string, address: string, more = '') => `
  apiVersion: v1
  kind: Service
  metadata:
    name: ${name}
    namespace: network
    annotations:
      lbipam.cilium.io/ips: ${address}
      ${more}
`;

const pool = (spec: string, kind = 'CiliumLoadBalancerIPPool') => `
  apiVersion: ${
    kind === 'IPAddressPool' ? 'metallb.io/v1beta1' : 'cilium.io/v2'
  }
  kind: ${kind}
  metadata: { name: services, namespace: network }
  spec: ${spec}
`;

const RANGE = pool('{ blocks: [{ start: 192.168.1.60, stop: 192.168.1.69 }] }');

const addresses: Record<string, LintCase> = {
  'two Services with one address are an error': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.60'),
      'apps/b.yaml': service('two', '192.168.1.60'),
    },
    found: [
      {
        rule: 'address-clash',
        severity: 'error',
        file: 'apps/b.yaml',
        line: 7,
        column: 27,
        message: expect.stringContaining('Service network/one (apps/a.yaml'),
      },
    ],
  },
  'two Services with one sharing key are not': {
    files: {
      'apps/a.yaml': service(
        'one',
        '192.168.1.60',
        'lbipam.cilium.io/sharing-key: dns',
      ),
      'apps/b.yaml': service(
        'two',
        '192.168.1.60',
        'lbipam.cilium.io/sharing-key: dns',
      ),
    },
  },
  'two gateways with one address may be served by one proxy': {
    files: {
      'apps/a.yaml': gateway('one', '192.168.1.60'),
      'apps/b.yaml': gateway('two', '192.168.1.60'),
    },
    found: [{ rule: 'address-clash', severity: 'warning' }],
  },
  'the address of a node is taken': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.11'),
      'nodes.yaml': 'nodes: [{ name: cp-01, address: 192.168.1.11 }]\n',
    },
    found: [
      {
        rule: 'address-clash',
        severity: 'warning',
        message: expect.stringContaining('cp-01'),
      },
    ],
  },
  'an address that is not known yet clashes with nothing': {
    files: {
      'apps/a.yaml': service('one', '"${ADDRESS}"'),
      'apps/b.yaml': service('two', '"${ADDRESS}"'),
      'apps/p.yaml': RANGE,
    },
  },
  'an address in the pool is well': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.69'),
      'apps/p.yaml': RANGE,
    },
  },
  'an address outside of every pool is an error': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.70'),
      'apps/p.yaml': RANGE,
    },
    found: [
      {
        rule: 'address-outside-pool',
        severity: 'error',
        file: 'apps/a.yaml',
        line: 7,
        message: expect.stringContaining('192.168.1.60 to 192.168.1.69'),
      },
    ],
  },
  'a disabled pool gives nothing out': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.60'),
      'apps/p.yaml': pool(
        '{ disabled: true, blocks: [{ cidr: 192.168.1.0/24 }] }',
      ),
    },
    found: [
      {
        rule: 'address-outside-pool',
        message: expect.stringContaining('disabled'),
      },
    ],
  },
  'pools of another load balancer do not count': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.70'),
      'apps/p.yaml': pool('{ addresses: [192.168.9.0/24] }', 'IPAddressPool'),
    },
  },
  'a pool that is not known in full may hold it': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.70'),
      'apps/p.yaml': pool('{ blocks: [{ cidr: "${POOL}" }] }'),
    },
  },
};

describe('the rules about addresses', () => {
  it.each(Object.entries(addresses))('%s', (_, { files, found = [] }) => {
    expect(findingsIn(files)).toEqual(
      found.map(finding => expect.objectContaining(finding)),
    );
  });
});
