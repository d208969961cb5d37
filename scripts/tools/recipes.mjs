/**
 * What each real program is built from. `group` is the folder of `tools/` whose
 * go.mod and go.sum pin it, `module` the one whose version is the program's own;
 * `sources` are files of that folder, where the program itself is ours.
 * The order is that of a full build: what most people wait for comes first.
 */
export const RECIPES = [
  kubernetes('kubectl'),
  {
    name: 'kustomize',
    group: 'kustomize',
    module: 'sigs.k8s.io/kustomize/kustomize/v5',
    variables: version => ({
      'sigs.k8s.io/kustomize/api/provenance.version': version,
    }),
  },
  {
    name: 'kubeconform',
    group: 'kubeconform',
    module: 'github.com/yannh/kubeconform',
    command: 'cmd/kubeconform',
    variables: version => ({ 'main.version': version }),
  },
  {
    name: 'controller-gen',
    group: 'controller-gen',
    module: 'sigs.k8s.io/controller-tools',
    command: 'cmd/controller-gen',
  },
  {
    name: 'sops',
    group: 'sops',
    module: 'github.com/getsops/sops/v3',
    command: 'cmd/sops',
  },
  ...['age', 'age-keygen'].map(name => ({
    name,
    group: 'age',
    module: 'filippo.io/age',
    command: `cmd/${name}`,
    variables: version => ({ 'main.Version': version }),
  })),
  {
    name: 'helm',
    group: 'helm',
    module: 'helm.sh/helm/v4',
    command: 'cmd/helm',
    variables: version => ({
      'helm.sh/helm/v4/internal/version.version': version,
    }),
  },
  {
    name: 'talosctl',
    group: 'talosctl',
    module: 'github.com/siderolabs/talos',
    command: 'cmd/talosctl',
    variables: version => ({
      'github.com/siderolabs/talos/pkg/machinery/version.Tag': version,
    }),
  },
  {
    // A program of ours, of what Talos gives to be built with.
    name: 'talos-standin',
    group: 'talos-standin',
    module: 'github.com/siderolabs/talos/pkg/machinery',
    sources: ['main.go'],
  },
  {
    name: 'flux',
    group: 'flux',
    module: 'github.com/fluxcd/flux2/v2',
    command: 'cmd/flux',
    variables: version => ({ 'main.VERSION': version.slice(1) }),
    // The manifests that `flux install` applies are made by the upstream release
    // and are not in the module; the embed directive wants at least one file.
    patches: [
      {
        module: 'github.com/fluxcd/flux2/v2',
        add: {
          'cmd/flux/manifests/none.yaml': '# Made by the upstream release.\n',
        },
      },
    ],
  },
  {
    name: 'virtctl',
    group: 'virtctl',
    module: 'kubevirt.io/kubevirt',
    command: 'cmd/virtctl',
    variables: version => ({
      'kubevirt.io/client-go/version.gitVersion': version,
    }),
  },
  {
    name: 'etcd',
    group: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
  },
  {
    // Reads the snapshots that the embedded lab gives.
    name: 'etcdutl',
    group: 'etcd',
    module: 'go.etcd.io/etcd/etcdutl/v3',
  },
  kubernetes('kube-apiserver'),
  kubernetes('kube-controller-manager'),
  kubernetes('kube-scheduler'),
  {
    name: 'kwok',
    group: 'kwok',
    module: 'sigs.k8s.io/kwok',
    command: 'cmd/kwok',
    variables: version => ({ 'sigs.k8s.io/kwok/pkg/consts.Version': version }),
    // kwok does nothing without stages, and they come with the module only.
    assets: ['kustomize/stage'],
  },
  fluxController('source', {
    patches: [
      {
        module: 'github.com/fluxcd/pkg/artifact',
        // v0.4.0 names a package of go-git that go-git has moved out since; Flux
        // keeps the same package under its own name.
        replace: {
          'storage/archive.go': [
            'github.com/go-git/go-git/v5/plumbing/format/gitignore',
            'github.com/fluxcd/pkg/sourceignore/gitignore',
          ],
        },
      },
    ],
  }),
  fluxController('kustomize'),
  fluxController('helm'),
  fluxController('notification'),
  {
    name: 'gitea',
    group: 'gitea',
    module: 'code.gitea.io/gitea',
    // SQLite is written in C.
    needsC: true,
    tags: ['sqlite', 'sqlite_unlock_notify'],
    variables: version => ({
      'main.Version': version.slice(1),
      'main.Tags': 'sqlite sqlite_unlock_notify',
    }),
    assets: ['options', 'templates', 'public'],
  },
  {
    // What most registries of container images are made of.
    name: 'registry',
    group: 'registry',
    module: 'github.com/distribution/distribution/v3',
    command: 'cmd/registry',
    variables: version => ({
      'github.com/distribution/distribution/v3/version.version': version,
    }),
  },
  {
    name: 'talhelper',
    group: 'talhelper',
    module: 'github.com/budimanjojo/talhelper/v3',
    variables: version => ({
      'github.com/budimanjojo/talhelper/v3/cmd.version': version,
    }),
  },
];

/** A program of the Kubernetes repository: clients and servers tell each other these versions. */
function kubernetes(name) {
  return {
    name,
    group: 'kubernetes',
    module: 'k8s.io/kubernetes',
    command: `cmd/${name}`,
    variables: version => {
      const [major, minor] = version.slice(1).split('.');
      return Object.fromEntries(
        ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']
          .map(folder => [
            [`${folder}.gitVersion`, version],
            [`${folder}.gitMajor`, major],
            [`${folder}.gitMinor`, minor],
            [`${folder}.gitTreeState`, 'clean'],
            [`${folder}.buildDate`, '1970-01-01T00:00:00Z'],
          ])
          .flat(),
      );
    },
  };
}

function fluxController(word, more = {}) {
  const name = `${word}-controller`;
  return { name, group: name, module: `github.com/fluxcd/${name}`, ...more };
}
