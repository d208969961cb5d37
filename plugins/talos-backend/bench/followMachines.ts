import { performance } from 'perf_hooks';
import { systemTimers } from '@homestage/backstage-plugin-lab-node';
import { TalosClient } from '@homestage/backstage-plugin-talos-node';
import type { Declarations } from '../src/git/Declarations';
import type { KubernetesObjects } from '../src/kubernetes/KubernetesObjects';
import { startTalos } from '../src/service/startTalos';

/** Memory that goes up and down by itself has settled by then. */
const SETTLE_MS = 20_000;
const ANSWERS = 200;

const rest = (ms: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, ms);
  });

/** Neither Git nor Kubernetes is weighed here. */
const NOTHING = { of: () => undefined, subscribe: () => () => {} };

/**
 * Follows the machines of a talosconfig as the backend does, and prints what that
 * holds in memory once all of them are live, and how long an answer takes. Run with `--expose-gc`.
 */
async function follow(talosconfig: string, machines: number): Promise<void> {
  const { service } = startTalos({
    clusters: [{ name: 'lab', talosconfig }],
    connect: (config, options) =>
      new TalosClient(config, { now: () => systemTimers.now(), ...options }),
    declarations: NOTHING as unknown as Declarations,
    kubernetes: NOTHING as unknown as KubernetesObjects,
    timers: systemTimers,
    logger: console as never,
    whenStarted: callback => callback(),
    onChange: () => {},
  });
  const areAllRead = () =>
    service
      .machines()
      .body()
      .rows.filter(({ stage }) => stage === 'running').length >= machines;
  while (!areAllRead()) {
    await rest(250);
  }
  await rest(SETTLE_MS);
  const answersMs = Array.from({ length: ANSWERS }, () => {
    const startedAt = performance.now();
    JSON.stringify(service.machines().body());
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(
    `${JSON.stringify({
      machines,
      heldBytes: heapUsed + external,
      answerP95Ms: answersMs[Math.floor(ANSWERS * 0.95)],
    })}\n`,
  );
  process.exit(0);
}

follow(process.argv[2], Number(process.argv[3])).catch(error => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
