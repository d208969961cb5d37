import { ObjectStore } from '../ObjectStore';
import {
  apiVersionOf,
  ServedResource,
  servedResources,
} from './ServedResource';

const pathOf = (group: string, version: string) =>
  group ? `apis/${group}/${version}` : `api/${version}`;

/** `/openapi/v3`: where the document of each group and version is. */
export function openapiIndex(store: ObjectStore) {
  const paths = servedResources(store).map(({ group, version }) =>
    pathOf(group, version),
  );
  return {
    paths: Object.fromEntries(
      [...new Set(paths)].map(path => [
        path,
        { serverRelativeURL: `/openapi/v3/${path}` },
      ]),
    ),
  };
}

const gvk = ({ group, version, type }: ServedResource) => ({
  group,
  version,
  kind: type.kind,
});

const QUERY = ['dryRun', 'fieldManager', 'fieldValidation'].map(name => ({
  name,
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
}));

function operations(resource: ServedResource) {
  const { group, version, type } = resource;
  const scope = type.namespaced ? '/namespaces/{namespace}' : '';
  const collection = `/${pathOf(group, version)}${scope}/${type.plural}`;
  const known = { 'x-kubernetes-group-version-kind': gvk(resource) };
  const answers = { responses: { '200': { description: 'OK' } } };
  return {
    [collection]: {
      post: {
        'x-kubernetes-action': 'post',
        ...known,
        parameters: QUERY,
        ...answers,
      },
    },
    [`${collection}/{name}`]: {
      patch: {
        'x-kubernetes-action': 'patch',
        ...known,
        parameters: [
          ...QUERY,
          { name: 'force', in: 'query', schema: { type: 'boolean' } },
        ],
        ...answers,
      },
    },
  };
}

const schemaName = ({ group, version, type }: ServedResource) =>
  `lab.${group || 'core'}.${version}.${type.kind}`;

/**
 * The OpenAPI document of one group and version: enough for kubectl to see that
 * the server checks fields by itself, with the schemas of custom kinds. Undefined
 * when it is not served.
 */
export function openapiDocument(store: ObjectStore, path: string) {
  const served = servedResources(store).filter(
    ({ group, version }) => pathOf(group, version) === path,
  );
  if (served.length === 0) {
    return undefined;
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.0' },
    paths: Object.assign({}, ...served.map(operations)),
    components: {
      schemas: Object.fromEntries(
        served.map(resource => [
          schemaName(resource),
          {
            type: 'object',
            ...resource.type.versions?.find(
              ({ name }) => name === resource.version,
            )?.schema,
            'x-kubernetes-group-version-kind': [gvk(resource)],
          },
        ]),
      ),
    },
  };
}

/** `/openapi/v2`: the kinds by name, for clients that look no further. */
export function openapiV2(store: ObjectStore) {
  const served = servedResources(store);
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'v1.36.0' },
    paths: Object.fromEntries(
      served.map(({ group, version }) => [
        `/${pathOf(group, version)}/`,
        {
          get: {
            responses: { '200': { description: apiVersionOf(group, version) } },
          },
        },
      ]),
    ),
    definitions: Object.fromEntries(
      served.map(resource => [
        schemaName(resource),
        {
          type: 'object',
          'x-kubernetes-group-version-kind': [gvk(resource)],
        },
      ]),
    ),
  };
}
