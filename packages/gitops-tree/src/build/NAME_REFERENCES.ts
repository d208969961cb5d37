/** Where one kind's objects name objects of another kind. */
export interface NameReference {
  /** Kind that is named. */
  readonly target: string;
  /** Kinds that name it; empty means every kind. */
  readonly kinds: readonly string[];
  /** Keys to the name; lists on the way are stepped into. */
  readonly path: readonly string[];
}

/** Where each workload keeps its pod spec. */
const POD_SPECS: readonly [
  kinds: readonly string[],
  path: readonly string[],
][] = [
  [['Pod'], ['spec']],
  [
    [
      ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'],
      ...['Job', 'ReplicationController'],
    ],
    ['spec', 'template', 'spec'],
  ],
  [['CronJob'], ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
];

const IN_POD_SPEC: readonly [target: string, path: string][] = [
  ['ConfigMap', 'volumes.configMap.name'],
  ['ConfigMap', 'volumes.projected.sources.configMap.name'],
  ['ConfigMap', 'containers.env.valueFrom.configMapKeyRef.name'],
  ['ConfigMap', 'containers.envFrom.configMapRef.name'],
  ['ConfigMap', 'initContainers.env.valueFrom.configMapKeyRef.name'],
  ['ConfigMap', 'initContainers.envFrom.configMapRef.name'],
  ['Secret', 'volumes.secret.secretName'],
  ['Secret', 'volumes.projected.sources.secret.name'],
  ['Secret', 'containers.env.valueFrom.secretKeyRef.name'],
  ['Secret', 'containers.envFrom.secretRef.name'],
  ['Secret', 'initContainers.env.valueFrom.secretKeyRef.name'],
  ['Secret', 'initContainers.envFrom.secretRef.name'],
  ['Secret', 'imagePullSecrets.name'],
  ['PersistentVolumeClaim', 'volumes.persistentVolumeClaim.claimName'],
  ['ServiceAccount', 'serviceAccountName'],
];

const ELSEWHERE: readonly [target: string, kind: string, path: string][] = [
  ['Secret', 'Ingress', 'spec.tls.secretName'],
  ['Service', 'Ingress', 'spec.rules.http.paths.backend.service.name'],
  ['Service', 'Ingress', 'spec.defaultBackend.service.name'],
  ['Service', 'StatefulSet', 'spec.serviceName'],
  ['Deployment', 'HorizontalPodAutoscaler', 'spec.scaleTargetRef.name'],
  ['StatefulSet', 'HorizontalPodAutoscaler', 'spec.scaleTargetRef.name'],
  ['Role', 'RoleBinding', 'roleRef.name'],
  ['ClusterRole', 'RoleBinding', 'roleRef.name'],
  ['ClusterRole', 'ClusterRoleBinding', 'roleRef.name'],
  ['ServiceAccount', 'RoleBinding', 'subjects.name'],
  ['ServiceAccount', 'ClusterRoleBinding', 'subjects.name'],
  ['Secret', 'ServiceAccount', 'secrets.name'],
  ['Secret', 'ServiceAccount', 'imagePullSecrets.name'],
];

/** Kustomize's built-in name references, as far as labs use them. */
export const NAME_REFERENCES: readonly NameReference[] = Object.freeze([
  ...POD_SPECS.flatMap(([kinds, base]) =>
    IN_POD_SPEC.map(([target, path]) => ({
      target,
      kinds,
      path: [...base, ...path.split('.')],
    })),
  ),
  ...ELSEWHERE.map(([target, kind, path]) => ({
    target,
    kinds: [kind],
    path: path.split('.'),
  })),
]);
