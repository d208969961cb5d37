import type { FileSet } from '../types';
import { tree } from './tree';

const DEPLOYMENT = `
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
    labels: { app: web }
  spec:
    replicas: 1
    selector: { matchLabels: { app: web } }
    template:
      metadata: { labels: { app: web } }
      spec:
        initContainers:
          - name: prepare
            image: registry.example/web:1.0
        containers:
          - name: web
            image: registry.example/web:1.0
            env:
              - { name: A, value: "1" }
              - { name: B, value: "2" }
            ports:
              - { containerPort: 8080, name: http }
            envFrom:
              - configMapRef: { name: settings }
            volumeMounts:
              - { name: config, mountPath: /config }
          - name: sidecar
            image: registry.example:5000/side@sha256:0123
        volumes:
          - name: config
            configMap: { name: settings }
          - name: secret
            secret: { secretName: token }
`;

const SERVICE = `
  apiVersion: v1
  kind: Service
  metadata: { name: web }
  spec:
    selector: { app: web }
    ports:
      - { name: http, port: 80, targetPort: 8080 }
`;

const RELEASE = `
  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: { name: web }
  spec:
    interval: 1h
    dependsOn: [{ name: one }, { name: two }]
    values:
      env: [{ name: A, value: x }]
      list: [1, 2]
`;

const kustomization = (body: string) =>
  `
  apiVersion: kustomize.config.k8s.io/v1beta1
  kind: Kustomization
${body}`;

