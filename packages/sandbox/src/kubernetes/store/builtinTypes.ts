import { ResourceType, ScalePaths } from '../ObjectStore';

const REPLICAS: ScalePaths = {
  specReplicas: 'spec.replicas',
  statusReplicas: 'status.replicas',
};

interface Row {
  group: string;
  version: string;
  kind: string;
  plural?: string;
  short?: string[];
  /** Unset means namespaced. */
  isClusterWide?: boolean;
  hasStatus?: boolean;
  isInAll?: boolean;
  isScaled?: boolean;
}

const core = (kind: string, row: Partial<Row> = {}): Row => ({
  group: '',
  version: 'v1',
  kind,
  ...row,
});

const of =
  (group: string, version: string) =>
  (kind: string, row: Partial<Row> = {}): Row => ({
    group,
    version,
    kind,
    ...row,
  });

const apps = of('apps', 'v1');
const batch = of('batch', 'v1');
const networking = of('networking.k8s.io', 'v1');
const rbac = of('rbac.authorization.k8s.io', 'v1');
const storage = of('storage.k8s.io', 'v1');

/** The kinds of Kubernetes 1.36 that the lab serves, as `kubectl api-resources` lists them. */
const ROWS: readonly Row[] = [
  core('ConfigMap', { short: ['cm'] }),
  core('Endpoints', { plural: 'endpoints', short: ['ep'] }),
  core('Event', { short: ['ev'] }),
  core('LimitRange', { short: ['limits'] }),
  core('Namespace', { short: ['ns'], isClusterWide: true, hasStatus: true }),
  core('Node', { short: ['no'], isClusterWide: true, hasStatus: true }),
  core('PersistentVolumeClaim', { short: ['pvc'], hasStatus: true }),
  core('PersistentVolume', {
    short: ['pv'],
    isClusterWide: true,
    hasStatus: true,
  }),
  core('Pod', { short: ['po'], hasStatus: true, isInAll: true }),
  core('PodTemplate'),
  core('ReplicationController', {
    short: ['rc'],
    hasStatus: true,
    isInAll: true,
    isScaled: true,
  }),
  core('ResourceQuota', { short: ['quota'], hasStatus: true }),
  core('Secret'),
  core('ServiceAccount', { short: ['sa'] }),
  core('Service', { short: ['svc'], hasStatus: true, isInAll: true }),
  of('apiextensions.k8s.io', 'v1')('CustomResourceDefinition', {
    short: ['crd', 'crds'],
    isClusterWide: true,
    hasStatus: true,
  }),
  of('apiregistration.k8s.io', 'v1')('APIService', {
    isClusterWide: true,
    hasStatus: true,
  }),
  apps('ControllerRevision'),
  apps('DaemonSet', { short: ['ds'], hasStatus: true, isInAll: true }),
  apps('Deployment', {
    short: ['deploy'],
    hasStatus: true,
    isInAll: true,
    isScaled: true,
  }),
  apps('ReplicaSet', {
    short: ['rs'],
    hasStatus: true,
    isInAll: true,
    isScaled: true,
  }),
  apps('StatefulSet', {
    short: ['sts'],
    hasStatus: true,
    isInAll: true,
    isScaled: true,
  }),
  of('autoscaling', 'v2')('HorizontalPodAutoscaler', {
    short: ['hpa'],
    hasStatus: true,
    isInAll: true,
  }),
  batch('CronJob', { short: ['cj'], hasStatus: true, isInAll: true }),
  batch('Job', { hasStatus: true, isInAll: true }),
  of('coordination.k8s.io', 'v1')('Lease'),
  of('discovery.k8s.io', 'v1')('EndpointSlice'),
  networking('IngressClass', { plural: 'ingressclasses', isClusterWide: true }),
  networking('Ingress', {
    plural: 'ingresses',
    short: ['ing'],
    hasStatus: true,
  }),
  networking('NetworkPolicy', { plural: 'networkpolicies', short: ['netpol'] }),
  of('policy', 'v1')('PodDisruptionBudget', {
    short: ['pdb'],
    hasStatus: true,
  }),
  rbac('ClusterRoleBinding', { isClusterWide: true }),
  rbac('ClusterRole', { isClusterWide: true }),
  rbac('RoleBinding'),
  rbac('Role'),
  of('scheduling.k8s.io', 'v1')('PriorityClass', {
    plural: 'priorityclasses',
    short: ['pc'],
    isClusterWide: true,
  }),
  storage('CSIDriver', { isClusterWide: true }),
  storage('CSINode', { isClusterWide: true }),
  storage('StorageClass', {
    plural: 'storageclasses',
    short: ['sc'],
    isClusterWide: true,
  }),
  storage('VolumeAttachment', { isClusterWide: true, hasStatus: true }),
];

function toType(row: Row): ResourceType {
  const singular = row.kind.toLowerCase();
  return Object.freeze({
    group: row.group,
    version: row.version,
    kind: row.kind,
    plural: row.plural ?? `${singular}s`,
    singular,
    shortNames: row.short ?? [],
    namespaced: !row.isClusterWide,
    hasStatus: row.hasStatus ?? false,
    categories: row.isInAll ? ['all'] : [],
    ...(row.isScaled ? { scale: REPLICAS } : {}),
  });
}

/** The built-in kinds. Custom ones come with their CustomResourceDefinition. */
export const builtinTypes: readonly ResourceType[] = ROWS.map(toType);
