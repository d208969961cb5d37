import { HumanDuration } from '@backstage/types';

export interface Config {
  homestage?: {
    gitops?: {
      /**
       * The GitOps repositories of the lab. Credentials come from `integrations`.
       */
      repositories?: Array<{
        /**
         * What the repository is called in Homestage; unique.
         */
        name: string;
        /**
         * Web address of the repository on its forge, e.g. `https://git.example.org/lab/home-ops`.
         */
        url: string;
        /**
         * The branch that the cluster follows. Default: `main`.
         */
        branch?: string;
        /**
         * Which API the forge speaks. Unset: found from `integrations` by the host of `url`.
         */
        type?: 'gitea' | 'github' | 'gitlab';
        /**
         * Name of the cluster that this tree is applied to, as in `kubernetes.clusterLocatorMethods`.
         */
        cluster?: string;
        /**
         * Directory of the Kubernetes tree inside the repository. Unset or empty: the whole repository.
         */
        path?: string;
        /**
         * How often to look for a new commit. Default: 60 seconds; at least 1 second.
         */
        refresh?: HumanDuration;
      }>;
      /**
       * Folder with one YAML file for each app that the form "Add an app" can be filled in
       * for, as `infra/presets` of Homestage holds them. Relative to the directory that the
       * backend runs in. Unset: the form starts blank.
       */
      presets?: string;
      /**
       * Whether the forms say that an image exists, which its registry is asked for.
       */
      images?: {
        /**
         * Whether registries are asked at all. Default: true.
         */
        check?: boolean;
        /**
         * Registries that are asked, or asked otherwise, besides those that an image of the
         * trees or presets comes from.
         */
        registries?: Array<{
          /**
           * As image references name it, with its port, e.g. `registry.lab.example:5000`.
           */
          host: string;
          /**
           * Where the backend reaches it: scheme, host and port. Default: `https://<host>`.
           */
          url?: string;
          /**
           * Where the registry sends to for a token, if that is a host of a private network
           * and not the registry itself; scheme, host and path.
           */
          tokenUrl?: string;
          /**
           * A login that may pull, for registries that are not open to anybody. It is sent to
           * `url` and to `tokenUrl` alone. Whoever may see the forms learns by it which images
           * there are.
           */
          auth?: {
            username: string;
            /**
             * A password, or better a token that may only read.
             * @visibility secret
             */
            password: string;
          };
        }>;
      };
    };
  };
}
