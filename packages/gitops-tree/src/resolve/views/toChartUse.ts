import type { FileSet, TreeChartUse, TreeHelmRelease } from '../../types';
import type { FindSource } from '../readChart';
import { declarationOf } from './declarationOf';
import { placeOfText } from './placeOfText';

/** Which chart a release installs, and where its version is written. */
export function toChartUse(
  files: FileSet,
  release: TreeHelmRelease,
  findSource: FindSource,
): TreeChartUse | undefined {
  const { chart } = release;
  if (!chart) {
    return undefined;
  }
  const source =
    chart.via === 'chartRef' ? findSource(chart.sourceRef) : undefined;
  return {
    ...declarationOf(release),
    name: chart.name,
    ...(chart.version && { version: chart.version }),
    ...(chart.url && { url: chart.url }),
    versionPlace: placeOfText(files, source ?? release, {
      text: chart.version ?? chart.name,
    }),
  };
}
