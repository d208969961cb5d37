import type { AppValues } from './skeletonValues';
import type { AppStyle } from './treeStyle';

/** What the app's kustomization lists, sorted: the files that its skeletons write. */
export function appFiles(app: AppValues, { chart, files }: AppStyle): string[] {
  const written: [string, unknown][] = [
    ['database.yaml', app.database],
    ['dragonfly.yaml', app.cache],
    [files.externalSecret, app.secret],
    [files.helmRelease, true],
    [files.ociRepository, chart.isPerApp],
    [files.persistentVolumeClaim, app.claims.length > 0],
  ];
  return written
    .flatMap(([file, isWritten]) => (isWritten ? [file] : []))
    .sort();
}
