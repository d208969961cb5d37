import { join } from 'node:path';
import { planOnFiles } from '../__testUtils__/planOnFiles';
import { readTreeFolder } from '../__testUtils__/readTreeFolder';

const FIXTURES = join(__dirname, '../__fixtures__');

const POOL = 'cluster/apps/home/pool.yaml';
const RELEASE = 'cluster/apps/home/mqtt/release.yaml';

describe('exposeOnAddress', () => {
  const files = readTreeFolder(join(FIXTURES, 'single-node', 'tree'));

  const plan = (values: object, changes: Record<string, string> = {}) =>
    planOnFiles(
      'expose-app',
      {
        app: 'home/mqtt',
        exposure: 'address',
        address: '10.0.0.241',
        ...values,
      },
      {
        files: new Map([...files, ...Object.entries(changes)]),
        root: 'cluster',
      },
    );

  const edited = (from: string, to: string) => ({
    [RELEASE]: files.get(RELEASE)!.replace(from, to),
  });

  it('asks as the tree does, and as the maker of the pool wants where nothing asks yet', () => {
    const asked = (changes?: Record<string, string>) =>
      JSON.stringify(plan({}, changes).edits);
    expect(asked()).toContain(
      '{"metallb.universe.tf/loadBalancerIPs":"10.0.0.241"}',
    );
    const dns = 'cluster/apps/home/dns/release.yaml';
    const quiet = files.get(dns)!.replace(/^ +annotations:\n.*\n/m, '');
    expect(asked({ [dns]: quiet })).toContain(
      '{"metallb.io/loadBalancerIPs":"10.0.0.241"}',
    );
    const cilium = `apiVersion: cilium.io/v2
kind: CiliumLoadBalancerIPPool
metadata:
  name: house
spec:
  blocks:
    - cidr: 10.0.0.240/28
`;
    expect(asked({ [dns]: quiet, [POOL]: cilium })).toContain(
      '{"lbipam.cilium.io/ips":"10.0.0.241"}',
    );
  });

  it('changes the type and keeps the annotations that a Service has', () => {
    const { edits } = plan(
      {},
      edited(
        '      app:\n        ports',
        '      app:\n        type: ClusterIP\n        annotations:\n          a: b\n        ports',
      ),
    );
    const path = ['spec', 'values', 'service', 'app'];
    expect(edits).toEqual([
      {
        file: RELEASE,
        document: 0,
        path: [...path, 'type'],
        set: 'LoadBalancer',
      },
      {
        file: RELEASE,
        document: 0,
        path: [...path, 'annotations'],
        add: {
          key: 'metallb.universe.tf/loadBalancerIPs',
          value: '10.0.0.241',
        },
      },
    ]);
  });

  it('makes a Service where there is none, for the port that is named', () => {
    const changes = edited(
      '    service:\n      app:\n        ports:\n          mqtt:\n            port: 1883\n',
      '',
    );
    expect(() => plan({}, changes)).toThrow(/^port: /);
    const { edits } = plan({ port: 1883, protocol: 'UDP' }, changes);
    expect(edits).toEqual([
      expect.objectContaining({
        add: {
          key: 'service',
          value: {
            app: {
              type: 'LoadBalancer',
              annotations: {
                'metallb.universe.tf/loadBalancerIPs': '10.0.0.241',
              },
              ports: { 'udp-1883': { port: 1883, protocol: 'UDP' } },
            },
          },
        },
      }),
    ]);
  });

  it('adds no port that the Service has', () => {
    const withPort = plan({ port: 1883 }).edits;
    expect(withPort).toEqual(plan({}).edits);
    expect(plan({ port: 1883, protocol: 'UDP' }).edits).toHaveLength(
      withPort.length + 1,
    );
  });

  it.each<[string, object, Record<string, string>, RegExp]>([
    ['no address', { address: '' }, {}, /^address: choose one/],
    [
      'an address that another has',
      { address: '10.0.0.240' },
      {},
      /^address: 10\.0\.0\.240 is in use by HelmRelease home\/dns/,
    ],
    [
      'an address outside of the pool',
      { address: '10.0.0.9' },
      {},
      /^address: 10\.0\.0\.9 is in none of the pools/,
    ],
    [
      'an app that has one already',
      { app: 'home/dns' },
      {},
      /^exposure: Service app of home\/dns has an address of its own already/,
    ],
    ['a login', { hasSignIn: true }, {}, /^hasSignIn: no gateway lies before/],
    [
      'no port beside a host name',
      { app: 'media/jellyfin' },
      {},
      /^port: .*a host name leads to its Service/,
    ],
    [
      'a tree without a pool',
      {},
      { [POOL]: '' },
      /^exposure: the tree declares no pool/,
    ],
    [
      'a pool that can not be read',
      {},
      { [POOL]: files.get(POOL)!.replace('10.0.0.240-10.0.0.249', '${POOL}') },
      /^exposure: not all addresses of the pools can be read/,
    ],
    [
      'an app-template that would rename the Service',
      { app: 'media/jellyfin', port: 7359, protocol: 'UDP' },
      {
        'cluster/apps/media/jellyfin/release.yaml': files
          .get('cluster/apps/media/jellyfin/release.yaml')!
          .replace('5.0.1', '3.7.3'),
      },
      /^app: with app-template 3\.7\.3 a second Service renames the first/,
    ],
  ])('refuses %s', (_, values, changes, message) => {
    expect(() => plan(values, changes)).toThrow(message);
  });
});
