import { ChartRelease, ChartValues } from '../Chart';
import { appTemplate } from './appTemplate';

const container = { image: { repository: 'docker.io/library/app', tag: '1' } };

const render = (values: ChartValues, release: Partial<ChartRelease> = {}) =>
  appTemplate.render({
    name: 'web',
    namespace: 'apps',
    chartVersion: '5.1.0',
    ...release,
    values: {
      controllers: { web: { containers: { app: container } } },
      ...values,
    },
  });

const names = (values: ChartValues, kind: string) =>
  render(values)
    .filter(object => object.kind === kind)
    .map(({ metadata }) => metadata.name);

const find = (
  values: ChartValues,
  kind: string,
  release?: Partial<ChartRelease>,
) => render(values, release).find(object => object.kind === kind);

const podSpec = (values: ChartValues) =>
  find(values, 'Deployment')?.spec.template.spec;

describe('appTemplate', () => {
  const naming: Array<[string, ChartValues, string, string[]]> = [
    [
      'the only one takes the name of the release',
      { service: { app: { ports: { http: { port: 80 } } } } },
      'Service',
      ['web'],
    ],
    [
      'one of several adds its key',
      { service: { app: { ports: {} }, metrics: { ports: {} } } },
      'Service',
      ['web-app', 'web-metrics'],
    ],
    [
      'one that is disabled does not count',
      { service: { app: { ports: {} }, old: { enabled: false } } },
      'Service',
      ['web'],
    ],
    [
      'a forced name is taken as it is',
      { service: { app: { forceRename: 'other', ports: {} } } },
      'Service',
      ['other'],
    ],
    [
      'a full name replaces the release',
      { global: { fullnameOverride: 'site' }, service: { app: { ports: {} } } },
      'Service',
      ['site'],
    ],
    [
      'a claim that exists is not made',
      { persistence: { config: { existingClaim: 'web' } } },
      'PersistentVolumeClaim',
      [],
    ],
    [
      'a claim with a size is made',
      { persistence: { config: { size: '1Gi' } } },
      'PersistentVolumeClaim',
      ['web'],
    ],
  ];

  it.each(naming)('%s', (_name, values, kind, expected) => {
    expect(names(values, kind)).toEqual(expected);
  });

  const kinds: Array<[string, string]> = [
    ['deployment', 'Deployment'],
    ['statefulset', 'StatefulSet'],
    ['daemonset', 'DaemonSet'],
    ['cronjob', 'CronJob'],
    ['job', 'Job'],
  ];

  it.each(kinds)('makes of a controller of type %s a %s', (type, kind) => {
    const controllers = { web: { type, containers: { app: container } } };
    expect(names({ controllers }, kind)).toEqual(['web']);
  });

  it('labels pods so that the selector of the service finds them', () => {
    const values = { service: { app: { ports: { http: { port: 80 } } } } };
    const labels = find(values, 'Deployment')?.spec.template.metadata.labels;
    expect(labels).toEqual({
      'app.kubernetes.io/controller': 'web',
      'app.kubernetes.io/instance': 'web',
      'app.kubernetes.io/name': 'web',
    });
    expect(find(values, 'Service')?.spec.selector).toEqual(labels);
  });

  it('names the controller by the word of its major version', () => {
    const old = find({}, 'Deployment', { chartVersion: '3.7.3' });
    expect(old?.spec.selector.matchLabels).toHaveProperty(
      ['app.kubernetes.io/component'],
      'web',
    );
  });

  it('fills plain template actions and leaves others as they are', () => {
    const env = {
      HOST: '{{ .Release.Name }}.{{ .Release.Namespace }}',
      OTHER: '{{ include "x" . }}',
    };
    const controllers = { web: { containers: { app: { ...container, env } } } };
    expect(podSpec({ controllers }).containers[0].env).toEqual([
      { name: 'HOST', value: 'web.apps' },
      { name: 'OTHER', value: '{{ include "x" . }}' },
    ]);
  });

  it('reads the environment in every form', () => {
    const env = {
      A: 1,
      B: true,
      C: null,
      D: { value: 2 },
      E: { valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      F: { secretKeyRef: { name: 's', key: 'k' } },
    };
    const controllers = { web: { containers: { app: { ...container, env } } } };
    const valueFrom = { secretKeyRef: { name: 's', key: 'k' } };
    expect(podSpec({ controllers }).containers[0].env).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: 'true' },
      { name: 'D', value: '2' },
      { name: 'E', valueFrom },
      { name: 'F', valueFrom },
    ]);
  });

  it('mounts a volume at its key, where it says, or only in the container it names', () => {
    const persistence = {
      config: { existingClaim: '{{ .Release.Name }}' },
      media: {
        type: 'nfs',
        server: 'nas',
        path: '/media',
        globalMounts: [{ path: '/data', readOnly: true }],
      },
      only: {
        type: 'emptyDir',
        advancedMounts: {
          web: { app: [{ path: '/tmp' }] },
          other: { app: [{ path: '/x' }] },
        },
      },
      settings: { type: 'configMap', name: 'web-settings' },
    };
    const spec = podSpec({ persistence });
    expect(spec.volumes).toEqual([
      { name: 'config', persistentVolumeClaim: { claimName: 'web' } },
      { name: 'media', nfs: { server: 'nas', path: '/media' } },
      { name: 'only', emptyDir: {} },
      { name: 'settings', configMap: { name: 'web-settings' } },
    ]);
    expect(spec.containers[0].volumeMounts).toEqual([
      { name: 'config', mountPath: '/config' },
      { name: 'media', mountPath: '/data', readOnly: true },
      { name: 'only', mountPath: '/tmp' },
      { name: 'settings', mountPath: '/settings' },
    ]);
  });

  it('sends a route to the port of the service that it names, or to the first', () => {
    const values = {
      service: { app: { ports: { http: { port: 8080 } } } },
      route: {
        app: {
          hostnames: ['{{ .Release.Name }}.home.example'],
          parentRefs: [{ name: 'envoy-internal', namespace: 'network' }],
        },
      },
    };
    expect(find(values, 'HTTPRoute')?.spec).toMatchObject({
      hostnames: ['web.home.example'],
      parentRefs: [
        { kind: 'Gateway', name: 'envoy-internal', namespace: 'network' },
      ],
      rules: [{ backendRefs: [{ kind: 'Service', name: 'web', port: 8080 }] }],
    });
  });

  const refused: Array<[string, ChartValues, Partial<ChartRelease>, RegExp]> = [
    [
      'a container without an image',
      { controllers: { web: { containers: { app: {} } } } },
      {},
      /No image repository.*web\/app/,
    ],
    [
      'an unknown type of controller',
      { controllers: { web: { type: 'pod' } } },
      {},
      /Not a valid controller\.type \(pod\)/,
    ],
    [
      'a service of no controller',
      { service: { app: { controller: 'none' } } },
      {},
      /No enabled controller found.*'none'/,
    ],
    [
      'a version it does not know',
      {},
      { chartVersion: '6.0.0' },
      /3\.x to 5\.x, not 6\.0\.0/,
    ],
  ];

  it.each(refused)('refuses %s', (_name, values, release, message) => {
    expect(() => render(values, release)).toThrow(message);
  });
});
