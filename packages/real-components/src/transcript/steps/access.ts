import type { AnyStep, Asker, Step } from '../Step';
import { CONFIG_MAPS, configMap } from './objects';

const SELF = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** What the user `reader` may do, in both servers. */
export const READER_RULES = [
  {
    apiGroups: [''],
    resources: ['configmaps', 'pods'],
    verbs: ['get', 'list', 'watch'],
  },
  { apiGroups: ['apps'], resources: ['*'], verbs: ['list'] },
];

const may = (as: Asker, resourceAttributes: Record<string, string>): Step => ({
  name: `may ${as} ${Object.values(resourceAttributes).join(' ')}`,
  as,
  method: 'POST',
  path: SELF,
  body: {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  },
  show: ({ kind, spec, status }) => ({
    kind,
    spec,
    // Upstream's reason names the binding.
    status: { ...status, reason: undefined },
  }),
});

/** Who may do what, and how it is said to who may not. */
export const ACCESS: readonly AnyStep[] = [
  may('admin', { verb: 'delete', resource: 'nodes' }),
  may('reader', { verb: 'list', resource: 'pods', namespace: 'transcript' }),
  may('reader', { verb: 'list', resource: 'secrets' }),
  may('reader', { verb: 'list', resource: 'deployments', group: 'apps' }),
  may('stranger', { verb: 'get', resource: 'pods', name: 'web' }),
  {
    name: 'read what one may',
    as: 'reader',
    path: `${CONFIG_MAPS}/one`,
    show: body => body.kind,
  },
  {
    name: 'create what one may not',
    as: 'reader',
    method: 'POST',
    path: CONFIG_MAPS,
    body: configMap('forbidden'),
  },
  {
    name: 'read one of a kind that one may only list',
    as: 'reader',
    path: '/apis/apps/v1/namespaces/transcript/deployments/web',
  },
  {
    name: 'read cluster-wide what one may not',
    as: 'stranger',
    path: '/api/v1/nodes',
  },
  {
    name: 'read the status of what one may not',
    as: 'stranger',
    method: 'PUT',
    path: '/api/v1/namespaces/transcript/pods/web/status',
    body: {},
  },
  {
    name: 'watch what one may not',
    as: 'stranger',
    watch: '/api/v1/secrets',
    events: 1,
  },
  {
    name: 'come without being known',
    path: CONFIG_MAPS,
    headers: { Authorization: 'Bearer nobody' },
  },
  {
    name: 'ask who one is',
    as: 'reader',
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    },
  },
  {
    name: 'ask for another',
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: 'reader',
        resourceAttributes: { verb: 'delete', resource: 'pods' },
      },
    },
    show: ({ kind, spec, status }) => ({
      kind,
      spec,
      status: { ...status, reason: undefined },
    }),
  },
  {
    name: 'the version',
    path: '/version',
    show: body => Object.keys(body).sort(),
  },
  { name: 'the API versions', path: '/api', show: body => body.versions },
  { name: 'whether it is ready', path: '/readyz' },
];
