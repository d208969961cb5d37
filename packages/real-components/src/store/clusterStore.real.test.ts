import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { CuttingProxy } from '../network/CuttingProxy';
import { waitFor } from '../process/waitFor';
import { Churn } from './__testUtils__/Churn';
import { EtcdHistory } from './__testUtils__/EtcdHistory';
import { FAULTS, type Lab } from './__testUtils__/faults';
import { firstLoss, seenAlone } from './__testUtils__/firstLoss';
import { KINDS, Population } from './__testUtils__/population';
import { seededRandom, shuffled } from './__testUtils__/seededRandom';
import {
  differenceOf,
  StoreUnderTest,
  type Reader,
} from './__testUtils__/StoreUnderTest';
import { Witness } from './__testUtils__/Witness';

const given = (name: string, unset: number) =>
  Number(process.env[name] ?? unset);

/** How often; each run has its own seed, which names its faults and their order. */
const RUNS = given('HOMESTAGE_CHURN_RUNS', 3);
const FIRST_SEED = given('HOMESTAGE_CHURN_SEED', 1);
const OBJECTS = given('HOMESTAGE_CHURN_OBJECTS', 500);
/** Changes a second. */
const RATE = given('HOMESTAGE_CHURN_RATE', 100);

const READERS = 50;

/** How long objects change before anything goes wrong. */
const CALM_SECONDS = 10;

/** Longest wait of the store itself is 16 s, twice in a row when it is unlucky. */
const CONVERGES_WITHIN_MS = 60_000;

/** What one run may leave behind besides the objects themselves: caches of Node, of TLS, of the test. */
const SLACK_BYTES = 8 * 1024 * 1024;

/** What the store may read; widgets need not be defined to be named. */
const READER_ROLE = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'reader' },
    rules: [
      ...KINDS.map(({ group, plural }) => ({
        apiGroups: [group],
        resources: [plural],
        verbs: ['list', 'watch'],
      })),
      {
        apiGroups: ['apiextensions.k8s.io'],
        resources: ['customresourcedefinitions'],
        verbs: ['list', 'watch'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'reader' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'reader',
    },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'portal' },
    ],
  },
];

/** What is in use once all that is not is collected. */
function heapBytes(): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** What the portal asked for, since so many events; pages after the first do not count. */
function asked(kubernetes: RealKubernetes, since: number) {
  const events = kubernetes
    .auditEvents()
    .slice(since)
    .filter(({ user }) => user.username === 'portal');
  const count = (plural: string, verb: string, stage: string) =>
    events.filter(
      event =>
        event.objectRef?.resource === plural &&
        event.verb === verb &&
        event.stage === stage &&
        !/[?&]continue=/.test(event.requestURI),
    ).length;
  return KINDS.map(({ plural }) => ({
    plural,
    lists: count(plural, 'list', 'ResponseComplete'),
    watches: count(plural, 'watch', 'ResponseStarted'),
  }));
}

const each = (counts: { lists: number; watches: number }) =>
  KINDS.map(({ plural }) => ({ plural, ...counts }));

/** Whether a reader has read a value that was given to a ConfigMap. */
const isTold = ({ seen }: Reader, value: string) =>
  (seen.get('ConfigMap') ?? []).some(
    ({ data }) => (data as { value?: string } | undefined)?.value === value,
  );

/** A lab, with what ends it; the last that was begun ends first. */
async function prepare(seed: number, onEnd: Array<() => unknown>) {
  const kubernetes = await RealKubernetes.start({ users: ['portal'] });
  onEnd.unshift(() => kubernetes.stop());
  await kubernetes.run('kubectl', ['apply', '--server-side', '-f', '-'], {
    stdin: READER_ROLE.map(object => JSON.stringify(object)).join('\n---\n'),
  });
  const population = new Population(kubernetes.as('admin'), OBJECTS);
  await population.create();
  const proxy = await CuttingProxy.start(kubernetes.url);
  onEnd.unshift(() => proxy.stop());
  const store = new StoreUnderTest(kubernetes, 'portal', proxy.url);
  onEnd.unshift(() => store.stop());
  return { kubernetes, population, proxy, store, random: seededRandom(seed) };
}

const seeds = Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run);

