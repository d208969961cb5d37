import { parse } from 'yaml';
import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { ChartValues } from '../charts/Chart';
import { ReconcileFailure } from '../kustomize/ReconcileFailure';

interface ValuesReference {
  kind: string;
  name: string;
  valuesKey?: string;
  targetPath?: string;
  optional?: boolean;
}

const isMap = (value: unknown): value is ChartValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Maps are merged, anything else is replaced, and null removes: as Helm does it. */
function merge(base: ChartValues, over: ChartValues): ChartValues {
  const merged: ChartValues = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else
      merged[key] =
        isMap(value) && isMap(merged[key]) ? merge(merged[key], value) : value;
  }
  return merged;
}

function atPath(path: string, value: unknown): ChartValues {
  const keys = path.split('.');
  return keys.reduceRight<unknown>(
    (inner, key) => ({ [key]: inner }),
    value,
  ) as ChartValues;
}

function referenced(
  store: ObjectStore,
  release: StoredObject,
  ref: ValuesReference,
): ChartValues {
  const { namespace } = release.metadata;
  const source = store.get({
    group: '',
    kind: ref.kind,
    namespace,
    name: ref.name,
  });
  const key = ref.valuesKey ?? 'values.yaml';
  const stored: string | undefined = source?.data?.[key];
  if (stored === undefined) {
    if (ref.optional) return {};
    throw new ReconcileFailure(
      'ValuesError',
      `could not resolve ${ref.kind} chart values reference '${namespace}/${ref.name}' with key '${key}'`,
    );
  }
  const text =
    ref.kind === 'Secret'
      ? Buffer.from(stored, 'base64').toString('utf8')
      : stored;
  if (ref.targetPath) return atPath(ref.targetPath, text);
  const parsed: unknown = parse(text);
  return isMap(parsed) ? parsed : {};
}

/**
 * The values of a HelmRelease: `valuesFrom` in its order, `values` over them.
 *
 * @throws ReconcileFailure when a reference that is not optional is missing
 * @public
 */
export function releaseValues(
  store: ObjectStore,
  release: StoredObject,
): ChartValues {
  const references: ValuesReference[] = release.spec?.valuesFrom ?? [];
  const from = references.reduce<ChartValues>(
    (values, ref) => merge(values, referenced(store, release, ref)),
    {},
  );
  return merge(from, release.spec?.values ?? {});
}
