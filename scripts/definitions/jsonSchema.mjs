/** Words of the API's schema language that say nothing about a file's shape. */
const UNUSED = ['description', 'default', 'externalDocs', 'example', 'title'];

const INT_OR_STRING = { type: ['integer', 'string', 'null'] };

/** The definition of an object's metadata in the Kubernetes API. */
export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The file that all schemas refer to, from their own folder. */
const DEFINITIONS = '../definitions.json#/definitions/';

/**
 * A JSON schema that says what the API server would say with strict field
 * validation: unknown fields and wrong types are refused, `null` means "not set".
 *
 * @param schema - a schema of a CustomResourceDefinition or of `swagger.json`
 * @param reference - where a `$ref` to another definition leads
 */
export function strictSchema(schema, reference = DEFINITIONS) {
  if (schema.$ref) {
    // The definition says itself that it may be null.
    return { $ref: schema.$ref.replace('#/definitions/', reference) };
  }
  if (
    schema['x-kubernetes-int-or-string'] ||
    schema.format === 'int-or-string'
  ) {
    return schema.pattern
      ? { ...INT_OR_STRING, pattern: schema.pattern }
      : INT_OR_STRING;
  }
  const strict = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!key.startsWith('x-kubernetes-') && !UNUSED.includes(key)) {
      strict[key] = inner(key, value, reference);
    }
  }
  if (typeof strict.type === 'string') {
    strict.type = [strict.type, 'null'];
  }
  if (strict.enum) {
    strict.enum = [...strict.enum, null];
  }
  if (schema['x-kubernetes-embedded-resource']) {
    strict.properties = { ...strict.properties, ...ANY_OBJECT };
  }
  if (
    strict.properties &&
    schema.additionalProperties === undefined &&
    !schema['x-kubernetes-preserve-unknown-fields']
  ) {
    strict.additionalProperties = false;
  }
  return strict;
}

/** What every object has, whatever its kind. */
const ANY_OBJECT = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object' },
};

function inner(key, value, reference) {
  switch (key) {
    case 'properties':
      return Object.fromEntries(
        Object.entries(value).map(([name, child]) => [
          name,
          strictSchema(child, reference),
        ]),
      );
    case 'items':
    case 'additionalProperties':
      return typeof value === 'object' ? strictSchema(value, reference) : value;
    // Here stand conditions on values, not shapes: they must not be made strict.
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return value.map(condition);
    case 'not':
      return condition(value);
    default:
      return value;
  }
}

/** A condition keeps its words; only what JSON schema does not know is dropped. */
function condition(schema) {
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([key]) => !key.startsWith('x-kubernetes-') && !UNUSED.includes(key),
    ),
  );
}

/**
 * The schemas of one CustomResourceDefinition, by the path that kubeconform asks
 * for: `<group>/<kind>_<version>.json`.
 */
export function schemasOfDefinition({ spec }) {
  return spec.versions
    .filter(({ served }) => served)
    .map(({ name, schema }) => {
      const root = strictSchema(schema?.openAPIV3Schema ?? { type: 'object' });
      return [
        `${spec.group}/${spec.names.kind.toLowerCase()}_${name}.json`,
        {
          ...root,
          type: 'object',
          properties: {
            ...root.properties,
            apiVersion: { const: `${spec.group}/${name}` },
            kind: { const: spec.names.kind },
            metadata: { $ref: `${DEFINITIONS}${OBJECT_META}` },
          },
          required: [
            ...new Set([
              ...(root.required ?? []),
              'apiVersion',
              'kind',
              'metadata',
            ]),
          ],
        },
      ];
    });
}
