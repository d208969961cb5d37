import type { ChartPlace } from './chartOf';

export interface HelmKustomizationOptions {
  /** Set on everything the folder makes, unless the file sets one itself. */
  namespace?: string;
  /** File names that are taken out of `resources`. */
  left?: readonly string[];
  chart?: ChartPlace & { releaseName: string };
}

/**
 * A kustomization.yaml with a namespace and a chart, line by line so that comments
 * and order stay.
 */
export function helmKustomization(
  text: string,
  options: HelmKustomizationOptions,
): string {
  const { namespace, left = [], chart } = options;
  const hasNamespace = /^namespace:/m.test(text);
  const added = [
    ...(namespace && !hasNamespace ? [`namespace: ${namespace}`] : []),
    ...(chart
      ? [
          'helmCharts:',
          `  - includeCRDs: true`,
          `    name: ${chart.name}`,
          ...(namespace ? [`    namespace: ${namespace}`] : []),
          `    releaseName: ${chart.releaseName}`,
          `    repo: ${chart.repo}`,
          `    valuesFile: ./values.yaml`,
          `    version: ${JSON.stringify(chart.version)}`,
        ]
      : []),
  ];
  const lines = text
    .split('\n')
    .filter(
      line =>
        !left.some(file => new RegExp(`^\\s*- (\\./)?${file}$`).test(line)),
    )
    .flatMap(line => (/^kind:/.test(line) ? [line, ...added] : [line]));
  return lines
    .filter(
      (line, index) =>
        line !== 'resources:' || /^\s*(- |#)/.test(lines[index + 1] ?? ''),
    )
    .join('\n');
}
