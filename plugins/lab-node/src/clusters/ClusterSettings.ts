/**
 * One cluster as the configuration names it: either what is needed to reach it,
 * or which key keeps it from being reached.
 */
export type ClusterSettings = {
  readonly name: string;
  readonly title?: string;
} & (ReachableSettings | MisconfiguredSettings);

/** Settings that suffice to ask the cluster. */
export type ReachableSettings =
  | {
      readonly type: 'direct';
      readonly url: string;
      /** Unset for an API that asks for none, such as `kubectl proxy`. */
      readonly token?: string;
      /** PEM, base64 as in a kubeconfig. */
      readonly caData?: string;
      readonly caFile?: string;
      readonly skipTLSVerify: boolean;
      /** Where the token comes from when none is given: the pod's own service account. */
      readonly usesPodServiceAccount: boolean;
    }
  | {
      readonly type: 'kubeconfig';
      readonly file: string;
      /** The file's current context when unset. */
      readonly context?: string;
    };

/** A cluster that cannot be asked until somebody changes the configuration. */
export interface MisconfiguredSettings {
  readonly type: 'misconfigured';
  readonly message: string;
  readonly nextStep: string;
}
