import { mockServices } from '@backstage/backend-test-utils';
import {
  deriveDetail,
  FLUX_KINDS,
  judgeFlux,
  type FluxDetail,
  type FluxModel,
} from '@homestage/backstage-plugin-flux-common';
import {
  createClusterStore,
  type StoppableClusterStore,
} from '@homestage/backstage-plugin-lab-node';
import { RealGitea } from '../../gitea/RealGitea';
import { RealKubernetes } from '../../kubernetes/RealKubernetes';
import { waitFor } from '../../process/waitFor';
import { FLUX_GROUPS, RealFlux } from '../RealFlux';

/** Where everything of Flux is. */
export const NAMESPACE = 'flux-system';

/** The one kind that is looked at beside Flux' own. */
export const CONFIG_MAP = { group: '', kind: 'ConfigMap' };

/** The repository that all is made of, and its source. */
const REPOSITORY = 'home-ops';

/** Names an object of Flux as the pages do. */
export function refOf(kind: string, name: string) {
  return { cluster: 'lab', kind, namespace: NAMESPACE, name };
}

/** The real controllers of Flux with one repository, and the store that a portal reads them with. */
export class FluxLab {
  readonly kubernetes: RealKubernetes;
  readonly flux: RealFlux;
  readonly store: StoppableClusterStore;
  readonly #gitea: RealGitea;
  readonly #stop: () => Promise<void>;

  private constructor(parts: {
    gitea: RealGitea;
    kubernetes: RealKubernetes;
    flux: RealFlux;
    store: StoppableClusterStore;
    stop: () => Promise<void>;
  }) {
    this.kubernetes = parts.kubernetes;
    this.flux = parts.flux;
    this.store = parts.store;
    this.#gitea = parts.gitea;
    this.#stop = parts.stop;
  }

  /** @param files - what the repository begins with, by path */
  static async start(files: Record<string, string>): Promise<FluxLab> {
    const started: Array<{ stop(): unknown }> = [];
    const stop = async () => {
      for (const each of started.reverse()) {
        await each.stop();
      }
    };
    const add = <T extends { stop(): unknown }>(each: T): T => {
      started.push(each);
      return each;
    };
    try {
      const gitea = add(await RealGitea.start());
      const kubernetes = add(
        await RealKubernetes.start({ definitions: FLUX_GROUPS }),
      );
      const flux = add(await RealFlux.start(kubernetes));
      const url = await gitea.createRepository(REPOSITORY, undefined, files);
      await kubernetes.run('flux', [
        ...['create', 'source', 'git', REPOSITORY, `--url=${url}`],
        ...['--branch=main', '--interval=1h'],
      ]);
      const store = add(storeOf(kubernetes));
      await Promise.all(
        [...FLUX_KINDS, CONFIG_MAP].map(kind => store.settled('lab', kind)),
      );
      return new FluxLab({ gitea, kubernetes, flux, store, stop });
    } catch (error) {
      await stop();
      throw error;
    }
  }

  async apply(...objects: object[]): Promise<void> {
    await this.kubernetes.run('kubectl', ['apply', '-f', '-'], {
      stdin: objects.map(object => JSON.stringify(object)).join('\n---\n'),
    });
  }

  /** Commits files, and lets Flux fetch them. */
  async fetchCommit(
    message: string,
    files: Record<string, string>,
  ): Promise<string> {
    const commit = await this.#gitea.commit(REPOSITORY, message, files);
    await this.kubernetes.run('flux', [
      ...['reconcile', 'source', 'git', REPOSITORY],
    ]);
    return commit;
  }

  /** As of now, or as if so much more time had passed. */
  model(laterMs = 0): FluxModel {
    return judgeFlux(
      FLUX_KINDS.map(kind => this.store.snapshot('lab', kind)),
      { now: Date.now() + laterMs },
    );
  }

  /** The page of an object, once it looks as it should in the end. */
  page(
    [kind, name]: readonly [string, string],
    isAsExpected: (detail: FluxDetail) => boolean,
    laterMs = 0,
  ): Promise<FluxDetail> {
    return waitFor(`${kind} ${name} to be shown`, () => {
      const detail = deriveDetail(this.model(laterMs), refOf(kind, name), {
        events: [],
      });
      if (detail && isAsExpected(detail)) {
        return detail;
      }
      const last = detail && [
        ...[detail.row.status, detail.message, detail.conditions],
      ];
      throw new Error(`It is shown as ${JSON.stringify(last)}`);
    });
  }

  async stop(): Promise<void> {
    await this.#stop();
  }
}

function storeOf(kubernetes: RealKubernetes): StoppableClusterStore {
  const cluster = {
    name: 'lab',
    url: kubernetes.url,
    caFile: kubernetes.caFile,
    authProvider: 'serviceAccount',
    serviceAccountToken: kubernetes.tokens.admin,
  };
  return createClusterStore({
    config: mockServices.rootConfig({
      data: {
        kubernetes: {
          clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
        },
      },
    }),
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
  });
}
