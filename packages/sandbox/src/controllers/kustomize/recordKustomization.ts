import { StoredObject } from '../../kubernetes/ObjectStore';
import { Lab } from '../runtime/Controller';
import { RecordedEvent } from '../runtime/EventRecorder';
import { AppliedObject, objectLabel } from './applyManifest';

const REVISION = 'kustomize.toolkit.fluxcd.io/revision';

/** Tells of a Kustomization as kustomize-controller does, with the revision it is about. @public */
export function recordKustomization(
  object: StoredObject,
  lab: Lab,
  { revision, ...event }: RecordedEvent & { revision: string },
): void {
  lab.events.record(object, 'kustomize-controller', {
    ...event,
    annotations: revision ? { [REVISION]: revision } : {},
  });
}

/** Lists what was created, changed and deleted; silent when that is nothing. @public */
export function recordChanges(
  object: StoredObject,
  lab: Lab,
  changes: {
    applied: readonly AppliedObject[];
    deleted: readonly StoredObject[];
    revision: string;
  },
): void {
  const lines = [
    ...changes.applied
      .filter(({ action }) => action !== 'unchanged')
      .map(one => `${objectLabel(one.object)} ${one.action}`),
    ...changes.deleted.map(one => `${objectLabel(one)} deleted`),
  ];
  if (lines.length === 0) return;
  recordKustomization(object, lab, {
    type: 'Normal',
    reason: 'Progressing',
    message: lines.join('\n'),
    revision: changes.revision,
  });
}
