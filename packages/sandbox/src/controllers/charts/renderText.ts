import { ChartRelease } from './Chart';

function lookUp(release: ChartRelease, path: readonly string[]): unknown {
  const [root, ...rest] = path;
  if (root === 'Release') {
    return {
      Name: release.name,
      Namespace: release.namespace,
      Service: 'Helm',
    }[rest[0]];
  }
  if (root !== 'Values') return undefined;
  return rest.reduce<unknown>(
    (value, key) =>
      value && typeof value === 'object'
        ? (value as Record<string, unknown>)[key]
        : undefined,
    release.values,
  );
}

/**
 * A text with its plain template actions filled in: `{{ .Release.Name }}`,
 * `{{ .Release.Namespace }}`, `{{ .Values.… }}`. An action it does not
 * understand stays as it is written.
 * @public
 */
export function renderText(text: string, release: ChartRelease): string {
  return text.replace(
    /\{\{-?\s*\.([A-Za-z0-9_.-]+)\s*-?\}\}/g,
    (action, path: string) => {
      const value = lookUp(release, path.split('.'));
      return value === undefined || typeof value === 'object'
        ? action
        : String(value);
    },
  );
}

/** Every text in a value, filled in. @public */
export function renderValue<T>(value: T, release: ChartRelease): T {
  if (typeof value === 'string') return renderText(value, release) as T;
  if (Array.isArray(value))
    return value.map(one => renderValue(one, release)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      renderText(key, release),
      renderValue(one, release),
    ]),
  ) as T;
}
