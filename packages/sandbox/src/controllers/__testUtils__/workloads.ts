import { TestLab } from './TestLab';
import { configMap, tree } from './treeFiles';

export type Fields = Record<string, unknown>;

export interface Wish {
  image?: string;
  replicas?: number;
  strategy?: Fields;
  pod?: Fields;
}

/** The pods of a workload, as it wishes them. */
export const template = (
  name: string,
  { image = 'app:1', pod = {} }: Wish,
) => ({
  metadata: { labels: { app: name } },
  spec: { containers: [{ name: 'app', image }], ...pod },
});

/** A Deployment, StatefulSet or DaemonSet. */
export const workload = (kind: string, name: string, wish: Wish = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {
    ...(kind === 'DaemonSet' ? {} : { replicas: wish.replicas ?? 1 }),
    ...(wish.strategy ? { strategy: wish.strategy } : {}),
    selector: { matchLabels: { app: name } },
    template: template(name, wish),
  },
});

/** A lab that runs nothing yet, once its nodes are ready. */
export async function readyLab(): Promise<TestLab> {
  const lab = await TestLab.create(
    tree({ none: { objects: [configMap('none')] } }),
  );
  lab.start();
  await lab.until(() =>
    lab
      .list('Node')
      .every(({ metadata }) => lab.isReady('Node', '', metadata.name)),
  );
  return lab;
}

export const podsIn = (lab: TestLab) => lab.list('Pod', 'default');

/** How many replicas of a Deployment are available. */
export const availableIn = (lab: TestLab, name: string) =>
  lab.get('Deployment', 'default', name)?.status?.availableReplicas ?? 0;

/** Why the container of the first pod waits. */
export const waitingReasonIn = (lab: TestLab) =>
  podsIn(lab)[0]?.status?.containerStatuses?.[0]?.state.waiting?.reason;

/** The events that warn. */
export const warningsIn = (lab: TestLab) =>
  lab
    .list('Event', 'default')
    .filter(({ type }) => type === 'Warning')
    .map(({ reason, message }) => `${reason}: ${message}`);
