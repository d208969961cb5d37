/** Where and as whom the next request goes. */
export interface Connection {
  /** Without a trailing slash where possible; may hold a path prefix. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
}

/** What Node's `https.Agent` needs to know. */
export interface TlsSettings {
  /** PEM. */
  readonly ca?: string;
  /** PEM. */
  readonly cert?: string;
  /** PEM. */
  readonly key?: string;
  readonly rejectUnauthorized?: boolean;
  readonly servername?: string;
}

/**
 * How one cluster is reached. Credentials rotate, so it is asked before every
 * request and may answer from what it read a moment ago.
 */
export interface ClusterAccess {
  /** Rejects with a KubeApiError `credentialMissing` when a file it needs cannot be read. */
  connect(): Promise<Connection>;
  /** Forgets what it keeps in memory: the API refused it, or the configuration changed. */
  reload(): void;
}
