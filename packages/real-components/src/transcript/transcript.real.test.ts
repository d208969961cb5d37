import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type KubernetesApi,
  MemoryObjectStore,
  startKubernetesApi,
} from '@homestage/sandbox';
import { KubernetesConnection } from '../kubernetes/KubernetesConnection';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { ACCEPTED_DIFFERENCES, isAccepted } from './acceptedDifferences';
import { type Difference, differencesOf } from './differences';
import { type Server, play } from './Server';
import type { Asker, Outcome } from './Step';
import { READER_RULES } from './steps/access';
import { TRANSCRIPT } from './transcript';

async function playToReal(): Promise<Outcome[]> {
  const kubernetes = await RealKubernetes.start({
    nodes: 0,
    // What the embedded lab's API does by itself, and nothing that others do.
    controllers: ['garbage-collector-controller', 'namespace-controller'],
    users: ['reader', 'stranger'],
  });
  try {
    const rbac = '/apis/rbac.authorization.k8s.io/v1';
    const admin = kubernetes.as('admin');
    await admin.json(`${rbac}/clusterroles`, {
      method: 'POST',
      body: { metadata: { name: 'reader' }, rules: READER_RULES },
    });
    await admin.json(`${rbac}/clusterrolebindings`, {
      method: 'POST',
      body: {
        metadata: { name: 'reader' },
        roleRef: { kind: 'ClusterRole', name: 'reader' },
        subjects: [{ kind: 'User', name: 'reader' }],
      },
    });
    return await play(
      {
        as: asker => kubernetes.as(asker),
        expire: async () => {
          const { etcd } = kubernetes;
          await etcd.compact(await etcd.revision());
          // Its cache remembers what etcd has forgotten.
          await kubernetes.killAndRestart();
        },
      },
      TRANSCRIPT,
    );
  } finally {
    await kubernetes.stop();
  }
}

async function startSandbox(
  stateDirectory: string,
): Promise<{ api: KubernetesApi; server: Server; stop: () => Promise<void> }> {
  const now = () => new Date().getTime();
  const store = new MemoryObjectStore({ now });
  const api = await startKubernetesApi({
    store,
    stateDirectory,
    now,
    users: { reader: READER_RULES, stranger: [] },
  });
  const connections = Object.fromEntries(
    ['admin', 'reader', 'stranger'].map(user => [
      user,
      new KubernetesConnection({
        url: api.url,
        caFile: api.caFile,
        token: api.tokens[user],
      }),
    ]),
  );
  return {
    api,
    server: {
      as: (asker: Asker) => connections[asker],
      expire: async () => api.faults.expire(),
    },
    stop: async () => {
      Object.values(connections).forEach(connection => connection.close());
      await api.stop();
    },
  };
}

async function playToSandbox(): Promise<Outcome[]> {
  const state = mkdtempSync(path.join(tmpdir(), 'homestage-transcript-'));
  const sandbox = await startSandbox(state);
  try {
    return await play(sandbox.server, TRANSCRIPT);
  } finally {
    await sandbox.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

/** As people read it: one line for each difference. */
function show({ step, path: place, real, sandbox }: Difference): string {
  return `${step} | ${place} | real ${JSON.stringify(
    real,
  )} | sandbox ${JSON.stringify(sandbox)}`;
}

describe('the embedded lab is an API server to anyone', () => {
  let differences: Difference[];

  beforeAll(async () => {
    const [real, sandbox] = [await playToReal(), await playToSandbox()];
    differences = real.flatMap((outcome, index) =>
      differencesOf(outcome, sandbox[index]),
    );
    const logs = process.env.HOMESTAGE_REAL_LOGS;
    if (logs) {
      writeFileSync(
        path.join(logs, 'transcript.json'),
        JSON.stringify({ real, sandbox, differences }, null, 2),
      );
    }
  }, 300_000);

  it('says what a real server says, but for what is listed with its reason', () => {
    const surprising = differences.filter(
      one => !ACCEPTED_DIFFERENCES.some(accepted => isAccepted(one, accepted)),
    );
    expect(surprising.map(show)).toEqual([]);
  });

  it('lists no difference that is there no more', () => {
    const needless = ACCEPTED_DIFFERENCES.filter(
      accepted => !differences.some(one => isAccepted(one, accepted)),
    );
    expect(needless.map(({ reason }) => reason)).toEqual([]);
  });
});
