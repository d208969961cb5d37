import { KUSTOMIZATION_FILE_NAMES } from '../build/KustomizationFile';
import { baseName } from '../paths/baseName';
import { directoryOf } from '../paths/directoryOf';
import { isInside } from '../paths/isInside';
import type { FileConventions, TreeIndex } from '../types';
import { majority } from './majority';

/** What files are called. */
export function inspectFiles(index: TreeIndex): FileConventions {
  const nameOf = (kind: string) =>
    majority(
      index.objects
        .filter(
          object => object.kind === kind && belongsToApp(index, object.file),
        )
        .map(({ file }) => baseName(file)),
    );
  const apps = index.apps.flatMap(app =>
    app.kustomizations
      .slice(0, 1)
      .map(kustomization => ({ app, kustomization })),
  );
  return {
    fluxKustomization: majority(
      apps.map(({ kustomization }) => baseName(kustomization.file)),
    ),
    appDirectory: majority(
      apps
        .filter(({ app, kustomization }) =>
          isInside(kustomization.path, app.directory),
        )
        .map(({ app, kustomization }) =>
          kustomization.path.slice(app.directory.length + 1),
        ),
    ),
    kustomization: majority(
      [...index.files.keys()]
        .map(baseName)
        .filter(name => KUSTOMIZATION_FILE_NAMES.includes(name)),
    ),
    helmRelease: nameOf('HelmRelease'),
    ociRepository: nameOf('OCIRepository'),
    persistentVolumeClaim: nameOf('PersistentVolumeClaim'),
    externalSecret: nameOf('ExternalSecret'),
    namespace: majority(
      index.objects
        .filter(({ kind }) => kind === 'Namespace')
        .map(({ file }) => baseName(file)),
    ),
  };
}

function belongsToApp({ apps }: TreeIndex, file: string): boolean {
  const directory = directoryOf(file);
  return apps.some(app => isInside(directory, app.directory));
}
