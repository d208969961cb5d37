import { StoredObject } from '../ObjectStore';

/** A core/v1 Event as events.k8s.io/v1 serves the same object. */
export function eventToEventsV1(event: StoredObject): StoredObject {
  const {
    involvedObject,
    message,
    source,
    count,
    firstTimestamp,
    lastTimestamp,
  } = event;
  const { reportingComponent, apiVersion, ...rest } = event;
  const {
    involvedObject: _regarding,
    message: _note,
    source: _source,
    count: _count,
    firstTimestamp: _first,
    lastTimestamp: _last,
    ...same
  } = rest as StoredObject;
  return {
    ...same,
    apiVersion: 'events.k8s.io/v1',
    regarding: involvedObject,
    note: message,
    reportingController: reportingComponent ?? source?.component,
    deprecatedSource: source,
    deprecatedCount: count,
    deprecatedFirstTimestamp: firstTimestamp,
    deprecatedLastTimestamp: lastTimestamp,
  };
}

/** The other way round. */
export function eventFromEventsV1(event: StoredObject): StoredObject {
  const {
    regarding,
    note,
    reportingController,
    deprecatedSource,
    deprecatedCount,
    deprecatedFirstTimestamp,
    deprecatedLastTimestamp,
    ...same
  } = event;
  return {
    ...(same as StoredObject),
    apiVersion: 'v1',
    involvedObject: regarding,
    message: note,
    reportingComponent: reportingController,
    source: deprecatedSource,
    count: deprecatedCount,
    firstTimestamp: deprecatedFirstTimestamp,
    lastTimestamp: deprecatedLastTimestamp,
  };
}
