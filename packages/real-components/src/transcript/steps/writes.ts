import type { AnyStep, Memory, Step } from '../Step';
import {
  CONFIG_MAPS,
  DEPLOYMENTS,
  WIDGETS,
  configMap,
  deployment,
  widget,
} from './objects';

const MERGE = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

const versionAs =
  (name: string) =>
  (body: any): Memory => ({ [name]: body.metadata.resourceVersion });

/** Creating and replacing, and what is refused. */
export const CREATE: readonly AnyStep[] = [
  {
    name: 'create',
    method: 'POST',
    path: CONFIG_MAPS,
    body: configMap('one', { data: { a: '1' } }),
    remember: versionAs('first'),
  },
  {
    name: 'create what is there already',
    method: 'POST',
    path: CONFIG_MAPS,
    body: configMap('one'),
  },
  {
    name: 'create with a name that may not be',
    method: 'POST',
    path: CONFIG_MAPS,
    body: configMap('Not_A_Name'),
  },
  {
    name: 'create without a name',
    method: 'POST',
    path: CONFIG_MAPS,
    body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} },
  },
  {
    name: 'create another kind than the path says',
    method: 'POST',
    path: CONFIG_MAPS,
    body: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
  },
  {
    name: 'create in another namespace than the path says',
    method: 'POST',
    path: CONFIG_MAPS,
    body: configMap('x', { metadata: { namespace: 'default' } }),
  },
  {
    name: 'create in a namespace that is not there',
    method: 'POST',
    path: '/api/v1/namespaces/nowhere/configmaps',
    body: configMap('x'),
  },
  {
    name: 'create with a resource version',
    method: 'POST',
    path: CONFIG_MAPS,
    body: configMap('x', { metadata: { resourceVersion: '5' } }),
  },
  {
    name: 'create from a broken body',
    method: 'POST',
    path: CONFIG_MAPS,
    body: '{"kind":',
  },
  {
    name: 'create with an unknown field, strictly',
    method: 'POST',
    path: `${DEPLOYMENTS}?fieldValidation=Strict`,
    body: { ...deployment('strict'), spek: {} },
  },
  {
    name: 'create with an unknown field, with a warning',
    method: 'POST',
    path: `${DEPLOYMENTS}?fieldValidation=Warn&dryRun=All`,
    body: { ...deployment('warned'), spek: {} },
  },
  {
    name: 'create in a dry run',
    method: 'POST',
    path: `${CONFIG_MAPS}?dryRun=All`,
    body: configMap('dry'),
  },
  { name: 'a dry run leaves nothing', path: `${CONFIG_MAPS}/dry` },
  {
    name: 'create under a generated name',
    method: 'POST',
    path: `${CONFIG_MAPS}?dryRun=All`,
    body: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'made-' },
    },
    show: ({ metadata }) => ({
      generateName: metadata.generateName,
      isNamed: /^made-[a-z0-9]{5}$/.test(metadata.name),
    }),
  },
  {
    name: 'replace',
    method: 'PUT',
    path: `${CONFIG_MAPS}/one`,
    body: ({ first }: Memory) =>
      configMap('one', {
        data: { a: '2' },
        metadata: { resourceVersion: first },
      }),
  },
  {
    name: 'replace what somebody changed since',
    method: 'PUT',
    path: `${CONFIG_MAPS}/one`,
    body: ({ first }: Memory) =>
      configMap('one', { metadata: { resourceVersion: first } }),
  },
  {
    name: 'replace what is not there',
    method: 'PUT',
    path: `${CONFIG_MAPS}/nothing`,
    body: configMap('nothing', {
      metadata: { uid: 'x', resourceVersion: '1' },
    }),
  },
  {
    name: 'replace under another name',
    method: 'PUT',
    path: `${CONFIG_MAPS}/one`,
    body: configMap('two'),
  },
  { name: 'read what is not there', path: `${CONFIG_MAPS}/nothing` },
  {
    name: 'a method that no resource has',
    method: 'PUT',
    path: CONFIG_MAPS,
    body: configMap('x'),
  },
  {
    name: 'an answer in a format that nobody writes',
    path: `${CONFIG_MAPS}/one`,
    accept: 'text/html',
  },
  {
    name: 'a body in a format that nobody reads',
    method: 'POST',
    path: CONFIG_MAPS,
    body: 'name=x',
    contentType: 'application/x-www-form-urlencoded',
  },
];

const patch = (
  name: string,
  contentType: string,
  path: string,
  body: unknown,
): Step => ({ name, method: 'PATCH', contentType, path, body });

