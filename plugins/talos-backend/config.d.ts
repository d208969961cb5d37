export interface Config {
  homestage?: {
    talos?: {
      /**
       * What may be done to machines at once, and not by a change in Git: reboot,
       * restart a service, snapshots, defragmentation and alarms of etcd.
       */
      actions?: {
        /**
         * False when unset. Each action needs a permission of its own besides, and
         * `homestage.readOnly` takes all of them away.
         */
        enabled?: boolean;
      };
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
        /**
         * A second credential, with the role `os:admin`, for one thing only: to compare
         * the documents of machine configs with those in Git. Secrets are taken out as
         * soon as they are read. Unset, and nothing but what a reader sees is compared.
         */
        administrator?: {
          /** Path of a talosconfig; followed like the other. */
          talosconfig: string;
          /** Context in it; its current one when unset. */
          context?: string;
        };
        /** The credential that actions are done with; the first one when unset. */
        actions?: {
          /** Path of a talosconfig with the role `os:operator`; followed too. */
          talosconfig: string;
          /** Context in it; its current one when unset. */
          context?: string;
        };
      }>;
    };
  };
}
