import type { CuttingProxy } from '../../network/CuttingProxy';
import type { RealKubernetes } from '../../kubernetes/RealKubernetes';
import { waitFor } from '../../process/waitFor';
import type { Churn } from './Churn';
import type { EtcdHistory } from './EtcdHistory';
import { KINDS, type Population } from './population';
import type { StoreUnderTest } from './StoreUnderTest';

/** What a fault may touch. */
export interface Lab {
  readonly kubernetes: RealKubernetes;
  readonly proxy: CuttingProxy;
  readonly population: Population;
  readonly store: StoreUnderTest;
  readonly churn: Churn;
  readonly history: EtcdHistory;
  readonly random: () => number;
}

/** Something that goes wrong while objects change; resolves when it was done to the lab. */
export interface Fault {
  readonly name: string;
  cause(lab: Lab): Promise<void>;
}

/** A page of a list has some hundred thousand bytes, an event one or two thousand. */
const MOST_BYTES = 300_000;

/** Changes that a store misses while it cannot reach the API. */
const MISSED = 100;

/** Everything that may happen to a store's API server in one run. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'kill and restart the API server',
    cause: ({ kubernetes }) => kubernetes.killAndRestart(),
  },
  {
    name: 'kill and restart etcd',
    cause: ({ kubernetes }) => kubernetes.etcd.killAndRestart(),
  },
  {
    name: 'cut connections at random bytes',
    cause: async ({ proxy, random, churn }) => {
      // Squared, so that many break within the first answer.
      proxy.cutWithin(20, () => Math.floor(random() ** 2 * MOST_BYTES));
      await churn.moreThan(MISSED);
    },
  },
  {
    name: 'compact the history while the store is away',
    cause: async lab => {
      const { churn, history, kubernetes, proxy } = lab;
      // One that had to be forgotten is read anew as a first list.
      const lists = () =>
        KINDS.map(kind => lab.store.stats(kind).lists).reduce(
          (sum, each) => sum + each,
          0,
        );
      const before = lists();
      proxy.hold();
      await churn.moreThan(MISSED);
      await history.compact();
      // The API server remembers more than etcd until it starts anew.
      await kubernetes.killAndRestart();
      await churn.moreThan(MISSED);
      proxy.release();
      await waitFor('an expired version to be noticed', () => {
        if (lists() > before) {
          return true;
        }
        throw new Error(
          KINDS.map(kind => {
            const { status, message } = lab.store.state(kind);
            return `${kind.plural} are ${status}: ${message}; ${JSON.stringify(
              lab.store.stats(kind),
            )}`;
          }).join('\n'),
        );
      });
    },
  },
  {
    name: 'renew the token',
    cause: async ({ kubernetes, store }) => {
      await kubernetes.renewToken('portal');
      await waitFor('the old token to be refused', () =>
        KINDS.some(kind => store.state(kind).status === 'unauthenticated'),
      );
      store.takeToken();
    },
  },
  {
    name: 'replace a definition',
    cause: ({ population }) => population.replaceDefinition(),
  },
];