/** Every way to patch. */
export const PATCH: readonly AnyStep[] = [
  {
    name: 'create a deployment',
    method: 'POST',
    path: DEPLOYMENTS,
    body: deployment('web'),
  },
  patch('merge patch', MERGE, `${CONFIG_MAPS}/one`, {
    data: { a: null, b: '3' },
  }),
  patch('merge patch of an old version', MERGE, `${CONFIG_MAPS}/one`, {
    metadata: { resourceVersion: '1' },
    data: { c: '4' },
  }),
  patch('merge patch that changes nothing', MERGE, `${CONFIG_MAPS}/one`, {
    data: { b: '3' },
  }),
  patch('JSON patch', JSON_PATCH, `${CONFIG_MAPS}/one`, [
    { op: 'test', path: '/data/b', value: '3' },
    { op: 'add', path: '/data/c', value: '4' },
    { op: 'remove', path: '/data/b' },
  ]),
  patch('JSON patch whose test fails', JSON_PATCH, `${CONFIG_MAPS}/one`, [
    { op: 'test', path: '/data/c', value: 'x' },
  ]),
  patch('JSON patch of nothing', JSON_PATCH, `${CONFIG_MAPS}/one`, [
    { op: 'remove', path: '/data/nothing' },
  ]),
  patch('merge patch that annotates', MERGE, `${CONFIG_MAPS}/one`, {
    metadata: { annotations: { note: 'kept' }, labels: { tier: 'front' } },
  }),
  patch(
    'JSON patch that takes the last annotation away',
    JSON_PATCH,
    `${CONFIG_MAPS}/one`,
    [
      { op: 'remove', path: '/metadata/annotations/note' },
      { op: 'remove', path: '/metadata/labels/tier' },
    ],
  ),
  patch('strategic patch', STRATEGIC, `${DEPLOYMENTS}/web`, {
    spec: {
      template: {
        spec: {
          containers: [
            { name: 'main', env: [{ name: 'B', value: '2' }] },
            { name: 'side', $patch: 'delete' },
          ],
        },
      },
    },
  }),
  patch('strategic patch of a custom kind', STRATEGIC, `${WIDGETS}/none`, {}),
  patch(
    'patch in an unknown way',
    'application/x-patch',
    `${CONFIG_MAPS}/one`,
    {},
  ),
  patch('patch what is not there', MERGE, `${CONFIG_MAPS}/nothing`, {}),
  patch('patch what may not change', MERGE, `${DEPLOYMENTS}/web`, {
    spec: { selector: { matchLabels: { app: 'other' } } },
  }),
  patch('patch with a wrong type', MERGE, `${DEPLOYMENTS}/web`, {
    spec: { replicas: 'many' },
  }),
  patch('apply', APPLY, `${CONFIG_MAPS}/applied?fieldManager=first`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'applied', labels: { 'made-by': 'transcript' } },
    data: { a: '1', b: '2' },
  }),
  patch('apply again', APPLY, `${CONFIG_MAPS}/applied?fieldManager=first`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'applied', labels: { 'made-by': 'transcript' } },
    data: { a: '1' },
  }),
  patch(
    'apply what another manager owns',
    APPLY,
    `${CONFIG_MAPS}/applied?fieldManager=second`,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'applied' },
      data: { a: '9' },
    },
  ),
  patch(
    'apply what another manager owns, by force',
    APPLY,
    `${CONFIG_MAPS}/applied?fieldManager=second&force=true`,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'applied' },
      data: { a: '9' },
    },
  ),
  patch(
    'apply without a name',
    APPLY,
    `${CONFIG_MAPS}/applied?fieldManager=first`,
    { apiVersion: 'v1', kind: 'ConfigMap' },
  ),
  patch('apply without a manager', APPLY, `${CONFIG_MAPS}/applied`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
  }),
];

/** Custom resources: defaults, pruning, validation, and the two subresources. */
export const CUSTOM: readonly AnyStep[] = [
  {
    name: 'create a custom resource',
    method: 'POST',
    path: WIDGETS,
    body: widget('w', {
      size: 2,
      parts: [{ name: 'a' }],
      free: { any: [1] },
      unknown: true,
    }),
  },
  {
    name: 'create a custom resource that its schema refuses',
    method: 'POST',
    path: WIDGETS,
    body: widget('bad', {
      size: 12,
      colour: 'blue',
      note: 'TOO LONG',
      parts: [{ count: 1 }, { name: 'a' }, { name: 'a' }, { name: 'b' }],
    }),
    // Upstream tells the causes in the order of a map.
    show: body => ({
      ...body,
      message: undefined,
      details: { ...body.details, causes: sorted(body.details.causes) },
    }),
  },
  {
    name: 'create a custom resource with an unknown field, strictly',
    method: 'POST',
    path: `${WIDGETS}?fieldValidation=Strict`,
    body: widget('bad', { size: 1, unknown: true }),
  },
  patch('the status through the object', MERGE, `${WIDGETS}/w`, {
    status: { size: 5 },
  }),
  patch('the status through its subresource', MERGE, `${WIDGETS}/w/status`, {
    spec: { size: 7 },
    status: { size: 2, conditions: [{ type: 'Ready', status: 'True' }] },
  }),
  { name: 'the scale of a custom resource', path: `${WIDGETS}/w/scale` },
  patch('scale a custom resource', MERGE, `${WIDGETS}/w/scale`, {
    spec: { replicas: 3 },
  }),
  { name: 'the custom resource after all this', path: `${WIDGETS}/w` },
  { name: 'the scale of a deployment', path: `${DEPLOYMENTS}/web/scale` },
];

function sorted(causes: Array<{ field: string; message: string }>) {
  return [...causes].sort((a, b) =>
    `${a.field} ${a.message}` < `${b.field} ${b.message}` ? -1 : 1,
  );
}
