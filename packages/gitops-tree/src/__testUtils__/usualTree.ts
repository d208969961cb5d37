/** A tree in the usual layout: a root, a namespace whose kustomization names things, and apps. */
export const USUAL_TREE = {
  'kubernetes/flux/cluster/ks.yaml': `
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: cluster-apps, namespace: flux-system }
    spec:
      path: ./kubernetes/apps
      sourceRef: { kind: GitRepository, name: flux-system }
      patches:
        - target: { kind: Kustomization }
          patch: |-
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: { name: _ }
            spec:
              patches:
                - target: { kind: HelmRelease }
                  patch: |-
                    apiVersion: helm.toolkit.fluxcd.io/v2
                    kind: HelmRelease
                    metadata: { name: _ }
                    spec: { install: { crds: CreateReplace } }
  `,
  'kubernetes/apps/media/kustomization.yaml': `
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    namespace: media
    resources:
      - ./namespace.yaml
      - ./plex/ks.yaml
      # - ./resting/ks.yaml
      - ./vms/ks.yaml
  `,
  'kubernetes/apps/media/namespace.yaml': `
    apiVersion: v1
    kind: Namespace
    metadata: { name: _ }
  `,
  'kubernetes/apps/media/plex/ks.yaml': `
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: plex
    spec:
      path: ./kubernetes/apps/media/plex/app
      targetNamespace: media
      dependsOn: [{ name: storage, namespace: rook-ceph }, { name: plex-tools }]
      components: [../../../../components/volume]
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
      postBuild:
        substitute: { APP: plex }
        substituteFrom:
          - { kind: ConfigMap, name: settings }
          - { kind: Secret, name: secrets }
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: plex-tools }
    spec:
      path: ./kubernetes/apps/media/plex/tools
      targetNamespace: media
      suspend: true
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  `,
  'kubernetes/apps/media/plex/app/kustomization.yaml':
    'resources: [./helmrelease.yaml, ./ocirepository.yaml]\n',
  'kubernetes/apps/media/plex/app/ocirepository.yaml': `
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: OCIRepository
    metadata: { name: plex }
    spec:
      url: oci://registry.example/helm/app-template
      ref: { tag: 5.1.0 }
  `,
  'kubernetes/apps/media/plex/app/helmrelease.yaml': `
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: { name: plex }
    spec:
      chartRef: { kind: OCIRepository, name: plex }
      values:
        controllers:
          plex:
            containers:
              app:
                image:
                  repository: registry.example/plex
                  tag: 1.2.3@sha256:0a
        service:
          app: { ports: { http: { port: 32400 } } }
        route:
          app:
            hostnames: ["{{ .Release.Name }}.\${DOMAIN}", "tv.\${SECRET_DOMAIN}"]
            parentRefs: [{ name: internal, namespace: network }]
        persistence:
          config: { existingClaim: "{{ .Release.Name }}" }
          cache: { size: 1Gi, storageClass: fast }
  `,
  'kubernetes/apps/media/plex/tools/pod.yaml': `
    apiVersion: v1
    kind: Pod
    metadata: { name: tools }
  `,
  'kubernetes/apps/media/resting/ks.yaml': `
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: resting }
    spec:
      path: ./kubernetes/apps/media/resting/app
      targetNamespace: media
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  `,
  'kubernetes/apps/media/resting/app/helmrelease.yaml': `
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: { name: resting }
    spec:
      chart:
        spec:
          chart: podinfo
          version: 6.x
          sourceRef: { kind: HelmRepository, name: podinfo, namespace: flux-system }
  `,
  'kubernetes/apps/media/vms/ks.yaml': `
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: vms }
    spec:
      path: ./kubernetes/apps/media/vms/app
      targetNamespace: media
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  `,
  'kubernetes/apps/media/vms/app/vm.yaml': `
    apiVersion: kubevirt.io/v1
    kind: VirtualMachine
    metadata: { name: desk }
    spec: { running: true, instancetype: { name: u1.small }, preference: { name: fedora } }
  `,
  'kubernetes/components/volume/kustomization.yaml': `
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    resources: [./pvc.yaml]
  `,
  'kubernetes/components/volume/pvc.yaml': `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: { name: "\${APP}" }
    spec: { resources: { requests: { storage: "\${SIZE:=5Gi}" } } }
  `,
  'kubernetes/apps/settings/settings.yaml': `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: settings, namespace: flux-system }
    data: { DOMAIN: lab.example }
  `,
  'nodes.yaml': `
    nodes:
      - name: cp1
        address: 192.0.2.1
        controller: true
      - { name: w1, address: 192.0.2.2, controller: false }
  `,
};
