import {
  fieldsOf,
  numberOf,
  textOf,
  timestampOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { FluxEvent } from '../contract/detail';
import { formatShortRef, type FluxRef } from '../contract/row';

const MAX_EVENTS = 100;

/**
 * The events about any of the given objects of one cluster, newest first, at
 * most 100. The API server forgets events after an hour unless told otherwise.
 *
 * @param events - objects of kind Event, of the core group or `events.k8s.io`
 * @public
 */
export function deriveEvents(
  events: readonly KubeObject[],
  about: readonly FluxRef[],
): FluxEvent[] {
  const wanted = new Set(about.map(formatShortRef));
  return events
    .map(readEvent)
    .filter(event => wanted.has(event.about))
    .sort((a, b) => timeOf(b) - timeOf(a))
    .slice(0, MAX_EVENTS);
}

function readEvent(event: KubeObject): FluxEvent {
  const fields = fieldsOf(event);
  const involved = fieldsOf(fields.involvedObject ?? fields.regarding);
  const series = fieldsOf(fields.series);
  const at =
    timestampOf(series.lastObservedTime) ??
    timestampOf(fields.lastTimestamp ?? fields.deprecatedLastTimestamp) ??
    timestampOf(fields.eventTime) ??
    timestampOf(fieldsOf(fields.metadata).creationTimestamp);
  const from =
    textOf(fields.reportingComponent ?? fields.reportingController) ??
    textOf(fieldsOf(fields.source).component);
  return {
    ...(at ? { at } : {}),
    type: textOf(fields.type) ?? 'Normal',
    reason: textOf(fields.reason) ?? '',
    message: textOf(fields.message ?? fields.note) ?? '',
    count: numberOf(series.count) ?? numberOf(fields.count) ?? 1,
    about: formatShortRef({
      kind: textOf(involved.kind) ?? '',
      namespace: textOf(involved.namespace) ?? '',
      name: textOf(involved.name) ?? '',
    }),
    ...(from ? { from } : {}),
  };
}

function timeOf(event: FluxEvent): number {
  return event.at ? Date.parse(event.at) : 0;
}
