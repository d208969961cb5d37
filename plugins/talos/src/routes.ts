import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The Talos page. */
export const rootRouteRef = createRouteRef();

/** The list of machines. */
export const machinesRouteRef = createRouteRef();

/** One machine. */
export const machineRouteRef = createSubRouteRef({
  parent: machinesRouteRef,
  path: '/:cluster/:node',
});

/** Where Git and the machines differ. */
export const driftRouteRef = createRouteRef();

/** Where the docs of an entity are read: the runbooks of a cluster. */
export const docsRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'techdocs.docRoot',
});
