import { ChartRelease } from './Chart';

/** What the actions of a template may name, by its first word. @public */
export type TemplateScope = Readonly<Record<string, unknown>>;

const ACTION =
  /\{\{-?\s*\.([A-Za-z0-9_.-]+)(?:\s*\|\s*default\s+\.([A-Za-z0-9_.-]+))?\s*-?\}\}/g;

/** What a path such as `Values.image.tag` names; undefined when it names nothing. @public */
export function lookUp(scope: TemplateScope, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        value && typeof value === 'object'
          ? (value as Record<string, unknown>)[key]
          : undefined,
      scope,
    );
}

/** `.Release` and `.Values`, as a chart's templates see them. @public */
export function releaseScope(release: ChartRelease): TemplateScope {
  return {
    Release: {
      Name: release.name,
      Namespace: release.namespace,
      Service: 'Helm',
    },
    Values: release.values,
  };
}

/**
 * A text with its plain template actions filled in: `{{ .Release.Name }}`,
 * `{{ .Values.… }}`, `{{ .spec.… | default .metadata.name }}`. An action it does
 * not understand, or that names nothing, stays as it is written.
 * @public
 */
export function renderText(text: string, scope: TemplateScope): string {
  return text.replace(
    ACTION,
    (action, path: string, fallback: string | undefined) => {
      const value =
        lookUp(scope, path) ?? (fallback && lookUp(scope, fallback));
      return value === undefined || typeof value === 'object'
        ? action
        : String(value);
    },
  );
}

/** Every text in a value, filled in. @public */
export function renderValue<T>(value: T, scope: TemplateScope): T {
  if (typeof value === 'string') return renderText(value, scope) as T;
  if (Array.isArray(value))
    return value.map(one => renderValue(one, scope)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      renderText(key, scope),
      renderValue(one, scope),
    ]),
  ) as T;
}
