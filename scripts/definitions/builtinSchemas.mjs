import { strictSchema } from './jsonSchema.mjs';

const IN_FILE = '#/definitions/';

/** Definitions whose schema in `swagger.json` does not say what the server reads. */
const AS_READ = {
  // `4`, `0.5` and `500m` alike.
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['string', 'number', 'null'],
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    type: ['integer', 'string', 'null'],
  },
  // Written by the server only, in whatever shape.
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': {},
  'io.k8s.apimachinery.pkg.runtime.RawExtension': {},
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': {},
};

/**
 * Schemas of the kinds that are built into Kubernetes, by the path that
 * kubeconform asks for (`<group>/<kind>_<version>.json`, where the group of Pods
 * is `v1`), and the definitions they all refer to.
 *
 * @param swagger - `api/openapi-spec/swagger.json` of the Kubernetes module
 */
export function builtinSchemas(swagger) {
  const definitions = Object.fromEntries(
    Object.entries(swagger.definitions).map(([name, schema]) => [
      name,
      AS_READ[name] ?? choices(name) ?? strictSchema(schema, IN_FILE),
    ]),
  );
  const schemas = Object.entries(swagger.definitions).flatMap(
    ([name, schema]) => {
      const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
      // DeleteOptions and its like are in every group and in no file.
      return kinds.length === 1 ? [schemaOfKind(name, kinds[0])] : [];
    },
  );
  return { schemas, definitions: { definitions } };
}

function schemaOfKind(name, { group, version, kind }) {
  return [
    `${group || version}/${kind.toLowerCase()}_${version}.json`,
    { $ref: `../definitions.json#/definitions/${name}` },
  ];
}

/** `JSONSchemaPropsOrBool` and its like: the API writes them without any schema. */
function choices(name) {
  return /\.JSONSchemaPropsOr\w+$/.test(name) ? {} : undefined;
}
