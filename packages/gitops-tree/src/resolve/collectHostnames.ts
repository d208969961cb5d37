import type { TreeHelmRelease, TreeHostname, TreeObject } from '../types';
import type { FileSet, Place } from '../types';
import { fillTemplate } from './fillTemplate';
import { readRoutes, readValueRoutes } from './readRoutes';
import type { RouteView } from './readRoutes';
import { field } from '../read/field';

/** Every host name that is claimed, each with its place. */
export function collectHostnames(
  files: FileSet,
  objects: readonly TreeObject[],
  helmReleases: readonly TreeHelmRelease[],
): TreeHostname[] {
  return [
    ...helmReleases.flatMap(release => ofRelease(files, release)),
    ...objects.flatMap(object =>
      readRoutes(object.manifest).flatMap(route =>
        toHostnames({ files, object, route, fill: text => text }),
      ),
    ),
  ];
}

function ofRelease(files: FileSet, release: TreeHelmRelease): TreeHostname[] {
  const values = field(release.manifest.spec, 'values');
  const context = {
    releaseName: release.releaseName,
    releaseNamespace: release.targetNamespace ?? release.namespace ?? '',
    values,
  };
  return readValueRoutes(values).flatMap(route =>
    toHostnames({
      files,
      object: release,
      route,
      fill: text => fillTemplate(text, context),
    }),
  );
}

function toHostnames(options: {
  files: FileSet;
  object: TreeObject;
  route: RouteView;
  fill: (text: string) => string;
}): TreeHostname[] {
  const { files, object, route, fill } = options;
  return route.hostnames.map(written => {
    const hostname = fill(written);
    return {
      ...placeOf(files, object, written),
      hostname,
      isResolved: !/\$\{|\{\{/.test(hostname),
      owner: `${object.kind} ${object.namespace ?? ''}/${object.name}`,
      ownerKind: object.kind,
      namespace: object.namespace ?? '',
      name: object.name,
      state: object.state,
      gateways: route.gateways,
    };
  });
}

/**
 * The line that holds the text, after the object's first one; the object's own
 * line when substitution made the text what it is. Parsing again for the exact
 * node would cost more than the rest of the resolution.
 */
function placeOf(files: FileSet, object: TreeObject, text: string): Place {
  const lines = files.get(object.file)?.split('\n') ?? [];
  for (let index = object.line - 1; index < lines.length; index += 1) {
    const column = lines[index].indexOf(text);
    if (column >= 0 && !lines[index].trimStart().startsWith('#')) {
      return { file: object.file, line: index + 1, column: column + 1 };
    }
  }
  return { file: object.file, line: object.line, column: object.column };
}
