export interface Config {
  homestage?: {
    talos?: {
      /** The Talos clusters that the portal reads; none when unset. */
      clusters?: Array<{
        /**
         * Name of the cluster, the same as in `kubernetes.clusterLocatorMethods` and
         * in `homestage.gitops.repositories`.
         */
        name: string;
        /**
         * Path of a talosconfig; one with the role `os:reader` is enough. The file is
         * followed: it may be replaced at any time.
         */
        talosconfig: string;
        /** Context in it; its current one when unset. */
        context?: string;
      }>;
    };
  };
}
