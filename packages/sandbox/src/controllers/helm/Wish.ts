import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { Chart, ChartValues } from '../charts/Chart';
import { sha256 } from '../runtime/digest';
import { isoTime } from '../runtime/isoTime';
import { Action } from './action';
import { ResolvedChart } from './chartSource';
import { FORCE_AT, RESET_AT } from './releaseStatus';
import { releaseValues } from './releaseValues';
import { helmRelease } from './renderRelease';
import { Snapshot } from './Snapshot';

/** What a HelmRelease asks for, at one moment. @public */
export interface Wish {
  resolved: ResolvedChart;
  chart: Chart;
  values: ChartValues;
  configDigest: string;
  /** Another token is another wish, or the same one asked for again. */
  token: string;
}

/** @throws ReconcileFailure when values that are referred to are missing @public */
export function wishOf(
  object: StoredObject,
  store: ObjectStore,
  { resolved, chart }: Pick<Wish, 'resolved' | 'chart'>,
): Wish {
  const values = releaseValues(store, object);
  const configDigest = `sha256:${sha256(JSON.stringify(values))}`;
  const { annotations, generation } = object.metadata;
  const token = JSON.stringify([
    resolved.fullVersion,
    configDigest,
    generation,
    annotations?.[RESET_AT],
    annotations?.[FORCE_AT],
  ]);
  return { resolved, chart, values, configDigest, token };
}

/** The release that an action on a wish is going to be; failed until it is known to be deployed. @public */
export function newSnapshot(
  object: StoredObject,
  wish: Wish,
  { action, now }: { action: Action; now: number },
): Snapshot {
  const { resolved, chart, configDigest } = wish;
  const { name, namespace } = helmRelease(object);
  const history: Snapshot[] = object.status?.history ?? [];
  const version = Math.max(0, ...history.map(one => one.version)) + 1;
  const identity = JSON.stringify([namespace, name, version, wish.token, now]);
  return {
    apiVersion: 'v2',
    digest: `sha256:${sha256(identity)}`,
    name,
    namespace,
    version,
    status: 'failed',
    action,
    chartName: resolved.name,
    chartVersion: resolved.fullVersion,
    appVersion: chart.appVersion,
    configDigest,
    ...(resolved.digest ? { ociDigest: resolved.digest } : {}),
    firstDeployed: history.at(-1)?.firstDeployed ?? isoTime(now),
    lastDeployed: isoTime(now),
  };
}

/** What the status says about an attempt from its beginning. @public */
export function attemptedFields(
  object: StoredObject,
  wish: Wish,
  action: Action,
) {
  const { resolved, configDigest } = wish;
  const { kind, namespace, name } = resolved.source;
  return {
    lastAttemptedConfigDigest: configDigest,
    lastAttemptedGeneration: object.metadata.generation,
    lastAttemptedReleaseAction: action,
    lastAttemptedRevision: resolved.fullVersion,
    ...(resolved.digest
      ? { lastAttemptedRevisionDigest: resolved.digest }
      : {}),
    ...(kind === 'HelmChart' ? { helmChart: `${namespace}/${name}` } : {}),
    storageNamespace: helmRelease(object).namespace,
  };
}

/** Whether a wish is not the one that was attempted last. @public */
export function isNewWish(
  { status, metadata }: StoredObject,
  { configDigest, resolved }: Wish,
): boolean {
  return (
    status?.lastAttemptedConfigDigest !== configDigest ||
    status?.lastAttemptedRevision !== resolved.fullVersion ||
    status?.lastAttemptedGeneration !== metadata.generation
  );
}

/** Whether the newest release is the wished one. @public */
export function isDeployed(
  latest: Snapshot | undefined,
  { configDigest, resolved }: Wish,
): boolean {
  return (
    latest?.status === 'deployed' &&
    latest.chartVersion === resolved.fullVersion &&
    latest.configDigest === configDigest
  );
}
