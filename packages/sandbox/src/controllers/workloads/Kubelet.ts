import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { sha256 } from '../runtime/digest';
import { isoTime } from '../runtime/isoTime';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { PodNetwork } from './PodNetwork';
import {
  ContainerSpec,
  containersOf,
  ContainerStatus,
  podStatus,
  waitingStatus,
} from './podStatus';
import { missingConfig, missingVolume } from './podNeeds';

const COMPONENT = 'kubelet';
const PULL_MS = 700;
const READY_MS = 800;
/** How long the work of a Job takes. */
const JOB_MS = 3_000;
const CRASH_AFTER_MS = 1_000;
const STOP_MS = 600;
const RECHECK_MS = 2_000;
/** 10 s, 20 s, 40 s, … five minutes, as kubelets wait before a restart or another pull. */
const FIRST_BACKOFF_MS = 10_000;
const LONGEST_BACKOFF_MS = 300_000;

const backoffMs = (count: number) =>
  Math.min(FIRST_BACKOFF_MS * 2 ** Math.max(count - 1, 0), LONGEST_BACKOFF_MS);

const keyOf = ({ metadata }: StoredObject) =>
  `${metadata.namespace}/${metadata.name}`;

const isOfJob = (pod: StoredObject) =>
  (pod.metadata.ownerReferences ?? []).some(({ kind }) => kind === 'Job');

const podsOn = (store: ObjectStore, node: StoredObject) =>
  store
    .list({ group: '', kind: 'Pod' })
    .filter(pod => pod.spec?.nodeName === node.metadata.name)
    .map(({ metadata }) => metadata);

/** What comes of looking at one container: its next status, and when to look again. */
interface Step {
  status: ContainerStatus;
  afterMs?: number;
}

/**
 * Runs the pods of every node that has power. What a container does follows from
 * its status, the time and the lab's faults, so that nothing but a few timers is
 * kept here; a node without power does nothing, and its pods stay as they were
 * last reported.
 * @public
 */
export class Kubelet implements Controller {
  readonly name = COMPONENT;
  readonly group = '';
  readonly kind = 'Pod';
  readonly followsFaults = true;
  readonly watches = [
    {
      group: '',
      kind: 'Node',
      map: (node: StoredObject, { store }: Lab) => podsOn(store, node),
    },
  ];
  readonly #network: PodNetwork;
  readonly #stopping = new Map<string, number>();
  readonly #pulls = new Map<string, { at: number; count: number }>();
  readonly #boots = new Map<string, string>();

  constructor(options: { network: PodNetwork }) {
    this.#network = options.network;
  }

  forget({ namespace, name }: { namespace?: string; name: string }): void {
    const key = `${namespace}/${name}`;
    this.#stopping.delete(key);
    this.#pulls.delete(key);
    this.#boots.delete(key);
    this.#network.release(key);
  }

  reconcile(pod: StoredObject, lab: Lab): number | undefined {
    const node = this.#nodeOf(pod, lab);
    if (!node || !lab.faults.hasPower(node.metadata.name)) return undefined;
    if (pod.metadata.deletionTimestamp) return this.#terminate(pod, lab);
    if (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed')
      return undefined;
    const why = missingVolume(lab.store, pod);
    if (why && !pod.status?.podIP) return this.#hold(pod, lab, node, why);
    return this.#run(pod, lab, node);
  }

  #nodeOf(pod: StoredObject, { store }: Lab): StoredObject | undefined {
    const name = pod.spec?.nodeName;
    return name ? store.get({ group: '', kind: 'Node', name }) : undefined;
  }

