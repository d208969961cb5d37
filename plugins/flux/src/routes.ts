import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The Flux page. */
export const rootRouteRef = createRouteRef();

/** The list of all Flux objects. */
export const resourcesRouteRef = createRouteRef();

/** One Flux object. */
export const resourceRouteRef = createSubRouteRef({
  parent: resourcesRouteRef,
  path: '/:cluster/:kind/:namespace/:name',
});

/** Where the docs of an entity are read: the runbooks of a cluster. */
export const docsRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'techdocs.docRoot',
});
