/**
 * Documents that `talosctl gen config` and what is built on it make by themselves, so
 * that a tree need not hold them.
 *
 * Source: the control plane config of siderolabs/talos
 * pkg/machinery/config/types/v1alpha1/testdata/stability/v1.14.
 */
export const GENERATED_KINDS: ReadonlySet<string> = new Set([
  'v1alpha1',
  'DiscoveryServiceConfig',
  'DiscoveryIdentityConfig',
  'FilesystemTrimConfig',
  'HostnameConfig',
  'KubeAPIServerCAConfig',
  'KubeAPIServerConfig',
  'KubeAdmissionControlConfig',
  'KubeAggregatorCAConfig',
  'KubeAuditPolicyConfig',
  'KubeAuthenticationConfig',
  'KubeAuthorizerConfig',
  'KubeClusterConfig',
  'KubeControllerManagerConfig',
  'KubeCoreDNSConfig',
  'KubeEtcdEncryptionConfig',
  'KubeFlannelCNIConfig',
  'KubeNetworkConfig',
  'KubeNodeConfig',
  'KubePrismConfig',
  'KubeProxyConfig',
  'KubeSchedulerConfig',
  'KubeServiceAccountConfig',
  'KubeletConfig',
  'ResolverConfig',
  'SecurityProfileConfig',
  'UnattendedInstallConfig',
  'VolumeConfig',
]);
