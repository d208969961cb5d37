import { LogLine } from '../../kubernetes/LogSource';
import { MemoryObjectStore } from '../../kubernetes/MemoryObjectStore';
import { StoredObject } from '../../kubernetes/ObjectStore';
import { VirtualClock } from '../__testUtils__/VirtualClock';
import { ControllerLogs } from '../runtime/ControllerLogs';
import { EventRecorder } from '../runtime/EventRecorder';
import { PodLogs } from './PodLogs';

const MADE_AT = '2026-11-20T12:00:00Z';
const APPS: StoredObject = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'apps', namespace: 'flux-system', uid: '1' },
};

const controllerPod = (containerStatus: object): StoredObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'kustomize-controller-1',
    namespace: 'flux-system',
    uid: '2',
    creationTimestamp: MADE_AT,
    labels: { app: 'kustomize-controller' },
  },
  status: {
    containerStatuses: [
      { name: 'manager', restartCount: 0, lastState: {}, ...containerStatus },
    ],
  },
});

const RUNNING = { state: { running: { startedAt: '2026-11-20T12:00:02Z' } } };

describe('the log of a controller of Flux', () => {
  const clock = new VirtualClock(Date.parse(MADE_AT));
  const later = (seconds: number) =>
    clock.step(Date.parse(MADE_AT) + seconds * 1_000);
  let events: EventRecorder;
  let logs: PodLogs;

  beforeAll(() => {
    const controllers = new ControllerLogs({
      clock,
      controllers: ['kustomize-controller'],
    });
    const store = new MemoryObjectStore({ now: () => clock.now() });
    events = new EventRecorder({ store, clock, logs: controllers });
    logs = new PodLogs({ clock, controllers });
    later(1);
    events.record(APPS, 'kustomize-controller', {
      type: 'Normal',
      reason: 'ReconciliationSucceeded',
      message: 'Reconciliation finished in 1s',
    });
    later(10);
    events.record(APPS, 'kustomize-controller', {
      type: 'Warning',
      reason: 'BuildFailed',
      message: 'kustomization path not found',
    });
    events.record(APPS, 'source-controller', {
      type: 'Normal',
      reason: 'NewArtifact',
      message: 'of no controller that is remembered',
    });
  });

  const linesOf = (pod: StoredObject, previous = false) =>
    [...(logs.logs(pod, 'manager', { previous })?.lines() ?? [])].map(
      ({ text }) => JSON.parse(text),
    );

  it('has what it did, in the fields that flux logs reads', () => {
    const object = { namespace: 'flux-system', name: 'apps' };
    expect(linesOf(controllerPod(RUNNING))).toEqual([
      {
        level: 'info',
        ts: '2026-11-20T12:00:01.000Z',
        msg: 'Reconciliation finished in 1s',
        controller: 'kustomization',
        controllerGroup: 'kustomize.toolkit.fluxcd.io',
        controllerKind: 'Kustomization',
        Kustomization: object,
        ...object,
      },
      expect.objectContaining({
        level: 'error',
        msg: 'Reconciler error',
        error: 'kustomization path not found',
      }),
    ]);
  });

  it('keeps the runs of its container apart', () => {
    const restarted = controllerPod({
      restartCount: 1,
      state: { running: { startedAt: '2026-11-20T12:00:05Z' } },
      lastState: {
        terminated: {
          startedAt: MADE_AT,
          finishedAt: '2026-11-20T12:00:04Z',
          exitCode: 0,
        },
      },
    });
    expect(linesOf(restarted).map(({ level }) => level)).toEqual(['error']);
    expect(linesOf(restarted, true).map(({ level }) => level)).toEqual([
      'info',
    ]);
  });

  it('tells who follows it what it does from now on', () => {
    const heard: LogLine[] = [];
    const log = logs.logs(controllerPod(RUNNING), 'manager');
    const leave = log?.subscribe(line => heard.push(line));
    const again = (message: string) =>
      events.record(APPS, 'kustomize-controller', {
        type: 'Normal',
        reason: 'Progressing',
        message,
      });
    again('heard');
    leave?.();
    again('not heard');
    expect(heard.map(({ text }) => JSON.parse(text).msg)).toEqual(['heard']);
  });
});