  #terminate(pod: StoredObject, lab: Lab): number | undefined {
    const key = keyOf(pod);
    const now = lab.clock.now();
    const since = this.#stopping.get(key);
    if (since === undefined) {
      this.#stopping.set(key, now);
      for (const { name } of containersOf(pod)) {
        lab.events.record(pod, COMPONENT, {
          type: 'Normal',
          reason: 'Killing',
          message: `Stopping container ${name}`,
        });
      }
      return STOP_MS;
    }
    if (now - since < STOP_MS) return STOP_MS - (now - since);
    lab.store.delete(refOf(pod), { gracePeriodSeconds: 0 });
    return undefined;
  }

  #hold(pod: StoredObject, lab: Lab, node: StoredObject, why: string): number {
    const statuses = containersOf(pod).map(one => waitingStatus(one));
    this.#write(pod, lab, { node, statuses });
    lab.events.record(pod, COMPONENT, {
      type: 'Warning',
      reason: 'FailedMount',
      message: why,
    });
    return RECHECK_MS;
  }

  #run(pod: StoredObject, lab: Lab, node: StoredObject): number | undefined {
    const before: ContainerStatus[] = pod.status?.containerStatuses ?? [];
    const hasRebooted = this.#notesBoot(pod, node);
    const steps = containersOf(pod).map(container => {
      const status = before.find(({ name }) => name === container.name);
      if (!status)
        return { status: waitingStatus(container), afterMs: PULL_MS };
      return this.#step(
        pod,
        lab,
        container,
        hasRebooted ? stopped(status, lab) : status,
      );
    });
    this.#write(pod, lab, {
      node,
      statuses: steps.map(({ status }) => status),
      hasAddress: before.length > 0,
    });
    const waits = steps.flatMap(({ afterMs }) =>
      afterMs === undefined ? [] : [afterMs],
    );
    return waits.length > 0 ? Math.max(Math.min(...waits), 1) : undefined;
  }

  /** Whether the machine was started anew since this pod was last looked at. */
  #notesBoot(pod: StoredObject, node: StoredObject): boolean {
    const boot: string = node.status?.nodeInfo?.bootID ?? '';
    const before = this.#boots.get(keyOf(pod));
    this.#boots.set(keyOf(pod), boot);
    return before !== undefined && before !== boot;
  }

  #step(
    pod: StoredObject,
    lab: Lab,
    container: ContainerSpec,
    status: ContainerStatus,
  ): Step {
    const { running, terminated, waiting } = status.state;
    if (running) return this.#whileRunning(pod, lab, container, status);
    if (terminated) return this.#afterExit(pod, lab, status);
    const isCrashed = waiting?.reason === 'CrashLoopBackOff';
    return isCrashed
      ? this.#afterBackoff(pod, lab, container, status)
      : this.#start(pod, lab, container, status);
  }

  #start(
    pod: StoredObject,
    lab: Lab,
    container: ContainerSpec,
    status: ContainerStatus,
  ): Step {
    if (lab.faults.isImageMissing(container.image))
      return this.#failPull(pod, lab, status);
    const missing = missingConfig(lab.store, pod, container);
    if (missing) {
      const message = `Error: ${missing}`;
      lab.events.record(pod, COMPONENT, {
        type: 'Warning',
        reason: 'Failed',
        message,
      });
      const waiting = {
        reason: 'CreateContainerConfigError',
        message: missing,
      };
      return { status: { ...status, state: { waiting } }, afterMs: RECHECK_MS };
    }
    const { name, image } = container;
    const tell = (reason: string, message: string) =>
      lab.events.record(pod, COMPONENT, { type: 'Normal', reason, message });
    tell('Pulled', `Successfully pulled image "${image}" in ${PULL_MS}ms`);
    tell('Created', `Created container: ${name}`);
    tell('Started', `Started container ${name}`);
    const restarts = status.lastState.terminated
      ? status.restartCount + 1
      : status.restartCount;
    return {
      status: {
        ...status,
        image,
        imageID: `${image
          .split('@')[0]
          .replace(/:[^/:]*$/, '')}@sha256:${sha256(image)}`,
        containerID: `containerd://${sha256(
          `${pod.metadata.uid}/${name}/${restarts}`,
        )}`,
        started: true,
        restartCount: restarts,
        state: { running: { startedAt: isoTime(lab.clock.now()) } },
      },
      afterMs: READY_MS,
    };
  }

  #failPull(pod: StoredObject, lab: Lab, status: ContainerStatus): Step {
    const now = lab.clock.now();
    const key = keyOf(pod);
    const last = this.#pulls.get(key);
    const leftMs = last ? last.at + backoffMs(last.count) - now : 0;
    const what = `Back-off pulling image "${status.image}"`;
    if (last && leftMs > 0) {
      const waiting = { reason: 'ImagePullBackOff', message: what };
      lab.events.record(pod, COMPONENT, {
        type: 'Normal',
        reason: 'BackOff',
        message: what,
      });
      return { status: { ...status, state: { waiting } }, afterMs: leftMs };
    }
    this.#pulls.set(key, { at: now, count: (last?.count ?? 0) + 1 });
    const message = `failed to pull and unpack image "${status.image}": failed to resolve reference "${status.image}": ${status.image}: not found`;
    lab.events.record(pod, COMPONENT, {
      type: 'Warning',
      reason: 'Failed',
      message: `Failed to pull image "${status.image}": ${message}`,
    });
    const waiting = { reason: 'ErrImagePull', message };
    return { status: { ...status, state: { waiting } }, afterMs: READY_MS };
  }

  #whileRunning(
    pod: StoredObject,
    lab: Lab,
    container: ContainerSpec,
    status: ContainerStatus,
  ): Step {
    const ranMs =
      lab.clock.now() - Date.parse(status.state.running?.startedAt ?? '');
    if (lab.faults.isImageCrashing(container.image)) {
      return ranMs >= CRASH_AFTER_MS
        ? { status: exited(status, lab, 1), afterMs: 0 }
        : { status, afterMs: CRASH_AFTER_MS - ranMs };
    }
    if (pod.spec?.restartPolicy !== 'Always' && isOfJob(pod)) {
      return ranMs >= JOB_MS
        ? { status: exited(status, lab, 0) }
        : { status: { ...status, ready: true }, afterMs: JOB_MS - ranMs };
    }
    if (status.ready) return { status };
    const delayMs =
      READY_MS + (container.readinessProbe?.initialDelaySeconds ?? 0) * 1_000;
    return ranMs >= delayMs
      ? { status: { ...status, ready: true } }
      : { status, afterMs: delayMs - ranMs };
  }

  #afterExit(pod: StoredObject, lab: Lab, status: ContainerStatus): Step {
    const { terminated } = status.state;
    const isFinal =
      pod.spec?.restartPolicy === 'Never' ||
      (pod.spec?.restartPolicy === 'OnFailure' && terminated?.exitCode === 0);
    if (isFinal) return { status };
    const waitMs = backoffMs(status.restartCount + 1);
    const message = `back-off ${waitMs / 1_000}s restarting failed container=${
      status.name
    } pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
    lab.events.record(pod, COMPONENT, {
      type: 'Warning',
      reason: 'BackOff',
      message: `Back-off restarting failed container ${status.name} in pod ${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
    });
    return {
      status: {
        ...status,
        state: { waiting: { reason: 'CrashLoopBackOff', message } },
        lastState: { terminated },
      },
      afterMs: waitMs,
    };
  }

  #afterBackoff(
    pod: StoredObject,
    lab: Lab,
    container: ContainerSpec,
    status: ContainerStatus,
  ): Step {
    const endedAt = Date.parse(status.lastState.terminated?.finishedAt ?? '');
    const leftMs =
      endedAt + backoffMs(status.restartCount + 1) - lab.clock.now();
    return leftMs > 0
      ? { status, afterMs: leftMs }
      : this.#start(pod, lab, container, status);
  }

  #write(
    pod: StoredObject,
    lab: Lab,
    run: {
      node: StoredObject;
      statuses: readonly ContainerStatus[];
      hasAddress?: boolean;
    },
  ): void {
    const { node, statuses, hasAddress } = run;
    const addresses: Array<{ type: string; address: string }> =
      node.status?.addresses ?? [];
    const hostIP =
      addresses.find(({ type }) => type === 'InternalIP')?.address ?? '';
    const podIP = pod.spec?.hostNetwork
      ? hostIP
      : this.#network.addressOf(keyOf(pod), node.metadata.name);
    writeStatus(
      lab.store,
      pod,
      podStatus(pod, statuses, {
        now: lab.clock.now(),
        hostIP,
        ...(hasAddress ? { podIP } : {}),
      }),
    );
  }
}

function exited(
  status: ContainerStatus,
  lab: Lab,
  exitCode: number,
): ContainerStatus {
  const terminated = {
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    startedAt: status.state.running?.startedAt ?? isoTime(lab.clock.now()),
    finishedAt: isoTime(lab.clock.now()),
  };
  return { ...status, ready: false, started: false, state: { terminated } };
}

/** A container whose machine was switched off under it: it starts again from nothing. */
function stopped(status: ContainerStatus, lab: Lab): ContainerStatus {
  if (!status.state.running) return status;
  const { state } = exited(status, lab, 255);
  return {
    ...status,
    ready: false,
    started: false,
    state: { waiting: { reason: 'ContainerCreating' } },
    lastState: state,
  };
}
