import { field } from '../read/field';

/** What a Helm template in values can refer to. */
export interface TemplateContext {
  readonly releaseName: string;
  readonly releaseNamespace: string;
  readonly values: unknown;
}

/**
 * Fills in the simple expressions people write in values: `.Release.Name`,
 * `.Release.Namespace` and `.Values.…`. Everything else stays as it is.
 */
export function fillTemplate(text: string, context: TemplateContext): string {
  return text.replace(
    /\{\{-?\s*(?:tpl\s+)?\.(Release|Values)\.([\w.]+)\s*-?\}\}/g,
    (whole, scope: string, path: string) => {
      const value =
        scope === 'Release' ? release(path, context) : valueAt(path, context);
      return value ?? whole;
    },
  );
}

function release(path: string, context: TemplateContext): string | undefined {
  if (path === 'Name') {
    return context.releaseName;
  }
  return path === 'Namespace' ? context.releaseNamespace : undefined;
}

function valueAt(path: string, context: TemplateContext): string | undefined {
  const value = field(context.values, ...path.split('.'));
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}