describe.each(seeds)(
  'a cluster store under churn and faults, seed %d',
  seed => {
    const onEnd: Array<() => unknown> = [];
    let lab: Awaited<ReturnType<typeof prepare>>;
    let heapBefore: number;

    const report = (line: string) =>
      process.stdout.write(`seed ${seed}: ${line}\n`);

    const converged = () =>
      waitFor(
        `the store of seed ${seed} to equal a fresh list`,
        async () => {
          const difference = await lab.store.difference(lab.population);
          if (difference) {
            throw new Error(difference);
          }
          return true;
        },
        { timeoutMs: CONVERGES_WITHIN_MS },
      );

    beforeAll(async () => {
      lab = await prepare(seed, onEnd);
    });
    afterAll(async () => {
      for (const end of onEnd) {
        await end();
      }
    });

    it('lists and watches each kind once, whatever the number of readers', async () => {
      const readers = Array.from({ length: READERS }, () => lab.store.enter());
      await lab.store.settled();
      await converged();
      await lab.population.apply(0, 'told to all');
      await waitFor('all readers to be told', () =>
        readers.every(reader => isTold(reader, 'told to all')),
      );
      readers.forEach(({ leave }) => leave());
      expect(asked(lab.kubernetes, 0)).toEqual(each({ lists: 1, watches: 1 }));
      heapBefore = heapBytes();
    });

    it('shows every change in its order while it is connected', async () => {
      const witness = new Witness();
      const reader = lab.store.enter(witness);
      const history = await EtcdHistory.begin(lab.kubernetes.etcd);
      const churn = Churn.start({
        population: lab.population,
        rate: RATE,
        seed,
        deletes: 0,
      });
      await churn.moreThan(RATE * CALM_SECONDS);
      await churn.stop();
      await converged();
      reader.leave();
      const written = await history.changes();
      expect(firstLoss(witness.looks, written)).toBeUndefined();
      expect([written.length, churn.failed, witness.gone]).toEqual([
        churn.done,
        0,
        0,
      ]);
      // Nothing was made up for by reading all again.
      expect(asked(lab.kubernetes, 0)).toEqual(each({ lists: 1, watches: 1 }));
      report(
        `${written.length} changes without faults, ${Math.round(
          churn.rate,
        )} a second, ${seenAlone(
          witness.looks,
          written,
        )} of them seen one by one`,
      );
    });

    it('equals a fresh list after all of them, and every reader saw it', async () => {
      const witness = new Witness();
      const reader = lab.store.enter(witness);
      const history = await EtcdHistory.begin(lab.kubernetes.etcd);
      const churn = Churn.start({
        population: lab.population,
        rate: RATE,
        seed,
      });
      const faulty: Lab = { ...lab, churn, history };
      const schedule = shuffled(lab.random, FAULTS);
      for (const fault of schedule) {
        await churn.moreThan(Math.floor(RATE * (0.5 + 2 * lab.random())));
        await fault.cause(faulty).catch(error => {
          throw new Error(
            `Seed ${seed} could not ${fault.name}; its order is: ${schedule
              .map(({ name }) => name)
              .join(', ')}`,
            { cause: error },
          );
        });
      }
      await churn.moreThan(RATE);
      await churn.stop();
      lab.proxy.mend();
      const quietAt = performance.now();
      await converged();
      const tookMs = Math.round(performance.now() - quietAt);
      for (const kind of KINDS) {
        const seen = reader.seen.get(kind.kind) ?? [];
        const fresh = await lab.population.list(kind);
        expect([kind.plural, differenceOf(seen, fresh)]).toEqual([
          kind.plural,
          undefined,
        ]);
      }
      reader.leave();
      const written = await history.changes();
      expect(firstLoss(witness.looks, written)).toBeUndefined();
      const deletions = written.filter(({ isDeletion }) => isDeletion).length;
      report(
        `${lab.population.size} objects, ${
          written.length
        } changes, ${deletions} of them deletions (${
          witness.gone
        } seen one by one), ${churn.failed} not taken, ${Math.round(
          churn.rate,
        )} a second, equal ${tookMs} ms after the last; ${schedule
          .map(({ name }) => name)
          .join(', ')}`,
      );
    });

    // Before there is another store, whose objects would count as this one's.
    it('needs no more memory than before', () => {
      const grown = heapBytes() - heapBefore;
      report(`${(grown / 1024 / 1024).toFixed(1)} MiB more in use than before`);
      expect(grown).toBeLessThan(SLACK_BYTES);
    });

    it('keeps no more than a store that has just begun', async () => {
      const fresh = new StoreUnderTest(
        lab.kubernetes,
        'portal',
        lab.kubernetes.url,
      );
      try {
        await fresh.settled();
        const kept = (store: StoreUnderTest) =>
          KINDS.map(kind => {
            const { objects, approximateBytes } = store.stats(kind);
            return { kind: kind.kind, objects, approximateBytes };
          });
        expect(kept(lab.store)).toEqual(kept(fresh));
      } finally {
        fresh.stop();
      }
    });

    it('goes on with one watch and no list after its connections broke', async () => {
      await converged();
      const before = lab.kubernetes.auditEvents().length;
      lab.proxy.cutAll();
      const readers = Array.from({ length: READERS }, () => lab.store.enter());
      await lab.population.apply(0, 'told again');
      await waitFor(
        'all readers to be told',
        () => readers.every(reader => isTold(reader, 'told again')),
        { timeoutMs: CONVERGES_WITHIN_MS },
      );
      await waitFor('every kind to be watched again', () =>
        asked(lab.kubernetes, before).every(({ watches }) => watches > 0),
      );
      readers.forEach(({ leave }) => leave());
      expect(asked(lab.kubernetes, before)).toEqual(
        each({ lists: 0, watches: 1 }),
      );
    });
  },
);
