import { baseName } from '../paths/baseName';
import { field } from '../read/field';
import { textField } from '../read/textField';
import type { TreeChart, TreeObject } from '../types';
import { readSourceReference } from './readFluxSpec';

/** Finds a source by kind, namespace and name. */
export type FindSource = (reference: {
  kind: string;
  namespace: string;
  name: string;
}) => TreeObject | undefined;

/** What a HelmRelease installs; undefined when it does not say. */
export function readChart(
  release: TreeObject,
  findSource: FindSource,
): TreeChart | undefined {
  const namespace = release.namespace ?? '';
  const spec = release.manifest.spec;
  const chartRef = readSourceReference(field(spec, 'chartRef'), namespace);
  const own = field(spec, 'chart', 'spec');
  const reference =
    chartRef ?? readSourceReference(field(own, 'sourceRef'), namespace);
  if (!reference) {
    return undefined;
  }
  const source = findSource(reference)?.manifest.spec;
  const url = textField(source, 'url');
  if (chartRef) {
    const version =
      textField(source, 'ref', 'tag') ??
      textField(source, 'ref', 'semver') ??
      textField(source, 'ref', 'digest') ??
      textField(source, 'version');
    const fromUrl = url && baseName(url.replace(/\/+$/, ''));
    return {
      name: textField(source, 'chart') ?? fromUrl ?? reference.name,
      ...(version && { version }),
      sourceRef: reference,
      ...(url && { url }),
      via: 'chartRef',
    };
  }
  const version = textField(own, 'version');
  return {
    name: textField(own, 'chart') ?? reference.name,
    ...(version && { version }),
    sourceRef: reference,
    ...(url && { url }),
    via: 'chart',
  };
}
