import { FetchTalosLiveClient } from '@homestage/backstage-plugin-talos-common';
import {
  startTestTalos,
  waitFor,
  type TestTalos,
} from '@homestage/sandbox/testUtils';
import { startTalosBackend } from './startTalosBackend';

/** A backend of a {@link LiveLab}. */
export type LiveBackend = Awaited<ReturnType<typeof startTalosBackend>>;

/** How a backend of a {@link LiveLab} is configured. */
export type LiveOptions = Parameters<typeof startTalosBackend>[1] & {
  /** File with the credential of the actions; none when unset. */
  actions?: string;
  talosconfig?: string;
};

/** Four machines, and backends that read them as each test wants. */
export class LiveLab {
  readonly talos: TestTalos;
  readonly #backends: LiveBackend[] = [];

  private constructor(talos: TestTalos) {
    this.talos = talos;
  }

  static async start(): Promise<LiveLab> {
    return new LiveLab(
      await startTestTalos(['cp-01', 'cp-02', 'cp-03', 'worker-01']),
    );
  }

  /** A backend that has heard of all four, and its client. */
  async open(options: LiveOptions = {}) {
    const { actions, talosconfig, ...rest } = options;
    const backend = await startTalosBackend(
      [
        {
          name: 'lab',
          talosconfig: talosconfig ?? this.talos.talosconfigFile,
          ...(actions ? { actions: { talosconfig: actions } } : {}),
        },
      ],
      rest,
    );
    this.#backends.push(backend);
    await waitFor(() => backend.get('/summary'), {
      until: ({ summary }) =>
        summary?.machines.running === 4 && summary.etcd[0]?.hasQuorum,
    });
    return { backend, client: clientOf(backend) };
  }

  async stop(): Promise<void> {
    for (const backend of this.#backends) {
      await backend.stop();
    }
    await this.talos.stop();
  }
}

function clientOf(backend: LiveBackend) {
  return new FetchTalosLiveClient({
    discoveryApi: { getBaseUrl: async id => `${backend.url}/api/${id}` },
    fetchApi: { fetch },
  });
}
