import { StoredObject } from '../../kubernetes/ObjectStore';
import { Lab } from '../runtime/Controller';
import { Outcome } from './releaseStatus';
import { Snapshot } from './Snapshot';

const GROUP = 'helm.toolkit.fluxcd.io';

/** Tells of a HelmRelease as helm-controller does; of which release, when there is one. @public */
export function recordRelease(
  object: StoredObject,
  lab: Lab,
  event: { type: 'Normal' | 'Warning' } & Outcome,
  snapshot?: Snapshot,
): void {
  lab.events.record(object, 'helm-controller', {
    ...event,
    annotations: snapshot
      ? {
          [`${GROUP}/app-version`]: snapshot.appVersion,
          [`${GROUP}/revision`]: snapshot.chartVersion,
          [`${GROUP}/token`]: snapshot.configDigest,
          ...(snapshot.ociDigest
            ? { [`${GROUP}/oci-digest`]: snapshot.ociDigest }
            : {}),
        }
      : {},
  });
}
