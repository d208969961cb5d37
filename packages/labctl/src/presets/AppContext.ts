/**
 * What the templates of infra/templates/app see as `app`: everything is decided and
 * spelled, so that a template only prints. Names are in snake case like the inputs.
 * Whatever a field may lack is `null` or an empty list.
 *
 * @public
 */
export interface AppContext {
  name: string;
  /** Preset that it was made from. */
  preset: string;
  namespace: string;
  title: string;
  description: string;
  upstream: string;
  icon: string;
  group: string;
  architectures: string[];
  exposure: 'none' | 'internal' | 'external' | 'tailscale';
  /** Full host name, or null when no route leads to it. */
  host: string | null;
  /** The same as it stands in a Helm value: short where it follows the release. */
  host_text: string | null;
  /** The first is the app itself. */
  workloads: AppWorkload[];
  pod: AppPod;
  volumes: AppVolume[];
  /** Volume claims that the app's own folder holds; see `backup` for the others. */
  claims: AppClaim[];
  services: AppService[];
  route: AppRoute | null;
  ingress: { class_name: string; host: string; tls: boolean } | null;
  /** What the app reads of the Kubernetes API. */
  cluster_rules: { api_groups: string; resources: string; verbs: string }[];
  /** Port and path that Prometheus reads, where the lab has it. */
  metrics: { port: string; path: string } | null;
  config_files: { name: string; text: string }[];
  /** Whether the reloader should watch anything. */
  reloads: boolean;
  /** The app's own, and the one that its database saves itself with. */
  secrets: AppSecret[];
  /** Name of the ClusterSecretStore, or null where SOPS files hold the values. */
  secret_store: string | null;
  /** Whether one item of the store holds all fields (else: one item per field). */
  store_has_fields: boolean;
  database: AppDatabase | null;
  /** A Dragonfly of its own. */
  cache: { component: boolean; host: string } | null;
  backup: AppBackup | null;
  /** Components of the lab that it needs, sorted. */
  components: string[];
  /** Kustomize components of ks.yaml, as paths from the app folder, sorted. */
  kustomize_components: string[];
  /** `postBuild.substitute` of ks.yaml, sorted by name. */
  substitutes: { name: string; text: string }[];
  depends_on: { name: string; namespace: string }[];
  namespace_labels: Record<string, string>;
  /** Files of app/kustomization.yaml, sorted. */
  resources: string[];
}

/** A controller of the chart with its one container. @public */
export interface AppWorkload {
  name: string;
  type: 'deployment' | 'statefulset' | 'cronjob';
  replicas: number;
  /** Several replicas without a volume of their own can be rolled. */
  rolling: boolean;
  schedule: string | null;
  timezone: string;
  image: { repository: string; tag: string };
  command: string[];
  args: string[];
  /** Sorted by name. A variable has a text, or comes from a Secret. */
  env: AppVariable[];
  /** Secret whose fields all become variables. */
  env_secret: string | null;
  probe: AppProbe;
  /** How often the start is tried, ten seconds apart; null for the default. */
  startup_tries: number | null;
  resources: { cpu: string; memory: string; limit: string };
  read_only_root: boolean;
  /** The image needs to start as root. */
  root: boolean;
}

/** @public */
export interface AppVariable {
  name: string;
  text: string | null;
  secret: { name: string; key: string } | null;
}

/** @public */
export interface AppProbe {
  kind: 'http' | 'tcp' | 'command' | 'port' | 'none';
  path: string;
  port: number;
  command: string[];
}

/** @public */
export interface AppPod {
  uid: number;
  gid: number;
  root: boolean;
  has_volume: boolean;
  host_network: boolean;
  reads_api: boolean;
  /** Multus annotation, or null. */
  vlan: string | null;
}

/** A folder of a container. @public */
export interface AppMount {
  path: string;
  sub_path: string | null;
  read_only: boolean;
}

/** @public */
export interface AppVolume {
  name: string;
  kind: 'claim' | 'nfs' | 'scratch' | 'config';
  /** claim: its name, quoted; config: name of the ConfigMap. */
  source: string;
  server: string;
  server_path: string;
  /** Empty when the default mount, a folder of the volume's name, is meant. */
  mounts: AppMount[];
  /** Workloads that mount it; empty for all. */
  workloads: string[];
}

/** @public */
export interface AppClaim {
  name: string;
  size: string;
  access: string;
  storage_class: string | null;
}

/** @public */
export interface AppService {
  name: string;
  /** Workload behind it; null where there is only one. */
  workload: string | null;
  load_balancer: boolean;
  /** Annotation that asks for `address`, or null. */
  address_annotation: string | null;
  address: string | null;
  /** Takes the name of the release although there are several services. */
  primary: boolean;
  ports: { name: string; port: number; protocol: string }[];
}

/** @public */
export interface AppRoute {
  gateway: string;
  gateway_namespace: string;
  section_name: string | null;
  /** Port of the service `app` where a rule must name it. */
  port: number | null;
  annotations: { name: string; text: string }[];
}

/** @public */
export interface AppSecret {
  name: string;
  /** Item of the store that has a field for each key. */
  item: string;
  keys: AppSecretKey[];
}

/** @public */
export interface AppSecretKey {
  name: string;
  description: string;
  /** Variable that `yarn infra secrets` takes the value from. */
  placeholder: string;
  /** How many characters to make up; null when only a person knows the value. */
  generate: number | null;
}

/** @public */
export interface AppDatabase {
  provider: 'cloudnative-pg' | 'external-postgres-operator';
  /** Name of the Cluster or of the Postgres. */
  name: string;
  database: string;
  image: string | null;
  extensions: string[];
  libraries: string[];
  size: string;
  instances: number;
  /** Secret with the keys of the S3 server; null when nothing is saved. */
  backup_secret: string | null;
  storage_class: string | null;
}

/** @public */
export interface AppBackup {
  engine: 'kopiur' | 'volsync';
  claim: string;
  size: string;
  uid: number;
  gid: number;
}
