import { ChartRelease, ChartValues } from '../Chart';

/** An entry of a map of resources, such as `service.app`. @public */
export interface Entry {
  id: string;
  values: ChartValues;
}

/** The enabled entries of a map of resources, in the order of their keys. @public */
export function enabledEntries(map: unknown): Entry[] {
  if (!map || typeof map !== 'object' || Array.isArray(map)) return [];
  return Object.entries(map as Record<string, ChartValues | null>)
    .filter(([, values]) => values !== null && values?.enabled !== false)
    .map(([id, values]) => ({ id, values: values ?? {} }))
    .sort((a, b) => a.id.localeCompare(b.id));
}

/** The release's own name, or what `global.fullnameOverride` says. @public */
export function fullName(release: ChartRelease): string {
  return release.values.global?.fullnameOverride ?? release.name;
}

/**
 * The name of a resource: the release's when it is the only one of its sort,
 * else with its key added.
 * @public
 */
export function resourceName(
  release: ChartRelease,
  entry: Entry,
  siblings: readonly Entry[],
): string {
  const full = fullName(release);
  const { forceRename, nameOverride, suffix = nameOverride } = entry.values;
  if (forceRename) return forceRename;
  if (suffix) return `${full}-${suffix}`;
  return siblings.length > 1 && entry.id !== full
    ? `${full}-${entry.id}`
    : full;
}

/** `component` was the word until the chart's third major version. */
const controllerLabel = (release: ChartRelease) =>
  Number(release.chartVersion.split('.')[0]) <= 3
    ? 'app.kubernetes.io/component'
    : 'app.kubernetes.io/controller';

/** What selects the pods of a controller. @public */
export function selectorLabels(release: ChartRelease, controller: string) {
  return {
    [controllerLabel(release)]: controller,
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/name':
      release.values.global?.nameOverride ?? release.name,
  };
}

/** What every object of a release carries. @public */
export function objectLabels(release: ChartRelease) {
  return {
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/name':
      release.values.global?.nameOverride ?? release.name,
    'helm.sh/chart': `app-template-${release.chartVersion}`,
  };
}

/** Metadata of an object, with what its values add. @public */
export function objectMeta(
  release: ChartRelease,
  name: string,
  values: ChartValues = {},
) {
  return {
    name,
    namespace: release.namespace,
    labels: { ...objectLabels(release), ...values.labels },
    ...(values.annotations ? { annotations: values.annotations } : {}),
  };
}
