import { toPlainKustomize } from './toPlainKustomize';

const FOLDER = 'kubernetes/apps/media/sonarr';

const KS = `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: sonarr
spec:
  path: ./${FOLDER}/app
  targetNamespace: media
`;

const RELEASE = `---
# yaml-language-server: $schema=https://example.com/schema.json
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: sonarr
spec:
  chartRef:
    kind: OCIRepository
    name: sonarr
  interval: 1h
  values:
    # Why it is so.
    port: &port 8989
    probe:
      port: *port

    text: |
      one
        two
`;

const OCI = `---
kind: OCIRepository
metadata:
  name: sonarr
spec:
  ref:
    tag: 5.1.0
  url: oci://ghcr.io/bjw-s-labs/helm/app-template
`;

const KUSTOMIZATION = `---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ./helmrelease.yaml
  - ./ocirepository.yaml
  - ./pvc.yaml
`;

const tree = (files: Record<string, string> = {}) =>
  toPlainKustomize(
    new Map(
      Object.entries({
        [`${FOLDER}/ks.yaml`]: KS,
        [`${FOLDER}/app/helmrelease.yaml`]: RELEASE,
        [`${FOLDER}/app/kustomization.yaml`]: KUSTOMIZATION,
        [`${FOLDER}/app/ocirepository.yaml`]: OCI,
        [`${FOLDER}/app/pvc.yaml`]: 'kind: PersistentVolumeClaim\n',
        ...files,
      }),
    ),
  );

describe('toPlainKustomize', () => {
  it('puts a chart and its values in the place of a release and its source', () => {
    const plain = tree();
    expect([...plain.keys()]).toEqual([
      `${FOLDER}/app/values.yaml`,
      `${FOLDER}/app/kustomization.yaml`,
      `${FOLDER}/app/pvc.yaml`,
    ]);
    expect(plain.get(`${FOLDER}/app/kustomization.yaml`)).toBe(`---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: media
helmCharts:
  - includeCRDs: true
    name: app-template
    namespace: media
    releaseName: sonarr
    repo: oci://ghcr.io/bjw-s-labs/helm
    valuesFile: ./values.yaml
    version: "5.1.0"
resources:
  - ./pvc.yaml
`);
    expect(plain.get(`${FOLDER}/app/values.yaml`)).toBe(`---
# Why it is so.
port: &port 8989
probe:
  port: *port

text: |
  one
    two
`);
  });

  it('leaves no empty list of resources', () => {
    const plain = tree({
      [`${FOLDER}/app/kustomization.yaml`]: KUSTOMIZATION.replace(
        '  - ./pvc.yaml\n',
        '',
      ),
    });
    expect(plain.get(`${FOLDER}/app/kustomization.yaml`)).not.toContain(
      'resources:',
    );
  });

  it('reads the chart of a HelmRepository', () => {
    const plain = toPlainKustomize(
      new Map([
        [`${FOLDER}/ks.yaml`, KS],
        [
          `${FOLDER}/app/helmrelease.yaml`,
          RELEASE.replace(
            / {2}chartRef:\n.*\n.*\n/,
            '  chart:\n    spec:\n      chart: longhorn\n      version: 1.12.1\n',
          ),
        ],
        [
          `${FOLDER}/app/helmrepository.yaml`,
          'kind: HelmRepository\nspec:\n  url: https://charts.example.com\n',
        ],
        [`${FOLDER}/app/kustomization.yaml`, KUSTOMIZATION],
      ]),
    );
    expect(plain.get(`${FOLDER}/app/kustomization.yaml`)).toContain(
      'repo: https://charts.example.com',
    );
    expect([...plain.keys()]).not.toContain(
      `${FOLDER}/app/helmrepository.yaml`,
    );
  });

  it.each([
    [
      'substitution',
      { [`${FOLDER}/ks.yaml`]: `${KS}  postBuild:\n    substitute: {A: b}\n` },
      `${FOLDER}/ks.yaml: Kustomization sonarr uses components or substitution`,
    ],
    [
      'values from elsewhere',
      {
        [`${FOLDER}/app/helmrelease.yaml`]: `${RELEASE}  valuesFrom: []\n`,
      },
      `${FOLDER}/app/helmrelease.yaml: valuesFrom cannot be said without Flux`,
    ],
    [
      'an anchor outside of the values',
      {
        [`${FOLDER}/app/helmrelease.yaml`]: RELEASE.replace(
          '  name: sonarr\nspec',
          '  name: &app sonarr\nspec',
        ).replace('port: *port', 'port: *app'),
      },
      'app',
    ],
  ])('refuses %s', (_what, files, message) => {
    expect(() => tree(files)).toThrow(message);
  });
});
