/** What can be wrong with the Talos of a machine. @public */
export const TALOS_FAULTS = [
  'etcd-nospace',
  'clock-off',
  'old-version',
  'config-edited',
  'extension-lost',
  'volume-full',
  'disk-gone',
  'link-down',
  'link-slow',
  'kubelet-unhealthy',
  'certificate-near-end',
] as const;

/** One of {@link TALOS_FAULTS}. @public */
export type TalosFault = (typeof TALOS_FAULTS)[number];
