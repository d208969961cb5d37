import type { AnyStep } from '../Step';

/** Where the transcript's own objects are. */
export const NAMESPACE = 'transcript';

export const CONFIG_MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
export const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
export const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
export const WIDGETS = `/apis/example.com/v1/namespaces/${NAMESPACE}/widgets`;
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Marks what the transcript made, so that lists leave out what a server makes itself. */
export const OURS = 'labelSelector=made-by%3Dtranscript';

const labels = { 'made-by': 'transcript' };

export function configMap(name: string, more: Record<string, unknown> = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    ...more,
    metadata: { name, labels, ...(more.metadata as object) },
  };
}

export function pod(name: string, more: Record<string, unknown> = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { ...labels, app: name } },
    spec: {
      containers: [{ name: 'main', image: 'example.com/main:1' }],
      ...more,
    },
  };
}

export function deployment(name: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      // None, so that no controller has anything to do.
      replicas: 0,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'example.com/main:1',
              ports: [{ containerPort: 80, name: 'http' }],
              env: [{ name: 'A', value: '1' }],
            },
            { name: 'side', image: 'example.com/side:1' },
          ],
        },
      },
    },
  };
}

export function widget(name: string, spec: Record<string, unknown>) {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name, labels },
    spec,
  };
}

/** A kind of its own, with all that definitions can ask of a server. */
const WIDGET_DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: {
      kind: 'Widget',
      listKind: 'WidgetList',
      plural: 'widgets',
      singular: 'widget',
      shortNames: ['wd'],
      categories: ['all'],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.size',
            statusReplicasPath: '.status.size',
          },
        },
        additionalPrinterColumns: [
          { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
          {
            name: 'Ready',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type=="Ready")].status',
          },
          {
            name: 'Age',
            type: 'date',
            jsonPath: '.metadata.creationTimestamp',
          },
          { name: 'Note', type: 'string', jsonPath: '.spec.note', priority: 1 },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'integer', minimum: 1, maximum: 9 },
                  colour: {
                    type: 'string',
                    enum: ['red', 'green'],
                    default: 'red',
                  },
                  note: { type: 'string', maxLength: 5, pattern: '^[a-z]*$' },
                  parts: {
                    type: 'array',
                    maxItems: 3,
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: {
                        name: { type: 'string' },
                        count: { type: 'integer', default: 1 },
                      },
                    },
                  },
                  free: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                },
              },
              status: {
                type: 'object',
                properties: {
                  size: { type: 'integer' },
                  conditions: {
                    type: 'array',
                    items: {
                      type: 'object',
                      properties: {
                        type: { type: 'string' },
                        status: { type: 'string' },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

/** What the other steps stand on. */
export const PREPARE: readonly AnyStep[] = [
  {
    name: 'create a namespace',
    method: 'POST',
    path: '/api/v1/namespaces',
    body: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE, labels },
    },
  },
  {
    name: 'define a kind',
    method: 'POST',
    path: DEFINITIONS,
    body: WIDGET_DEFINITION,
    // The answer comes before the server has accepted the names.
    show: ({ kind, spec }) => ({ kind, spec }),
  },
  {
    name: 'the kind is established',
    path: `${DEFINITIONS}/widgets.example.com`,
    until: answer =>
      answer
        .json()
        .status?.conditions?.some(
          (one: { type: string; status: string }) =>
            one.type === 'Established' && one.status === 'True',
        ),
    show: ({ status }) => status,
  },
  {
    name: 'the kind is served',
    path: WIDGETS,
    until: answer => answer.code === 200,
  },
  {
    name: 'the group of the kind is discovered',
    path: '/apis/example.com',
    until: answer => answer.code === 200,
  },
  {
    name: 'the resources of the kind are discovered',
    path: '/apis/example.com/v1',
    until: answer => answer.code === 200,
    // The hash is of how the object is stored, and the order means nothing.
    show: body => ({
      ...body,
      resources: body.resources
        .map(({ storageVersionHash, verbs, ...resource }: any) => ({
          ...resource,
          verbs: [...verbs].sort(),
        }))
        .sort((a: { name: string }, b: { name: string }) =>
          a.name < b.name ? -1 : 1,
        ),
    }),
  },
  {
    name: 'a kind in a group that is not served',
    path: '/apis/nowhere.example.com/v1/things',
  },
  {
    name: 'a resource that its group does not have',
    path: '/apis/apps/v1/things',
  },
  { name: 'a path that is not there', path: '/nowhere' },
];
