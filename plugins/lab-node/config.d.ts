export interface Config {
  homestage?: {
    /**
     * How Homestage itself reaches a cluster where
     * `kubernetes.clusterLocatorMethods` is not enough. A kubeconfig that merely
     * lies on the machine is never used.
     */
    clusters?: Array<{
      /**
       * Name of a cluster in `kubernetes.clusterLocatorMethods`, or of one more.
       */
      name: string;
      /**
       * Path of a kubeconfig. Login programs that it names are run.
       */
      kubeconfig: string;
      /**
       * Context in it; its current one when unset.
       */
      context?: string;
    }>;
  };
}