/** Kustomizations, each in \`app/\`, whose build the real kustomize judges. */
export const KUSTOMIZE_CASES: readonly [name: string, files: FileSet][] = [
  [
    'lists files and directories',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [./deployment.yaml, ../base]`),
      'app/deployment.yaml': DEPLOYMENT,
      'base/kustomization.yml': kustomization(`
  resources: [service.yaml]`),
      'base/service.yaml': SERVICE,
    }),
  ],
  [
    'sets the namespace, renames the placeholder and follows subjects',
    tree({
      'app/kustomization.yaml': kustomization(`
  namespace: media
  resources: [all.yaml]`),
      'app/all.yaml': `
        apiVersion: v1
        kind: Namespace
        metadata: { name: _ }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: robot }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: robots }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
        subjects:
          - { kind: ServiceAccount, name: robot }
          - { kind: ServiceAccount, name: default }
          - { kind: ServiceAccount, name: stranger, namespace: far }
        ---
        apiVersion: cert-manager.io/v1
        kind: ClusterIssuer
        metadata: { name: acme }
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: disk }
        spec: { capacity: { storage: 1Gi } }
      `,
    }),
  ],
  [
    'nests namespaces: the outer one wins',
    tree({
      'app/kustomization.yaml': kustomization(`
  namespace: outer
  resources: [./inner]`),
      'app/inner/kustomization.yaml': kustomization(`
  namespace: inner
  resources: [service.yaml]`),
      'app/inner/service.yaml': SERVICE,
    }),
  ],
  [
    'applies components after resources',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [deployment.yaml]
  components: [../component]`),
      'app/deployment.yaml': DEPLOYMENT,
      'component/kustomization.yaml': `
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        resources: [service.yaml]
        patches:
          - target: { kind: Deployment }
            patch: |-
              - op: add
                path: /metadata/annotations
                value: { touched: "yes" }
      `,
      'component/service.yaml': SERVICE,
    }),
  ],
  [
    'merges patches strategically into built-in kinds',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [deployment.yaml, service.yaml]
  patches:
    - path: patch.yaml
    - patch: |-
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec:
          ports:
            - { name: metrics, port: 9090 }
            - { port: 80, targetPort: 8081 }`),
      'app/deployment.yaml': DEPLOYMENT,
      'app/service.yaml': SERVICE,
      'app/patch.yaml': `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: null
          template:
            spec:
              containers:
                - name: extra
                  image: extra:1
                - name: web
                  env:
                    - { name: B, value: changed }
                    - { name: C, value: new }
                - name: sidecar
                  $patch: delete
              volumes:
                - name: config
                  $patch: delete
      `,
    }),
  ],
  [
    'replaces lists of custom resources and honours target expressions',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [release.yaml, service.yaml]
  patches:
    - target: { group: helm.toolkit.fluxcd.io, kind: HelmRelease, name: "w.*" }
      patch: |-
        apiVersion: x/v1
        kind: Any
        metadata: { name: any }
        spec:
          dependsOn: [{ name: three }]
          values:
            env: [{ name: B, value: y }]
            list: [3]
    - target: { kind: HelmRelease, name: "we" }
      patch: |-
        - op: remove
          path: /spec/interval`),
      'app/release.yaml': RELEASE,
      'app/service.yaml': SERVICE,
    }),
  ],
  [
    'deletes an object by a patch',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [release.yaml, service.yaml]
  patches:
    - patch: |-
        $patch: delete
        apiVersion: v1
        kind: Service
        metadata: { name: web }`),
      'app/release.yaml': RELEASE,
      'app/service.yaml': SERVICE,
    }),
  ],
  [
    'carries out JSON patch operations',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [deployment.yaml]
  patches:
    - target: { kind: Deployment, labelSelector: app=web }
      path: operations.yaml`),
      'app/deployment.yaml': DEPLOYMENT,
      'app/operations.yaml': `
        - op: test
          path: /spec/replicas
          value: 1
        - op: replace
          path: /spec/replicas
          value: 3
        - op: add
          path: /spec/template/spec/containers/0/env/-
          value: { name: Z, value: z }
        - op: add
          path: /spec/template/spec/containers/0/env/0
          value: { name: W, value: w }
        - op: copy
          from: /metadata/labels/app
          path: /metadata/labels/copied
        - op: move
          from: /metadata/labels/copied
          path: /metadata/labels/homestage.dev~1moved
        - op: remove
          path: /spec/template/spec/volumes/1
      `,
    }),
  ],
  [
    'changes images, replicas, labels, annotations and names',
    tree({
      'app/kustomization.yaml': kustomization(`
  namePrefix: pre-
  nameSuffix: -suf
  resources: [deployment.yaml, service.yaml]
  commonAnnotations: { note: hi }
  labels:
    - pairs: { part: lab }
    - pairs: { team: home }
      includeSelectors: true
  replicas: [{ name: web, count: 4 }]
  images:
    - { name: registry.example/web, newName: other.example/web, newTag: "2.0" }
    - { name: registry.example:5000/side, newTag: "3" }`),
      'app/deployment.yaml': DEPLOYMENT,
      'app/service.yaml': SERVICE,
    }),
  ],
  [
    'generates ConfigMaps and Secrets with a hash that references follow',
    tree({
      'app/kustomization.yaml': kustomization(`
  namespace: media
  resources: [deployment.yaml]
  configMapGenerator:
    - name: settings
      literals: [A=1, 'B="quoted <&> text"']
      files: [settings.ini, renamed=settings.ini]
      envs: [.env]
    - name: plain
      literals: [X=y]
      options: { disableNameSuffixHash: true, labels: { own: "1" }, annotations: { a: b } }
    - name: empty
  secretGenerator:
    - name: token
      literals: [value=geheim-\u00e4]
  generatorOptions: { labels: { made: here } }`),
      'app/deployment.yaml': DEPLOYMENT,
      'app/settings.ini': 'one=1\n# two\n',
      'app/.env': '# comment\nENV_A=a\n\nENV_B=b=c\n',
    }),
  ],
  [
    'merges into a ConfigMap generated below',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [./base]
  configMapGenerator:
    - { name: settings, behavior: merge, literals: [B=2] }`),
      'app/base/kustomization.yaml': kustomization(`
  resources: [deployment.yaml]
  configMapGenerator:
    - { name: settings, literals: [A=1, B=1] }`),
      'app/base/deployment.yaml': DEPLOYMENT,
    }),
  ],
  [
    'follows references that a configuration file declares',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [release.yaml]
  configMapGenerator: [{ name: values, literals: [a=b] }]
  configurations: [names.yaml]`),
      'app/names.yaml': `
        nameReference:
          - kind: ConfigMap
            version: v1
            fieldSpecs:
              - path: spec/valuesFrom/name
                kind: HelmRelease
      `,
      'app/release.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: web }
        spec:
          valuesFrom: [{ kind: ConfigMap, name: values }]
      `,
    }),
  ],
  [
    'reads anchors, merge keys, lists and several documents',
    tree({
      'app/kustomization.yaml': kustomization(`
  resources: [all.yaml]`),
      'app/all.yaml': `
        ---
        # nothing here
        ---
        apiVersion: v1
        kind: List
        items:
          - { apiVersion: v1, kind: ConfigMap, metadata: { name: one } }
          - { apiVersion: v1, kind: ConfigMap, metadata: { name: two } }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: &name three
          labels: &labels { app: *name }
          annotations: { <<: *labels, b: c }
        mode: 0755
        text: '0755'
      `,
    }),
  ],
];
