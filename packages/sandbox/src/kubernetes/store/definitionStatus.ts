import { StoredObject } from '../ObjectStore';

/** The CustomResourceDefinition with the status of one whose names are accepted and which is served. */
export function definitionStatus(
  definition: StoredObject,
  time: string,
): StoredObject {
  const { names, versions } = definition.spec;
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime: time,
  });
  return {
    ...definition,
    status: {
      acceptedNames: names,
      storedVersions: versions
        .filter((version: { storage: boolean }) => version.storage)
        .map((version: { name: string }) => version.name),
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition(
          'Established',
          'InitialNamesAccepted',
          'the initial names have been accepted',
        ),
      ],
    },
  };
}
