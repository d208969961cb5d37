export interface Config {
  homestage?: {
    /**
     * Whether the configuration describes the embedded lab. Set by
     * app-config.sandbox.yaml; refused in production.
     * @visibility frontend
     */
    embeddedLab?: boolean;
    /**
     * Nobody may change anything through the portal.
     * @visibility frontend
     */
    readOnly?: boolean;
    permissions?: {
      /**
       * Entity refs of the users and groups that may change things, such as
       * `group:default/lab`. Nobody, unless named here.
       */
      operators?: string[];
    };
  };
}
