import { isDeepStrictEqual } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import {
  createClusterStore,
  type StoppableClusterStore,
} from '@homestage/backstage-plugin-lab-node';
import type { RealKubernetes } from '../../kubernetes/RealKubernetes';
import { KINDS, type ChurnedKind, type Population } from './population';
import { sightName, type Witness } from './Witness';

/** The cluster's name in the store. */
const LAB = 'lab';

function configOf(address: { url: string; caFile: string; token: string }) {
  const { url, caFile, token } = address;
  return {
    data: {
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: LAB,
                authProvider: 'serviceAccount',
                serviceAccountToken: token,
                url,
                caFile,
              },
            ],
          },
        ],
      },
    },
  };
}

/** One who looks at kinds as a page does: told of changes, and reads then. */
export interface Reader {
  /** What was read last, by kind. */
  readonly seen: ReadonlyMap<string, readonly KubeObject[]>;
  leave(): void;
}

/** A store as in production, with all its waits, that reads a real API server as one of its users. */
export class StoreUnderTest {
  readonly #kubernetes: RealKubernetes;
  readonly #user: string;
  readonly #url: string;
  readonly #config;
  readonly #store: StoppableClusterStore;

  /** @param url - where it looks for the API server */
  constructor(kubernetes: RealKubernetes, user: string, url: string) {
    this.#kubernetes = kubernetes;
    this.#user = user;
    this.#url = url;
    this.#config = mockServices.rootConfig(this.#configuration());
    this.#store = createClusterStore({
      config: this.#config,
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
    });
  }

  /** Gives it the token that its user has now, as a changed configuration does. */
  takeToken(): void {
    this.#config.update(this.#configuration());
  }

  #configuration() {
    return configOf({
      url: this.#url,
      caFile: this.#kubernetes.caFile,
      token: this.#kubernetes.tokens[this.#user],
    });
  }

  /** Reads every kind until it is known. */
  async settled(): Promise<void> {
    await Promise.all(KINDS.map(kind => this.#store.settled(LAB, kind)));
  }

  state(kind: ChurnedKind) {
    return this.#store.snapshot(LAB, kind).state;
  }

  stats(kind: ChurnedKind) {
    const found = this.#store
      .stats()
      .find(stats => stats.kind.kind === kind.kind);
    if (!found) {
      throw new Error(`Nobody has asked for ${kind.kind}`);
    }
    return found;
  }

  /**
   * Somebody opens a page.
   *
   * @param witness - remembers all that is read
   */
  enter(witness?: Witness): Reader {
    const seen = new Map<string, readonly KubeObject[]>();
    const read = (kinds: readonly { kind: string; group: string }[]) =>
      kinds.forEach(kind => {
        const { items } = this.#store.snapshot(LAB, kind);
        seen.set(kind.kind, items);
        witness?.look(kind.kind, items);
      });
    const leave = this.#store.subscribe(KINDS, changes =>
      read(changes.map(({ kind }) => kind)),
    );
    read(KINDS);
    return { seen, leave };
  }

  /**
   * What differs between the store and what the API itself lists now, in a few
   * words; undefined when nothing does.
   */
  async difference(population: Population): Promise<string | undefined> {
    for (const kind of KINDS) {
      const fresh = await population.list(kind);
      const { items, state } = this.#store.snapshot(LAB, kind);
      if (state.status !== 'live') {
        return `${kind.plural} are ${state.status}: ${state.message}`;
      }
      const difference = differenceOf(items, fresh);
      if (difference) {
        return `${kind.plural}: ${difference}`;
      }
    }
    return undefined;
  }

  stop(): void {
    this.#store.stop();
  }
}

/** What a store keeps of an object. */
function kept({ metadata, ...object }: KubeObject): object {
  const { managedFields, ...rest } = metadata as KubeObject['metadata'] & {
    managedFields?: unknown;
  };
  return { ...object, metadata: rest };
}

/** How what is kept of a kind differs from a fresh list of it; undefined when it does not. */
export function differenceOf(
  items: readonly KubeObject[],
  fresh: readonly KubeObject[],
): string | undefined {
  const left = new Map(items.map(item => [sightName(item), item]));
  for (const object of fresh) {
    const name = sightName(object);
    const found = left.get(name);
    if (!found) {
      return `${name} is missing`;
    }
    if (!isDeepStrictEqual(kept(found), kept(object))) {
      return `${name} is at ${found.metadata.resourceVersion} in the store, at ${object.metadata.resourceVersion} in the API`;
    }
    left.delete(name);
  }
  const [ghost] = left.keys();
  return ghost && `${ghost} is in the store and not in the API`;
}
