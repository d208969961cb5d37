export interface Config {
  catalog?: {
    providers?: {
      /** What the entities made from the lab look like. */
      lab?: {
        /**
         * Owner of every entity, as an entity ref. Default: `group:default/lab`.
         */
        owner?: string;
      };
    };
  };
}
