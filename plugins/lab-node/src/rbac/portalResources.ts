/**
 * One resource that the portal reads.
 *
 * @public
 */
export interface PortalResource {
  /** Empty for the core group. */
  readonly group: string;
  readonly plural: string;
  /** Unset means get, list and watch. */
  readonly verbs?: readonly string[];
}

const inGroup = (group: string, ...plurals: string[]): PortalResource[] =>
  plurals.map(plural => ({ group, plural }));

/**
 * What apps are made of besides what the pages are about: so that the tree of what
 * Flux applied can say of each object how it is. One row for each group that the
 * components of the reference lab use.
 */
const APPLIED_RESOURCES: readonly PortalResource[] = [
  ...inGroup(
    'admissionregistration.k8s.io',
    'mutatingwebhookconfigurations',
    'validatingwebhookconfigurations',
  ),
  ...inGroup('apiregistration.k8s.io', 'apiservices'),
  ...inGroup('scheduling.k8s.io', 'priorityclasses'),
  ...inGroup(
    'gateway.envoyproxy.io',
    'backendtrafficpolicies',
    'clienttrafficpolicies',
    'envoyproxies',
    'securitypolicies',
  ),
  ...inGroup(
    'cilium.io',
    'ciliuml2announcementpolicies',
    'ciliumloadbalancerippools',
    'ciliumnetworkpolicies',
  ),
  ...inGroup('k8s.cni.cncf.io', 'network-attachment-definitions'),
  ...inGroup('cert-manager.io', 'certificates', 'clusterissuers', 'issuers'),
  ...inGroup('external-secrets.io', 'clustersecretstores', 'externalsecrets'),
  ...inGroup(
    'ceph.rook.io',
    'cephblockpools',
    'cephclusters',
    'cephfilesystems',
    'cephobjectstores',
  ),
  ...inGroup('snapshot.storage.k8s.io', 'volumesnapshotclasses'),
  ...inGroup(
    'volsync.backube',
    'replicationdestinations',
    'replicationsources',
  ),
  ...inGroup(
    'kopiur.home-operations.com',
    'clusterrepositories',
    'restores',
    'snapshotpolicies',
    'snapshotschedules',
  ),
  ...inGroup('postgresql.cnpg.io', 'clusters', 'poolers', 'scheduledbackups'),
  ...inGroup('barmancloud.cnpg.io', 'objectstores'),
  ...inGroup('dragonflydb.io', 'dragonflies'),
  ...inGroup(
    'monitoring.coreos.com',
    'alertmanagerconfigs',
    'podmonitors',
    'prometheusrules',
    'servicemonitors',
  ),
  ...inGroup('talos.dev', 'serviceaccounts'),
  ...inGroup(
    'tuppr.home-operations.com',
    'kubernetesupgrades',
    'talosupgrades',
  ),
  ...inGroup('renovate-operator.mogenius.com', 'renovatejobs'),
];

/**
 * What the portal reads: its own pages and the Kubernetes tab of an app. A kind
 * that is missing here can still be asked for; where the credential may not read
 * it, its source says `forbidden` and everything else works.
 *
 * @public
 */
export const PORTAL_RESOURCES: readonly PortalResource[] = Object.freeze([
  ...inGroup(
    '',
    'configmaps',
    'endpoints',
    'events',
    'limitranges',
    'namespaces',
    'nodes',
    'persistentvolumeclaims',
    'persistentvolumes',
    'pods',
    'resourcequotas',
    'serviceaccounts',
    'services',
  ),
  { group: '', plural: 'pods/log', verbs: ['get'] },
  ...inGroup(
    'apps',
    'daemonsets',
    'deployments',
    'replicasets',
    'statefulsets',
  ),
  ...inGroup('batch', 'cronjobs', 'jobs'),
  ...inGroup('autoscaling', 'horizontalpodautoscalers'),
  ...inGroup('policy', 'poddisruptionbudgets'),
  ...inGroup('networking.k8s.io', 'ingresses', 'networkpolicies'),
  ...inGroup('storage.k8s.io', 'csidrivers', 'storageclasses'),
  ...inGroup(
    'rbac.authorization.k8s.io',
    'clusterrolebindings',
    'clusterroles',
    'rolebindings',
    'roles',
  ),
  ...inGroup('apiextensions.k8s.io', 'customresourcedefinitions'),
  { group: 'metrics.k8s.io', plural: 'pods', verbs: ['get', 'list'] },
  ...inGroup(
    'gateway.networking.k8s.io',
    'gatewayclasses',
    'gateways',
    'grpcroutes',
    'httproutes',
    'tlsroutes',
  ),
  ...inGroup('kustomize.toolkit.fluxcd.io', 'kustomizations'),
  ...inGroup('helm.toolkit.fluxcd.io', 'helmreleases'),
  ...inGroup(
    'source.toolkit.fluxcd.io',
    'buckets',
    'externalartifacts',
    'gitrepositories',
    'helmcharts',
    'helmrepositories',
    'ocirepositories',
  ),
  ...inGroup('source.extensions.fluxcd.io', 'artifactgenerators'),
  ...inGroup(
    'notification.toolkit.fluxcd.io',
    'alerts',
    'providers',
    'receivers',
  ),
  ...inGroup(
    'image.toolkit.fluxcd.io',
    'imagepolicies',
    'imagerepositories',
    'imageupdateautomations',
  ),
  ...inGroup(
    'fluxcd.controlplane.io',
    'fluxinstances',
    'fluxreports',
    'resourcesetinputproviders',
    'resourcesets',
  ),
  ...inGroup('infra.contrib.fluxcd.io', 'terraforms'),
  ...inGroup(
    'kubevirt.io',
    'kubevirts',
    'virtualmachineinstances',
    'virtualmachines',
  ),
  ...inGroup('cdi.kubevirt.io', 'cdis', 'datavolumes'),
  ...APPLIED_RESOURCES,
]);
