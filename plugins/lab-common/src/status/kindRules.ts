import { formatKindRef, groupOf } from '../kubeObject';
import type { KubeObject } from '../kubeObject';
import {
  apiServiceStatus,
  customResourceDefinitionStatus,
  namespaceStatus,
  nodeStatus,
} from './clusterStatus';
import { deploymentStatus } from './deploymentStatus';
import { cronJobStatus, jobStatus } from './jobStatus';
import type { ObjectStatus } from './statusOf';
import { podStatus } from './podStatus';
import {
  horizontalPodAutoscalerStatus,
  podDisruptionBudgetStatus,
} from './policyStatus';
import { serviceStatus } from './serviceStatus';
import {
  persistentVolumeClaimStatus,
  persistentVolumeStatus,
} from './storageStatus';
import { virtualMachineStatus } from './virtualMachineStatus';
import {
  daemonSetStatus,
  replicaSetStatus,
  statefulSetStatus,
} from './workloadStatus';

type KindRule = (object: KubeObject, now: number) => ObjectStatus;

/** Kinds with a rule of their own, by `kind.group`. */
const KIND_RULES: ReadonlyMap<string, KindRule> = new Map<string, KindRule>([
  ['Pod', podStatus],
  ['Service', serviceStatus],
  ['PersistentVolumeClaim', persistentVolumeClaimStatus],
  ['PersistentVolume', persistentVolumeStatus],
  ['Node', nodeStatus],
  ['Namespace', namespaceStatus],
  ['Deployment.apps', deploymentStatus],
  ['StatefulSet.apps', statefulSetStatus],
  ['DaemonSet.apps', daemonSetStatus],
  ['ReplicaSet.apps', replicaSetStatus],
  ['Job.batch', jobStatus],
  ['CronJob.batch', cronJobStatus],
  ['HorizontalPodAutoscaler.autoscaling', horizontalPodAutoscalerStatus],
  ['PodDisruptionBudget.policy', podDisruptionBudgetStatus],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    customResourceDefinitionStatus,
  ],
  ['APIService.apiregistration.k8s.io', apiServiceStatus],
  ['VirtualMachine.kubevirt.io', virtualMachineStatus],
]);

/** Kinds that work without a status, though their rule reads one. */
const STATUS_OPTIONAL: ReadonlySet<string> = new Set([
  'Service',
  'CronJob.batch',
]);

/** Groups of the Kubernetes project whose kinds have no status unless a rule above says so. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'batch',
  'policy',
  'autoscaling',
  'admissionregistration.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Custom kinds whose controllers always write a status: without one nobody looked yet. */
const STATUS_EXPECTED: readonly RegExp[] = [
  /^(Kustomization|HelmRelease|GitRepository|OCIRepository|Bucket|HelmChart|ExternalArtifact|Receiver|ImageRepository|ImagePolicy|ImageUpdateAutomation)\..*\.toolkit\.fluxcd\.io$/,
  /^Flux(Instance|Report)\.fluxcd\.controlplane\.io$/,
  /^(Gateway|GatewayClass|[A-Z]+Route)\.gateway\.networking\.k8s\.io$/,
  /^(Certificate|Issuer|ClusterIssuer)\.cert-manager\.io$/,
  /^(ExternalSecret|SecretStore|ClusterSecretStore)\.external-secrets\.io$/,
  /^VirtualMachineInstance\.kubevirt\.io$/,
  /^DataVolume\.cdi\.kubevirt\.io$/,
  /^Cluster\.postgresql\.cnpg\.io$/,
  /^Ceph[A-Za-z]+\.ceph\.rook\.io$/,
  /^Application\.argoproj\.io$/,
];

/** What is known of a kind without looking at an object of it. */
export interface KindKnowledge {
  readonly rule?: KindRule;
  /**
   * `expected`: an object without a status was not looked at yet;
   * `none`: the kind has no status to wait for;
   * `unknown`: not known to us.
   */
  readonly status: 'expected' | 'none' | 'unknown';
}

/** Looks a kind up in the tables of this file. */
export function kindKnowledge(object: KubeObject): KindKnowledge {
  const group =
    typeof object.apiVersion === 'string' ? groupOf(object.apiVersion) : '';
  const kind = formatKindRef({ group, kind: String(object.kind) });
  const rule = KIND_RULES.get(kind);
  if (rule) {
    return { rule, status: STATUS_OPTIONAL.has(kind) ? 'none' : 'expected' };
  }
  if (STATUS_EXPECTED.some(pattern => pattern.test(kind))) {
    return { status: 'expected' };
  }
  return { status: BUILT_IN_GROUPS.has(group) ? 'none' : 'unknown' };
}
