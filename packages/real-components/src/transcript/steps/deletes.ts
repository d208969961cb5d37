import type { AnyStep, Memory } from '../Step';
import { CONFIG_MAPS, OURS, configMap } from './objects';

const MERGE = 'application/merge-patch+json';

const create = (
  name: string,
  metadata: Record<string, unknown> = {},
): AnyStep => ({
  name: `create ${name}`,
  method: 'POST',
  path: CONFIG_MAPS,
  body: configMap(name, { metadata }),
  remember: body => ({ [name]: body.metadata.uid }),
  show: body => body.kind,
});

const owned = (name: string, owner: string): AnyStep => ({
  name: `create ${name}`,
  method: 'POST',
  path: CONFIG_MAPS,
  body: (memory: Memory) =>
    configMap(name, {
      metadata: {
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: owner,
            uid: memory[owner],
            blockOwnerDeletion: true,
          },
        ],
      },
    }),
  show: body => body.metadata.ownerReferences,
});

const isGone = (name: string): AnyStep => ({
  name: `${name} is gone`,
  path: `${CONFIG_MAPS}/${name}`,
  until: answer => answer.code === 404,
});

/** Deleting: finalizers, owners, dry runs, preconditions, collections, namespaces. */
export const DELETE: readonly AnyStep[] = [
  create('plain'),
  {
    name: 'delete in a dry run',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/plain?dryRun=All`,
  },
  {
    name: 'delete with a precondition that does not hold',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/plain`,
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: '00000000-0000-4000-8000-000000000000' },
    },
  },
  { name: 'delete', method: 'DELETE', path: `${CONFIG_MAPS}/plain` },
  {
    name: 'delete what is gone',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/plain`,
  },
  create('held', { finalizers: ['example.com/hold'] }),
  {
    name: 'delete what a finalizer holds',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/held`,
  },
  {
    name: 'delete it once more',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/held`,
  },
  {
    name: 'add a finalizer to what is being deleted',
    method: 'PATCH',
    contentType: MERGE,
    path: `${CONFIG_MAPS}/held`,
    body: {
      metadata: { finalizers: ['example.com/hold', 'example.com/more'] },
    },
  },
  {
    name: 'take the last finalizer away',
    method: 'PATCH',
    contentType: MERGE,
    path: `${CONFIG_MAPS}/held`,
    body: { metadata: { finalizers: null } },
  },
  isGone('held'),
  create('owner'),
  owned('child', 'owner'),
  {
    name: 'delete an owner in the background',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/owner?propagationPolicy=Background`,
  },
  isGone('child'),
  create('parent'),
  owned('dependent', 'parent'),
  {
    name: 'delete an owner in the foreground',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/parent?propagationPolicy=Foreground`,
    // Whether it waits is a race with the collector, in both.
    show: body => body.apiVersion,
  },
  isGone('dependent'),
  isGone('parent'),
  create('leaver'),
  owned('orphan', 'leaver'),
  {
    name: 'delete an owner and keep what it owns',
    method: 'DELETE',
    path: `${CONFIG_MAPS}/leaver?propagationPolicy=Orphan`,
    show: body => body.apiVersion,
  },
  isGone('leaver'),
  {
    name: 'the orphan stays, without an owner',
    path: `${CONFIG_MAPS}/orphan`,
    until: answer => !answer.json().metadata.ownerReferences,
    show: body => body.metadata.ownerReferences ?? 'none',
  },
  {
    name: 'delete a collection',
    method: 'DELETE',
    path: `${CONFIG_MAPS}?${OURS}&fieldSelector=metadata.name%3Dorphan`,
    show: ({ kind, items }) => ({ kind, count: items?.length }),
  },
  {
    name: 'create a namespace to delete',
    method: 'POST',
    path: '/api/v1/namespaces',
    body: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'short-lived' },
    },
    show: body => body.kind,
  },
  {
    name: 'put something in it',
    method: 'POST',
    path: '/api/v1/namespaces/short-lived/configmaps',
    body: configMap('inside', { metadata: { finalizers: ['example.com/x'] } }),
    show: body => body.kind,
  },
  {
    name: 'delete a namespace',
    method: 'DELETE',
    path: '/api/v1/namespaces/short-lived',
  },
  {
    name: 'what is in it is being deleted',
    path: '/api/v1/namespaces/short-lived/configmaps/inside',
    until: answer => Boolean(answer.json().metadata?.deletionTimestamp),
  },
  {
    name: 'create in a namespace that is being deleted',
    method: 'POST',
    path: '/api/v1/namespaces/short-lived/configmaps',
    body: configMap('late'),
  },
  {
    name: 'release what is in it',
    method: 'PATCH',
    contentType: MERGE,
    path: '/api/v1/namespaces/short-lived/configmaps/inside',
    body: { metadata: { finalizers: [] } },
    show: body => body.kind,
  },
  {
    name: 'the namespace is gone',
    path: '/api/v1/namespaces/short-lived',
    until: answer => answer.code === 404,
  },
];
