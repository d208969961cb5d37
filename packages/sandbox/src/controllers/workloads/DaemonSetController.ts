import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { nameSuffix } from '../runtime/digest';
import { controllerOfKind } from '../runtime/owners';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { isNodeSuitable, mayStayOn } from './nodeFit';
import { podFromTemplate } from './podFromTemplate';
import { isPodActive, isPodReady, podsOf } from './podState';

const REVISION_LABEL = 'controller-revision-hash';

/** What lets a DaemonSet's pod stay on a node in trouble. */
const TOLERATIONS = [
  {
    key: 'node.kubernetes.io/not-ready',
    operator: 'Exists',
    effect: 'NoExecute',
  },
  {
    key: 'node.kubernetes.io/unreachable',
    operator: 'Exists',
    effect: 'NoExecute',
  },
  {
    key: 'node.kubernetes.io/unschedulable',
    operator: 'Exists',
    effect: 'NoSchedule',
  },
];

const probePod = (set: StoredObject) =>
  podFromTemplate(set, { name: 'probe', spec: { tolerations: TOLERATIONS } });

/** Keeps one pod of a DaemonSet on every node that fits, replaced one at a time. @public */
export class DaemonSetController implements Controller {
  readonly name = 'daemonset-controller';
  readonly group = 'apps';
  readonly kind = 'DaemonSet';
  readonly watches = [
    {
      group: '',
      kind: 'Pod',
      map: (pod: StoredObject) => controllerOfKind(pod, 'DaemonSet'),
    },
    {
      group: '',
      kind: 'Node',
      map: (_node: StoredObject, { store }: Lab) =>
        store
          .list({ group: 'apps', kind: 'DaemonSet' })
          .map(({ metadata }) => metadata),
    },
  ];

  reconcile(set: StoredObject, lab: Lab): undefined {
    if (set.metadata.deletionTimestamp) return;
    const hash = nameSuffix(JSON.stringify(set.spec.template), 10);
    const nodes = lab.store.list({ group: '', kind: 'Node' });
    const probe = probePod(set);
    const allowed = nodes.filter(node => mayStayOn(probe, node));
    const pods = podsOf(lab.store, set);
    for (const { metadata } of nodes.filter(node =>
      isNodeSuitable(probe, node),
    )) {
      if (pods.some(pod => pod.spec?.nodeName === metadata.name)) continue;
      const name = `${set.metadata.name}-${nameSuffix(
        `${set.metadata.uid}${hash}${metadata.name}`,
      )}`;
      lab.store.create(
        podFromTemplate(set, {
          name,
          labels: { [REVISION_LABEL]: hash },
          spec: { nodeName: metadata.name, tolerations: TOLERATIONS },
        }),
      );
    }
    this.#replace(set, lab, {
      hash,
      nodes: allowed.map(({ metadata }) => metadata.name),
    });
    this.#report(set, lab, { hash, wanted: allowed.length });
  }

  #replace(
    set: StoredObject,
    lab: Lab,
    wish: { hash: string; nodes: readonly string[] },
  ): void {
    const pods = podsOf(lab.store, set).filter(isPodActive);
    const misplaced = pods.filter(
      pod => !wish.nodes.includes(pod.spec?.nodeName),
    );
    for (const pod of misplaced) lab.store.delete(refOf(pod));
    const outdated = pods.filter(
      pod => pod.metadata.labels?.[REVISION_LABEL] !== wish.hash,
    );
    const canSpare =
      pods.every(isPodReady) || outdated.some(pod => !isPodReady(pod));
    if (outdated.length > 0 && canSpare) lab.store.delete(refOf(outdated[0]));
  }

  #report(
    set: StoredObject,
    lab: Lab,
    wish: { hash: string; wanted: number },
  ): void {
    const pods = podsOf(lab.store, set).filter(isPodActive);
    const ready = pods.filter(isPodReady).length;
    writeStatus(lab.store, set, {
      observedGeneration: set.metadata.generation,
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: wish.wanted,
      numberMisscheduled: 0,
      numberReady: ready,
      numberAvailable: ready,
      ...(ready < wish.wanted
        ? { numberUnavailable: wish.wanted - ready }
        : {}),
      updatedNumberScheduled: pods.filter(
        pod => pod.metadata.labels?.[REVISION_LABEL] === wish.hash,
      ).length,
    });
  }
}
