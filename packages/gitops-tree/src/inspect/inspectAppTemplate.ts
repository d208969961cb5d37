import { field } from '../read/field';
import { textField } from '../read/textField';
import type {
  AppTemplateConventions,
  TreeHelmRelease,
  TreeIndex,
  TreeObject,
} from '../types';
import { isMostly, majority } from './majority';

/** How releases of the app-template chart get it; undefined when no release does. */
export function inspectAppTemplate(
  index: TreeIndex,
): AppTemplateConventions | undefined {
  const users = index.helmReleases.filter(
    ({ chart }) => chart?.name === 'app-template',
  );
  const charts = users.flatMap(({ chart }) => chart ?? []);
  const sourceKind = majority(charts.map(({ sourceRef }) => sourceRef.kind));
  const via = majority(charts.map(chart => chart.via));
  if (sourceKind === undefined || via === undefined) {
    return undefined;
  }
  const shared = sharedSource(users);
  const version = majority(charts.flatMap(chart => chart.version ?? []));
  const example = exampleOf(index, users, version);
  const spec = example?.manifest.spec;
  return {
    version,
    via,
    sourceKind,
    repository: shared ? 'shared' : 'per-app',
    ...(shared && {
      sourceName: shared.name,
      sourceNamespace: shared.namespace,
    }),
    url: majority(charts.flatMap(chart => chart.url ?? [])),
    ...(example && { exampleFile: example.file }),
    interval: textField(spec, 'interval'),
    pin: pinOf(spec),
    digest: textField(spec, 'ref', 'digest'),
    hasLayerSelector: field(spec, 'layerSelector') !== undefined,
  };
}

/** The source that most releases have in common; several of one name in their own namespaces are not shared. */
function sharedSource(users: readonly TreeHelmRelease[]) {
  const references = users.flatMap(({ chart }) => chart?.sourceRef ?? []);
  const common = majority(references);
  const isShared =
    common !== undefined &&
    references.length > 1 &&
    isMostly(
      references.map(
        ({ kind, namespace, name }) =>
          kind === common.kind &&
          name === common.name &&
          namespace === common.namespace,
      ),
    );
  return isShared ? common : undefined;
}

function exampleOf(
  { objects }: TreeIndex,
  users: readonly TreeHelmRelease[],
  version: string | undefined,
): TreeObject | undefined {
  const references = users
    .filter(({ chart }) => chart?.version === version)
    .flatMap(({ chart }) => chart?.sourceRef ?? []);
  const isUsed = ({ kind, namespace, name }: TreeObject) =>
    references.some(
      reference =>
        reference.kind === kind &&
        reference.name === name &&
        reference.namespace === namespace,
    );
  return objects.find(
    object => object.group === 'source.toolkit.fluxcd.io' && isUsed(object),
  );
}

function pinOf(spec: unknown): AppTemplateConventions['pin'] {
  return (['digest', 'semver', 'tag'] as const).find(
    key => textField(spec, 'ref', key) !== undefined,
  );
}
