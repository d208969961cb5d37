import type { Config } from '@backstage/config';
import type { ClusterSettings } from './ClusterSettings';

const METHODS = 'kubernetes.clusterLocatorMethods';

/** Where the Kubernetes plugin's `localKubectlProxy` looks, `kubectl proxy`'s default. */
const KUBECTL_PROXY_URL = 'http://127.0.0.1:8001';

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/**
 * Reads the clusters that `kubernetes.clusterLocatorMethods` names, in that
 * order, and how Homestage itself reaches them where `homestage.clusters` says
 * something else. A kubeconfig is read only when it is named there.
 *
 * A cluster that cannot be used is returned as misconfigured with the key in
 * question, so that the others still work.
 */
export function readClusters(config: Config): ClusterSettings[] {
  const methods = config.getOptionalConfigArray(METHODS) ?? [];
  const located = methods.flatMap((method, index) =>
    readMethod(method, `${METHODS}[${index}]`),
  );
  return withoutDuplicates(withKubeconfigs(located, config));
}

function readMethod(method: Config, key: string): ClusterSettings[] {
  const type = method.getOptionalString('type');
  switch (type) {
    case 'config':
      return (method.getOptionalConfigArray('clusters') ?? []).map(
        (cluster, index) => readCluster(cluster, `${key}.clusters[${index}]`),
      );
    case 'localKubectlProxy':
      return [{ name: 'local', ...direct(KUBECTL_PROXY_URL) }];
    default:
      return [
        misconfigured(`${type ?? 'unnamed'}-clusters`, {
          message: `${key}.type is ${
            type ?? 'not set'
          }, which Homestage cannot read`,
          nextStep: `List the clusters under a locator of type config beside it`,
        }),
      ];
  }
}

function direct(url: string) {
  return {
    type: 'direct' as const,
    url,
    skipTLSVerify: false,
    usesPodServiceAccount: false,
  };
}

function readCluster(cluster: Config, key: string): ClusterSettings {
  const name = cluster.getOptionalString('name');
  const url = cluster.getOptionalString('url');
  if (!name || !url) {
    return misconfigured(name ?? key, {
      message: `${key}.${name ? 'url' : 'name'} is not set`,
      nextStep: `Set it in the configuration and start again`,
    });
  }
  const title = cluster.getOptionalString('title');
  const metadata = cluster.getOptional<Record<string, string>>('authMetadata');
  const provider =
    metadata?.[AUTH_PROVIDER] ?? cluster.getOptionalString('authProvider');
  if (provider === 'localKubectlProxy') {
    return { name, title, ...direct(url) };
  }
  if (provider !== 'serviceAccount') {
    return misconfigured(name, {
      title,
      message: `${key}.authProvider is ${
        provider ?? 'not set'
      }: Homestage reads clusters with credentials of its own`,
      nextStep: `Use serviceAccount there, or name a kubeconfig for ${name} under homestage.clusters`,
    });
  }
  const token =
    metadata?.serviceAccountToken ??
    cluster.getOptionalString('serviceAccountToken');
  return {
    name,
    title,
    type: 'direct',
    url,
    token: token?.trim(),
    caData: cluster.getOptionalString('caData'),
    caFile: cluster.getOptionalString('caFile'),
    skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
    usesPodServiceAccount: !token,
  };
}

function withKubeconfigs(
  located: ClusterSettings[],
  config: Config,
): ClusterSettings[] {
  const clusters = [...located];
  for (const entry of config.getOptionalConfigArray('homestage.clusters') ??
    []) {
    const name = entry.getString('name');
    const file = entry.getString('kubeconfig');
    const context = entry.getOptionalString('context');
    const index = clusters.findIndex(cluster => cluster.name === name);
    const title = clusters[index]?.title;
    const cluster = { name, title, type: 'kubeconfig' as const, file, context };
    if (index < 0) {
      clusters.push(cluster);
    } else {
      clusters[index] = cluster;
    }
  }
  return clusters;
}

/** Reading either of two clusters of one name would be a guess, so neither is read. */
function withoutDuplicates(clusters: ClusterSettings[]): ClusterSettings[] {
  const names = [...new Set(clusters.map(cluster => cluster.name))];
  return names.map(name => {
    const same = clusters.filter(cluster => cluster.name === name);
    return same.length === 1
      ? same[0]
      : misconfigured(name, {
          message: `${same.length} clusters of ${METHODS} are named ${name}`,
          nextStep: `Give each a name of its own`,
        });
  });
}

function misconfigured(
  name: string,
  options: { title?: string; message: string; nextStep: string },
): ClusterSettings {
  return { name, type: 'misconfigured', ...options };
}
