import { ObjectStore, ResourceType, StoredObject } from '../ObjectStore';
import { eventFromEventsV1, eventToEventsV1 } from './eventsV1';

/** A resource as one group and version serve it, with the way to and from the stored form. */
export interface ServedResource {
  type: ResourceType;
  group: string;
  version: string;
  /** Whether objects are served exactly as they are stored. */
  isStoredForm: boolean;
  toServed(object: StoredObject): StoredObject;
  toStored(object: StoredObject): StoredObject;
}

const EVENTS_GROUP = 'events.k8s.io';

/** `apiVersion` of a group and version. */
export const apiVersionOf = (group: string, version: string) =>
  group ? `${group}/${version}` : version;

/** The versions that a kind is served in, the stored one first. */
export function versionsOf(type: ResourceType): string[] {
  const others = (type.versions ?? [])
    .map(({ name }) => name)
    .filter(name => name !== type.version);
  return [type.version, ...others];
}

function inVersion(type: ResourceType, version: string): ServedResource {
  const served = apiVersionOf(type.group, version);
  const stored = apiVersionOf(type.group, type.version);
  return {
    type,
    group: type.group,
    version,
    isStoredForm: version === type.version,
    toServed: object => ({ ...object, apiVersion: served }),
    toStored: object => ({ ...object, apiVersion: stored }),
  };
}

function eventsV1(type: ResourceType): ServedResource {
  return {
    type,
    group: EVENTS_GROUP,
    version: 'v1',
    isStoredForm: false,
    toServed: eventToEventsV1,
    toStored: eventFromEventsV1,
  };
}

/** Everything that is served, in every version. */
export function servedResources(store: ObjectStore): ServedResource[] {
  return store.types().flatMap(type => {
    const own = versionsOf(type).map(version => inVersion(type, version));
    const isEvent = type.group === '' && type.kind === 'Event';
    return isEvent ? [...own, eventsV1(type)] : own;
  });
}

/** The resource at a path; undefined when it is not served. */
export function findResource(
  store: ObjectStore,
  path: { group: string; version: string; plural: string },
): ServedResource | undefined {
  const { group, version, plural } = path;
  const stored = group === EVENTS_GROUP ? '' : group;
  const type = store
    .types()
    .find(each => each.group === stored && each.plural === plural);
  if (!type) {
    return undefined;
  }
  if (group === EVENTS_GROUP) {
    return plural === 'events' && version === 'v1' ? eventsV1(type) : undefined;
  }
  return versionsOf(type).includes(version)
    ? inVersion(type, version)
    : undefined;
}
