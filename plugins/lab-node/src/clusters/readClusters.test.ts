import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readClusters } from './readClusters';

const read = (methods: JsonObject[], homestage: JsonObject = {}) =>
  readClusters(
    new ConfigReader({
      kubernetes: { clusterLocatorMethods: methods },
      homestage,
    }),
  );

const lab = {
  name: 'lab',
  url: 'https://127.0.0.1:6443',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'first\n',
};

describe('readClusters', () => {
  it('finds none where none is configured, whatever lies on the machine', () => {
    expect(readClusters(new ConfigReader({}))).toEqual([]);
  });

  it('reads what the Kubernetes plugin reads', () => {
    const other = {
      ...lab,
      name: 'attic',
      title: 'The attic',
      serviceAccountToken: undefined,
      caFile: '/ca.crt',
      skipTLSVerify: true,
    };
    expect(read([{ type: 'config', clusters: [lab, other] }])).toEqual([
      expect.objectContaining({
        name: 'lab',
        type: 'direct',
        token: 'first',
        usesPodServiceAccount: false,
        skipTLSVerify: false,
      }),
      expect.objectContaining({
        name: 'attic',
        title: 'The attic',
        token: undefined,
        usesPodServiceAccount: true,
        caFile: '/ca.crt',
        skipTLSVerify: true,
      }),
    ]);
  });

  it('reads kubectl proxy as the cluster local', () => {
    expect(read([{ type: 'localKubectlProxy' }])).toEqual([
      expect.objectContaining({
        name: 'local',
        url: 'http://127.0.0.1:8001',
        usesPodServiceAccount: false,
      }),
    ]);
  });

  it('reads a provider and token from authMetadata', () => {
    const { authProvider, serviceAccountToken, ...rest } = lab;
    const authMetadata = {
      'kubernetes.io/auth-provider': authProvider,
      serviceAccountToken,
    };
    expect(
      read([{ type: 'config', clusters: [{ ...rest, authMetadata }] }])[0],
    ).toMatchObject({ type: 'direct', token: 'first' });
  });

  it.each([
    [
      'a locator that it does not know',
      [{ type: 'gke' }],
      'gke-clusters',
      'clusterLocatorMethods[0].type is gke',
    ],
    [
      'a cluster without an address',
      [{ type: 'config', clusters: [{ ...lab, url: undefined }] }],
      'lab',
      'clusters[0].url is not set',
    ],
    [
      'a cluster that users log in to',
      [{ type: 'config', clusters: [{ ...lab, authProvider: 'oidc' }] }],
      'lab',
      'clusters[0].authProvider is oidc',
    ],
    [
      'two clusters of one name',
      [{ type: 'config', clusters: [lab, lab] }],
      'lab',
      '2 clusters of kubernetes.clusterLocatorMethods are named lab',
    ],
  ])('names the key of %s', (_what, methods, name, message) => {
    const clusters = read(methods as unknown as JsonObject[]);
    expect(clusters).toHaveLength(1);
    expect(clusters[0]).toMatchObject({
      name,
      type: 'misconfigured',
      message: expect.stringContaining(message),
      nextStep: expect.any(String),
    });
  });

  it('uses a kubeconfig that is named, in place of what a locator says or beside it', () => {
    const clusters = [
      { name: 'lab', kubeconfig: '/lab.yaml', context: 'admin' },
      { name: 'attic', kubeconfig: '/attic.yaml' },
    ];
    expect(read([{ type: 'config', clusters: [lab] }], { clusters })).toEqual([
      {
        name: 'lab',
        title: undefined,
        type: 'kubeconfig',
        file: '/lab.yaml',
        context: 'admin',
      },
      {
        name: 'attic',
        title: undefined,
        type: 'kubeconfig',
        file: '/attic.yaml',
        context: undefined,
      },
    ]);
  });
});
