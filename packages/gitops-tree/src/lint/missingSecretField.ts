import { listField } from '../read/listField';
import { recordField } from '../read/recordField';
import { textField } from '../read/textField';
import type { TreeObject } from '../types';
import type { LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

/**
 * A template of an ExternalSecret that uses a field which nothing fetches.
 * External Secrets stops at such a field (its guide on templating), and the
 * Secret is not made. Silent where `dataFrom` brings fields whose names only the
 * store knows.
 */
export const missingSecretField: LintRule = {
  name: 'missing-secret-field',
  check: context =>
    context.applied.filter(isExternalSecret).flatMap(object => {
      const { spec } = object.manifest;
      const fetched = listField(spec, 'data').flatMap(
        entry => textField(entry, 'secretKey') ?? [],
      );
      if (
        fetched.length === 0 ||
        listField(spec, 'dataFrom').length > 0 ||
        textField(spec, 'target', 'template', 'engineVersion') === 'v1'
      ) {
        return [];
      }
      const texts = Object.values(
        recordField(spec, 'target', 'template', 'data'),
      ).filter(text => typeof text === 'string');
      const used = new Set(texts.flatMap(fieldsOf));
      return [...used]
        .filter(name => !fetched.includes(name))
        .map(name => ({
          severity: 'error' as const,
          ...placeInObject(context, object, `.${name}`),
          message: `ExternalSecret ${object.namespace ?? ''}/${
            object.name
          } uses the field ${name}, but fetches only ${fetched.join(', ')}`,
          mend: `Add an entry with secretKey: ${name} to spec.data, or correct the name.`,
        }));
    }),
};

function isExternalSecret({ group, kind }: TreeObject): boolean {
  return group === 'external-secrets.io' && kind === 'ExternalSecret';
}

const COMMENT = /\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g;
/** What stands between braces; braces in quotes do not end it. */
const ACTION = /\{\{-?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^}"`]|\}(?!\}))*)\}\}/g;
const LITERAL = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
/** Within these the dot is something else, or the text may never be used. */
const REBINDING = /^\s*(with|range|define|block|template|if)\b/;

/** The fields that a Go template takes from its top level; none where that cannot be told. */
function fieldsOf(template: string): string[] {
  const actions = Array.from(
    template.replace(COMMENT, '').matchAll(ACTION),
    ([, action]) => action.replace(LITERAL, '""'),
  );
  return actions.some(action => REBINDING.test(action))
    ? []
    : actions.flatMap(action =>
        Array.from(
          action.matchAll(/(?:^|[\s(|])\.([A-Za-z_]\w*)/g),
          ([, name]) => name,
        ),
      );
}
